-- Booking: when practitioners receive, what may be booked, and what becomes of an appointment.

-- Until so many hours before its beginning a client may move or cancel a confirmed appointment, and so long after its
-- end (completed, cancelled) its room can still be written to.
alter table practices
    add column cancellation_hours integer not null default 0
        constraint practices_cancellation_hours_check check (cancellation_hours between 0 and 720),
    add column grace_hours integer not null default 0
        constraint practices_grace_hours_check check (grace_hours between 0 and 8760);

-- Days on which nobody of the practice receives, but for those who say otherwise for that day.
create table practice_holidays (
    practice_id uuid not null constraint practice_holidays_practice_fkey references practices,
    day date not null,
    name text not null,
    constraint practice_holidays_day_key primary key (practice_id, day)
);

-- From how soon and for how long a practitioner can be booked; who has no row has the defaults of `Availability`.
create table booking_rules (
    practitioner_id uuid constraint booking_rules_practitioner_key primary key
        constraint booking_rules_practitioner_fkey references users on delete cascade,
    notice_minutes integer not null
        constraint booking_rules_notice_check check (notice_minutes between 0 and 43200),
    days_ahead integer not null
        constraint booking_rules_ahead_check check (days_ahead between 1 and 365)
);

-- Hours are minutes of the practice's wall clock: 540 is 9:00, and 1440 the end of the day.
alter table weekly_hours
    alter column opens type smallint using (extract(epoch from opens) / 60)::smallint,
    alter column closes type smallint using (extract(epoch from closes) / 60)::smallint,
    add constraint weekly_hours_clock_check check (opens >= 0 and closes <= 1440);

-- A date on which a practitioner receives at other hours than in other weeks, or, where it has no hours, not at all.
create table special_days (
    practitioner_id uuid not null constraint special_days_practitioner_fkey references users on delete cascade,
    day date not null,
    note text not null default '',
    constraint special_days_day_key primary key (practitioner_id, day)
);
create table special_hours (
    practitioner_id uuid not null,
    day date not null,
    opens smallint not null,
    closes smallint not null,
    constraint special_hours_span_key primary key (practitioner_id, day, opens),
    constraint special_hours_day_fkey foreign key (practitioner_id, day) references special_days on delete cascade,
    constraint special_hours_span_check check (0 <= opens and opens < closes and closes <= 1440)
);

-- A type is the practice's, or one practitioner's own. Buffers are kept free before and after the appointment.
-- An archived one can no longer be booked, and stays what its appointments were.
alter table appointment_types
    add column practitioner_id uuid constraint appointment_types_practitioner_fkey references users,
    add column before_minutes integer not null default 0
        constraint appointment_types_before_check check (before_minutes between 0 and 240),
    add column after_minutes integer not null default 0
        constraint appointment_types_after_check check (after_minutes between 0 and 240),
    add column price text not null default '',
    -- A setting, not a state: without it what is asked for is confirmed at once.
    add column needs_confirmation boolean not null default true,
    add column archived_at timestamptz,
    add column archived_by uuid constraint appointment_types_archived_by_fkey references users,
    drop constraint appointment_types_name_key;
create unique index appointment_types_name_key
    on appointment_types (practice_id, practitioner_id, name) nulls not distinct where archived_at is null;

-- Types of the practice that a practitioner does not offer.
create table withheld_types (
    practitioner_id uuid not null constraint withheld_types_practitioner_fkey references users on delete cascade,
    type_id uuid not null constraint withheld_types_type_fkey references appointment_types on delete cascade,
    constraint withheld_types_type_key primary key (practitioner_id, type_id)
);

-- A hold is a row, too: a time that somebody has chosen and not asked for yet, theirs until `held_until`. So one
-- constraint keeps requests, appointments and holds of a practitioner apart, with their buffers: `occupies`.
alter table appointments
    drop constraint appointments_practitioner_excl,
    drop column status,
    add column occupies tstzrange,
    add column held_until timestamptz,
    add column booked_by uuid constraint appointments_booked_by_fkey references users,
    add column series_id uuid,
    -- Another time, which one of the two suggests and the other has to agree to.
    add column proposed_at timestamptz,
    add column proposed_by uuid constraint appointments_proposed_by_fkey references users,
    -- When it is expected to begin, where the practitioner is late.
    add column expected_at timestamptz,
    -- Why it was declined or cancelled.
    add column closing_note text not null default '';
update appointments set occupies = tstzrange(starts_at, ends_at);
alter table appointments
    alter column occupies set not null,
    -- The one place that says which state those times add up to.
    add column status text not null generated always as (
        case
            when held_until is not null then 'held'
            when declined_at is not null then 'declined'
            when cancelled_at is not null then 'cancelled'
            when missed_at is not null then 'no_show'
            when completed_at is not null then 'completed'
            when confirmed_at is not null then 'confirmed'
            else 'requested'
        end) stored,
    add constraint appointments_occupies_check
        check (occupies @> tstzrange(starts_at, ends_at)),
    add constraint appointments_practitioner_excl
        exclude using gist (practitioner_id with =, occupies with &&)
        where (declined_at is null and cancelled_at is null);
create index appointments_held_idx on appointments (held_until) where held_until is not null;
create index appointments_series_idx on appointments (series_id) where series_id is not null;

-- What happened to an appointment, with who and when. Append-only.
create table appointment_changes (
    id bigint generated always as identity constraint appointment_changes_id_key primary key,
    appointment_id uuid not null constraint appointment_changes_appointment_fkey references appointments on delete cascade,
    at timestamptz not null default now(),
    by uuid constraint appointment_changes_by_fkey references users,
    what text not null constraint appointment_changes_what_check check (what in
        ('requested', 'booked', 'confirmed', 'declined', 'proposed', 'rescheduled', 'cancelled', 'completed',
         'no_show', 'delayed')),
    note text not null default '',
    -- The time it had, and the one it has (or is proposed, or expected at).
    old_start timestamptz,
    new_start timestamptz
);
create index appointment_changes_appointment_idx on appointment_changes (appointment_id, id);
insert into appointment_changes (appointment_id, at, by, what, new_start)
select id, requested_at, client_id, 'requested', starts_at from appointments
union all select id, confirmed_at, confirmed_by, 'confirmed', starts_at from appointments where confirmed_at is not null
union all select id, declined_at, declined_by, 'declined', null from appointments where declined_at is not null
union all select id, cancelled_at, cancelled_by, 'cancelled', null from appointments where cancelled_at is not null
union all select id, completed_at, completed_by, 'completed', null from appointments where completed_at is not null
union all select id, missed_at, missed_by, 'no_show', null from appointments where missed_at is not null
order by 2;
