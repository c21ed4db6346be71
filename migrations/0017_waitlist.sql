-- The waitlist: who waits for a time, and the freed times that they are offered, one after the other.

-- How long a freed time is offered to one person before it is the next one's turn; less where it is near.
alter table practices
    add column waitlist_minutes integer not null default 30
        constraint practices_waitlist_minutes_check check (waitlist_minutes between 1 and 1440);

create table waitlist (
    id uuid constraint waitlist_id_key primary key,
    practice_id uuid not null constraint waitlist_practice_fkey references practices,
    client_id uuid not null constraint waitlist_client_fkey references users on delete cascade,
    type_id uuid not null constraint waitlist_type_fkey references appointment_types,
    -- With nobody in particular: any who offers the type.
    practitioner_id uuid constraint waitlist_practitioner_fkey references users on delete cascade,
    -- Whom it is about, in veterinary practices.
    pet_id uuid constraint waitlist_pet_fkey references pets,
    reason text not null,
    joined_at timestamptz not null default now(),
    left_at timestamptz,
    -- What came of it.
    appointment_id uuid constraint waitlist_appointment_fkey references appointments,
    constraint waitlist_booked_check check (appointment_id is null or left_at is not null)
);
-- One waits once for the same.
create unique index waitlist_open_key on waitlist (client_id, type_id, practitioner_id) nulls not distinct
    where left_at is null;
create index waitlist_turn_idx on waitlist (practice_id, type_id, joined_at, id) where left_at is null;

-- A freed time, offered to one who waits. A round is all the offers that follow from one freeing.
create table waitlist_offers (
    id uuid constraint waitlist_offers_id_key primary key,
    entry_id uuid not null constraint waitlist_offers_entry_fkey references waitlist on delete cascade,
    round uuid not null,
    -- The appointment that no longer takes the time.
    freed_id uuid not null constraint waitlist_offers_freed_fkey references appointments on delete cascade,
    -- The row of appointments that keeps the time, which becomes the appointment. No reference: holds come and go, and
    -- whoever sweeps them out must not wait for whoever takes the offer.
    hold_id uuid not null constraint waitlist_offers_hold_key unique,
    practitioner_id uuid not null constraint waitlist_offers_practitioner_fkey references users on delete cascade,
    starts_at timestamptz not null,
    offered_at timestamptz not null default now(),
    expires_at timestamptz not null,
    taken_at timestamptz,
    passed_at timestamptz,
    constraint waitlist_offers_end_check check (taken_at is null or passed_at is null)
);
-- One offer at a time.
create unique index waitlist_offers_open_key on waitlist_offers (entry_id) where taken_at is null and passed_at is null;
create index waitlist_offers_expiry_idx on waitlist_offers (expires_at) where taken_at is null and passed_at is null;
create index waitlist_offers_round_idx on waitlist_offers (round);
-- Holds are deleted all the time, and each is looked for here.
create index waitlist_offers_freed_idx on waitlist_offers (freed_id);
create index waitlist_appointment_idx on waitlist (appointment_id) where appointment_id is not null;

-- Who may know that somebody waits: they themselves, whom they wait for, and the practice's admins. Pages, the API and
-- events all go by this.
create view waitlist_people as
select w.id as entry_id, u.id as user_id
from waitlist w
join appointment_types t on t.id = w.type_id
join users u on u.practice_id = w.practice_id
where u.id = w.client_id
   or u.role = 'admin'
   or (u.role = 'practitioner' and u.id = coalesce(w.practitioner_id, t.practitioner_id, u.id)
       and not exists (select from withheld_types x where x.practitioner_id = u.id and x.type_id = t.id));
