-- Emergencies: a client's alert to every practitioner of the practice, until one of them takes it.

-- What a client is told before they send an alert, and how long it waits before it is told again. Null: the usual, which
-- the program knows.
alter table practices
    add column emergency_number text constraint practices_emergency_number_check check (length(emergency_number) between 1 and 40),
    add column emergency_words text constraint practices_emergency_words_check check (length(emergency_words) between 1 and 2000),
    add column emergency_minutes integer constraint practices_emergency_minutes_check check (emergency_minutes between 1 and 60);

-- Who is told first when nobody has taken an emergency in time.
create table on_call (
    user_id uuid constraint on_call_user_key primary key constraint on_call_user_fkey references users on delete cascade,
    since timestamptz not null default now(),
    set_by uuid not null constraint on_call_set_by_fkey references users
);

create table emergencies (
    id uuid constraint emergencies_id_key primary key,
    practice_id uuid not null constraint emergencies_practice_fkey references practices,
    client_id uuid not null constraint emergencies_client_fkey references users,
    -- Made before the first try: a repeat with the same one is the same emergency.
    client_key uuid not null,
    -- Where it is talked about: a room of its own, or the one in which a message was marked urgent.
    room_id uuid not null constraint emergencies_room_fkey references rooms,
    -- When the room was opened for it; it ends with it then.
    room_opened_at timestamptz,
    text text not null constraint emergencies_text_check check (length(text) between 1 and 8000),
    -- Takes the next with every change, so that whoever hears of two changes knows which came last.
    version bigint not null default 1,
    raised_at timestamptz not null default now(),
    -- How often it was told again: to those on call, then to everybody and the admins.
    level smallint not null default 0 constraint emergencies_level_check check (level between 0 and 2),
    -- When it is told again unless somebody has taken it; null once everybody was.
    next_at timestamptz,
    taken_at timestamptz,
    taken_by uuid constraint emergencies_taken_by_fkey references users,
    resolved_at timestamptz,
    resolved_by uuid constraint emergencies_resolved_by_fkey references users,
    outcome text constraint emergencies_outcome_check check (length(outcome) between 1 and 4000),
    constraint emergencies_repeat_key unique (client_id, client_key),
    constraint emergencies_taken_check check ((taken_at is null) = (taken_by is null)),
    constraint emergencies_resolved_check check ((resolved_at is null) = (resolved_by is null)
        and (resolved_at is null) = (outcome is null))
);
create index emergencies_practice_idx on emergencies (practice_id, id);
create index emergencies_client_idx on emergencies (client_id, id);
create index emergencies_room_idx on emergencies (room_id);
create index emergencies_open_idx on emergencies (practice_id, id) where resolved_at is null;
create index emergencies_due_idx on emergencies (next_at) where taken_at is null and resolved_at is null;

-- Who was told of it. It rings on their devices until they have heard it, or somebody has taken it.
create table emergency_people (
    emergency_id uuid not null constraint emergency_people_emergency_fkey references emergencies,
    user_id uuid not null constraint emergency_people_user_fkey references users,
    -- The last time.
    told_at timestamptz not null default now(),
    first_seen_at timestamptz,
    last_seen_at timestamptz,
    constraint emergency_people_key primary key (emergency_id, user_id),
    constraint emergency_people_seen_check check ((first_seen_at is null) = (last_seen_at is null))
);
create index emergency_people_user_idx on emergency_people (user_id);

-- What happened to it, step by step. Only ever added to.
create table emergency_steps (
    emergency_id uuid not null constraint emergency_steps_emergency_fkey references emergencies,
    number integer not null,
    at timestamptz not null default clock_timestamp(),
    -- Null where it was the clock.
    actor_id uuid constraint emergency_steps_actor_fkey references users,
    what text not null constraint emergency_steps_what_check
        check (what in ('raised', 'seen', 'told_on_call', 'told_all', 'taken', 'resolved')),
    -- How many were told.
    people integer,
    -- The outcome.
    words text,
    constraint emergency_steps_number_key primary key (emergency_id, number)
);

create function refuse_rewriting_steps() returns trigger language plpgsql as $$
begin
    raise exception 'what happened to an emergency is only ever added to';
end $$;
create trigger emergency_steps_append_only before update or delete or truncate on emergency_steps
    for each statement execute function refuse_rewriting_steps();

-- Whom one may write to, as before (migration 13), but that sharing the room of an emergency lets nobody begin
-- conversations with every practitioner of the practice.
create or replace view reachable_people (viewer_id, user_id) as
select viewer.id, other.id
from users viewer
join practices p on p.id = viewer.practice_id
join users other on other.practice_id = viewer.practice_id and other.id <> viewer.id
where viewer.role = 'admin'
   or (viewer.role = 'practitioner' and (p.kind <> 'tutoring' or other.role <> 'client'))
   or exists (
        select from appointments a
        where a.client_id = viewer.id and a.practitioner_id = other.id and a.confirmed_at is not null)
   or exists (
        select from appointments a
        where a.client_id = other.id and a.practitioner_id = viewer.id)
   or exists (
        select from courses c join enrolments e on e.course_id = c.id
        where c.tutor_id = other.id and e.student_id = viewer.id and e.left_at is null and c.archived_at is null)
   or exists (
        select from courses c join enrolments e on e.course_id = c.id
        where c.tutor_id = viewer.id and e.student_id = other.id and e.left_at is null and c.archived_at is null)
   or exists (
        select from room_members mine
        join room_members theirs using (room_id)
        join rooms r on r.id = room_id
        where mine.user_id = viewer.id and theirs.user_id = other.id and r.kind = 'group'
          and not exists (select from emergencies e where e.room_id = r.id and e.room_opened_at is not null));
