create extension if not exists btree_gist;

create table appointment_types (
    id uuid constraint appointment_types_id_key primary key,
    practice_id uuid not null constraint appointment_types_practice_fkey references practices,
    name text not null,
    minutes integer not null constraint appointment_types_minutes_check check (minutes between 5 and 480),
    place text not null constraint appointment_types_place_check check (place in ('in_person', 'video')),
    constraint appointment_types_name_key unique (practice_id, name)
);

-- When a practitioner receives, on the practice's wall clock. ISO weekdays: 1 is Monday.
create table weekly_hours (
    practitioner_id uuid not null constraint weekly_hours_practitioner_fkey references users on delete cascade,
    weekday smallint not null constraint weekly_hours_weekday_check check (weekday between 1 and 7),
    opens time not null,
    closes time not null,
    constraint weekly_hours_span_key primary key (practitioner_id, weekday, opens),
    constraint weekly_hours_span_check check (opens < closes)
);

create table appointments (
    id uuid constraint appointments_id_key primary key,
    practice_id uuid not null constraint appointments_practice_fkey references practices,
    client_id uuid not null constraint appointments_client_fkey references users,
    practitioner_id uuid not null constraint appointments_practitioner_fkey references users,
    type_id uuid not null constraint appointments_type_fkey references appointment_types,
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    reason text not null,
    room_id uuid constraint appointments_room_key unique constraint appointments_room_fkey references rooms,
    requested_at timestamptz not null default now(),
    confirmed_at timestamptz,
    confirmed_by uuid constraint appointments_confirmed_by_fkey references users,
    declined_at timestamptz,
    declined_by uuid constraint appointments_declined_by_fkey references users,
    cancelled_at timestamptz,
    cancelled_by uuid constraint appointments_cancelled_by_fkey references users,
    completed_at timestamptz,
    completed_by uuid constraint appointments_completed_by_fkey references users,
    missed_at timestamptz,
    missed_by uuid constraint appointments_missed_by_fkey references users,
    -- The one place that says which state those times add up to.
    status text not null generated always as (
        case
            when declined_at is not null then 'declined'
            when cancelled_at is not null then 'cancelled'
            when missed_at is not null then 'no_show'
            when completed_at is not null then 'completed'
            when confirmed_at is not null then 'confirmed'
            else 'requested'
        end) stored,
    constraint appointments_order_check check (starts_at < ends_at),
    -- Double booking is impossible: a practitioner's open requests and appointments never overlap.
    constraint appointments_practitioner_excl
        exclude using gist (practitioner_id with =, tstzrange(starts_at, ends_at) with &&)
        where (declined_at is null and cancelled_at is null)
);
create index appointments_client_idx on appointments (client_id, starts_at);
create index appointments_practitioner_idx on appointments (practitioner_id, starts_at);
