-- Who is asked to confirm that they have read and understood a message, and when they did. The message itself says, in
-- its payload, that it asks and until when. Asked are those who are in the room when it is sent, but for its author;
-- whoever leaves before they have confirmed is asked no longer.
create table acknowledgements (
    message_id uuid not null constraint acknowledgements_message_fkey references messages on delete cascade,
    user_id uuid not null constraint acknowledgements_user_fkey references users on delete cascade,
    acknowledged_at timestamptz,
    -- When they are reminded, and when they were.
    deadline timestamptz,
    reminded_at timestamptz,
    constraint acknowledgements_message_user_key primary key (message_id, user_id)
);
-- What somebody has still to confirm, for when they leave a room.
create index acknowledgements_open_idx on acknowledgements (user_id) where acknowledged_at is null;
-- Whom to remind next.
create index acknowledgements_due_idx on acknowledgements (deadline) where acknowledged_at is null and reminded_at is null;
