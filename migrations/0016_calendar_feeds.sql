-- Calendars that people subscribe to with a calendar program, which cannot sign in: the secret in the address is the
-- key. Only its digest is kept. A person has one that holds; a new one revokes the one before.
create table calendar_feeds (
    digest bytea constraint calendar_feeds_digest_key primary key,
    user_id uuid not null constraint calendar_feeds_user_fkey references users on delete cascade,
    made_at timestamptz not null default now(),
    -- To the minute: programs that read often do not write a row each time.
    last_read_at timestamptz,
    revoked_at timestamptz
);
create unique index calendar_feeds_user_key on calendar_feeds (user_id) where revoked_at is null;
