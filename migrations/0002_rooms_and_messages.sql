-- A room hands out two gap-free counters: `last_number` to its messages, and `version` to every change in it.
-- Each changed row is stamped with the version that changed it, so "what changed since" is one indexed query.
-- Rows of rooms and room_members are rewritten with every message: the free space keeps those updates in place.
create table rooms (
    id uuid constraint rooms_id_key primary key,
    practice_id uuid not null constraint rooms_practice_fkey references practices,
    kind text not null constraint rooms_kind_check check (kind in ('direct', 'group', 'appointment', 'course', 'community')),
    title text,
    context jsonb,
    version bigint not null default 1,
    -- The version of the last change to the room itself (opened, ended, context, who is in it): whoever has seen an
    -- earlier one is told of the room anew, and a cached list of its members is true while this stands.
    changed_version bigint not null default 1,
    last_number bigint not null default 0,
    created_at timestamptz not null default now(),
    last_activity_at timestamptz not null default now(),
    ended_at timestamptz,
    ended_by uuid constraint rooms_ended_by_fkey references users
) with (fillfactor = 60);

create table room_members (
    room_id uuid not null constraint room_members_room_fkey references rooms on delete cascade,
    user_id uuid not null constraint room_members_user_fkey references users on delete cascade,
    delivered bigint not null default 0,
    read bigint not null default 0,
    version bigint not null default 1,
    joined_at timestamptz not null default now(),
    muted_at timestamptz,
    constraint room_members_room_user_key primary key (room_id, user_id),
    constraint room_members_positions_check check (read <= delivered)
) with (fillfactor = 60);
create index room_members_user_idx on room_members (user_id);

create table messages (
    id uuid constraint messages_id_key primary key,
    room_id uuid not null constraint messages_room_fkey references rooms on delete cascade,
    number bigint not null,
    version bigint not null,
    client_id uuid not null,
    sender_id uuid constraint messages_sender_fkey references users,
    kind text not null constraint messages_kind_check
        check (kind in ('text', 'image', 'video', 'file', 'assessment', 'prescription', 'system')),
    body text not null constraint messages_body_check check (length(body) <= 8000),
    payload jsonb,
    emergency boolean not null default false,
    created_at timestamptz not null,
    edited_at timestamptz,
    deleted_at timestamptz,
    constraint messages_room_number_key unique (room_id, number),
    -- The promise that a repeated send is the same message.
    constraint messages_client_id_key unique (room_id, sender_id, client_id)
);
create index messages_room_version_idx on messages (room_id, version);

-- Who may see whom: the one rule that pages, HTTP and the socket share. Staff and clients see each other;
-- clients see another client only through a room that both are in.
create view visible_people (viewer_id, user_id) as
select viewer.id, other.id
from users viewer
join users other on other.practice_id = viewer.practice_id and other.id <> viewer.id
where viewer.role <> 'client'
   or other.role <> 'client'
   or exists (
        select from room_members mine
        join room_members theirs using (room_id)
        where mine.user_id = viewer.id and theirs.user_id = other.id);
