-- What a practice knows of its clients, and who looks after whom.

-- One row for each thing that is known. Which things a practice asks for follows from its kind (`clients::model::fact`).
create table client_facts (
    user_id uuid not null constraint client_facts_user_fkey references users on delete cascade,
    fact text not null constraint client_facts_fact_check check (fact in (
        'birth_date', 'blood_group', 'allergies', 'medication', 'conditions', 'phone', 'address', 'emergency_contact',
        'school', 'level', 'guardian', 'guardian_phone', 'goals', 'health_notes')),
    value text not null constraint client_facts_value_check check (length(value) between 1 and 500),
    changed_at timestamptz not null default now(),
    changed_by uuid not null constraint client_facts_changed_by_fkey references users,
    constraint client_facts_user_fact_key primary key (user_id, fact)
);

-- Every change that was ever made to them; a value of null took the fact away.
create table client_fact_changes (
    id bigint generated always as identity constraint client_fact_changes_id_key primary key,
    user_id uuid not null constraint client_fact_changes_user_fkey references users on delete cascade,
    fact text not null,
    value text,
    changed_at timestamptz not null default now(),
    changed_by uuid not null constraint client_fact_changes_changed_by_fkey references users
);
create index client_fact_changes_user_idx on client_fact_changes (user_id, id desc);

create function keep_history() returns trigger language plpgsql as $$
begin
    raise exception 'what was changed, when and by whom stays as it is written';
end $$;

create trigger client_fact_changes_keep_history before update on client_fact_changes
    for each row execute function keep_history();

-- The practice's clients by name, a page at a time.
create index users_clients_idx on users (practice_id, name_folded, id) where role = 'client';

-- A practitioner's own clients: those with whom they share an appointment or a room. One row for each of these, with
-- when the two last had to do with each other in it.
create view own_clients (practitioner_id, client_id, contact_at) as
select a.practitioner_id, a.client_id, case when a.starts_at <= now() then a.starts_at else a.requested_at end
from appointments a
where a.status not in ('declined', 'held')
union all
select mine.user_id, theirs.user_id, r.last_activity_at
from room_members mine
join rooms r on r.id = mine.room_id and r.kind <> 'community'
join room_members theirs on theirs.room_id = mine.room_id
join users p on p.id = mine.user_id and p.role = 'practitioner'
join users c on c.id = theirs.user_id and c.role = 'client';

create index appointments_pair_idx on appointments (practitioner_id, client_id)
    include (status, starts_at, requested_at);
