-- Replies, edits, deletions, reactions, groups and rooms of two.

alter table messages
    add column reply_to_id uuid constraint messages_reply_to_fkey references messages,
    -- The body as search reads it: lower case, without accents, one form for each letter (`chat::fold`).
    add column folded text not null default '',
    add column deleted_by uuid constraint messages_deleted_by_fkey references users;
create index messages_reply_to_idx on messages (reply_to_id) where reply_to_id is not null;

-- What a message said before it was edited, for the practice's record. Deleting a message deletes these too.
create table message_edits (
    message_id uuid not null constraint message_edits_message_fkey references messages on delete cascade,
    -- The version of the room that replaced it.
    version bigint not null,
    body text not null,
    edited_by uuid not null constraint message_edits_editor_fkey references users,
    edited_at timestamptz not null default now(),
    constraint message_edits_message_version_key primary key (message_id, version)
);

create table reactions (
    message_id uuid not null constraint reactions_message_fkey references messages on delete cascade,
    user_id uuid not null constraint reactions_user_fkey references users on delete cascade,
    emoji text not null,
    reacted_at timestamptz not null default now(),
    constraint reactions_message_user_emoji_key primary key (message_id, user_id, emoji)
);

alter table rooms
    add column opened_by uuid constraint rooms_opened_by_fkey references users,
    -- Who may add and remove people of a group: the one who opened it, or all its members.
    add column invites text not null default 'opener'
        constraint rooms_invites_check check (invites in ('opener', 'members')),
    -- The two people of a direct room, in the order of their ids: there is one such room a pair.
    add column pair_low uuid constraint rooms_pair_low_fkey references users,
    add column pair_high uuid constraint rooms_pair_high_fkey references users,
    add constraint rooms_pair_key unique (pair_low, pair_high),
    add constraint rooms_pair_check check (pair_low < pair_high);

alter table room_members
    add column added_by uuid constraint room_members_added_by_fkey references users;

-- A person who hides when they were last seen is online or offline to others, nothing more.
alter table users add column last_seen_hidden_at timestamptz;
