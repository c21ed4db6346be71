-- Notifications: what people are told beside the thing itself, on the page, by push and by mail; and jobs, which are
-- whatever is done later.

-- One row a person. What it says was decided when it was written; where it leads is below the person's role page.
create table notifications (
    id uuid constraint notifications_id_key primary key,
    user_id uuid not null constraint notifications_user_fkey references users on delete cascade,
    kind text not null,
    actor_id uuid constraint notifications_actor_fkey references users on delete set null,
    title text not null,
    body text not null,
    link text not null,
    -- The message it is about: read once its reader has read the room up to there.
    room_id uuid constraint notifications_room_fkey references rooms on delete cascade,
    number bigint,
    -- What it is about. While it is unread, the next one about the same takes its place.
    topic text,
    -- A calendar file for the mail.
    calendar text,
    -- False where the person wants it by push or mail alone.
    in_page boolean not null default true,
    created_at timestamptz not null default now(),
    -- On a page that somebody looked at.
    shown_at timestamptz,
    read_at timestamptz,
    -- Followed to the thing itself.
    opened_at timestamptz,
    removed_at timestamptz,
    constraint notifications_message_check check ((room_id is null) = (number is null))
);
create index notifications_list_idx on notifications (user_id, created_at desc, id desc) where removed_at is null and in_page;
create index notifications_unread_idx on notifications (user_id) where read_at is null and removed_at is null and in_page;
create unique index notifications_topic_key on notifications (user_id, topic)
    where topic is not null and read_at is null and removed_at is null;
-- Rooms are deleted with what leads to them.
create index notifications_room_idx on notifications (room_id) where room_id is not null;

-- What a person has still to see. Whoever has left a room has nothing to read in it.
create view unread_notifications as
select n.id, n.user_id
from notifications n
left join room_members m on m.room_id = n.room_id and m.user_id = n.user_id
where n.in_page and n.read_at is null and n.removed_at is null and (n.room_id is null or m.read < n.number);

-- Ways out of the house. The page is no row here: it is the notification itself.
create table notification_deliveries (
    notification_id uuid not null constraint notification_deliveries_notification_fkey references notifications on delete cascade,
    channel text not null constraint notification_deliveries_channel_check check (channel in ('push', 'mail')),
    state text not null default 'queued'
        constraint notification_deliveries_state_check check (state in ('queued', 'sent', 'failed', 'dropped')),
    attempts integer not null default 0,
    -- Where it is queued: when it is tried (again).
    next_try_at timestamptz,
    -- Why it failed, was dropped, or is tried again.
    reason text,
    settled_at timestamptz,
    opened_at timestamptz,
    constraint notification_deliveries_key primary key (notification_id, channel)
);

-- Where a person wants something else than what is usual for that sort of notification and way.
create table notification_preferences (
    user_id uuid not null constraint notification_preferences_user_fkey references users on delete cascade,
    sort text not null,
    channel text not null constraint notification_preferences_channel_check check (channel in ('page', 'push', 'mail')),
    -- `digest`: gathered, for the mail.
    mode text not null constraint notification_preferences_mode_check check (mode in ('off', 'on', 'digest')),
    constraint notification_preferences_key primary key (user_id, sort, channel)
);

create table notification_settings (
    user_id uuid constraint notification_settings_key primary key
        constraint notification_settings_user_fkey references users on delete cascade,
    -- By the clock on the person's own wall; the first may be later than the second.
    quiet_from time,
    quiet_until time,
    -- Whether a push says what there is, and not only that there is something.
    push_details boolean not null default false,
    sound boolean not null default true,
    constraint notification_settings_quiet_check check ((quiet_from is null) = (quiet_until is null))
);

-- The moment at which a person wants to be disturbed again: that very moment, outside their quiet hours.
create function end_of_quiet(at timestamptz, zone text, quiet_from time, quiet_until time) returns timestamptz
language sql stable as $$
    select case
        when quiet_from is null or quiet_from = quiet_until then at
        when quiet_from < quiet_until and clock >= quiet_from and clock < quiet_until
            then (day + quiet_until) at time zone zone
        when quiet_from > quiet_until and clock >= quiet_from then (day + 1 + quiet_until) at time zone zone
        when quiet_from > quiet_until and clock < quiet_until then (day + quiet_until) at time zone zone
        else at
    end
    from (select (at at time zone zone)::time as clock, (at at time zone zone)::date as day) wall
$$;

-- Up to which message the members of a room were told of what they had not read. A room without a row has told nothing.
create table room_bells (
    room_id uuid constraint room_bells_key primary key constraint room_bells_room_fkey references rooms on delete cascade,
    rung bigint not null
);
insert into room_bells select id, last_number from rooms;

-- Work for later: written with what it follows from, taken by any server, and gone once it is done.
create table jobs (
    id uuid constraint jobs_id_key primary key,
    lane text not null,
    -- One job for many reasons: the next reason joins the job that waits.
    key text,
    payload jsonb not null,
    run_at timestamptz not null,
    -- Counts the reasons, so that one that came while the job ran is not lost.
    reasons integer not null default 1,
    attempts integer not null default 0,
    -- Whoever took it has until then; after that it is anybody's.
    taken_until timestamptz,
    -- Given up.
    failed_at timestamptz,
    error text,
    created_at timestamptz not null default now()
);
create unique index jobs_key_key on jobs (lane, key) where key is not null and failed_at is null;
create index jobs_due_idx on jobs (lane, run_at) where failed_at is null;
