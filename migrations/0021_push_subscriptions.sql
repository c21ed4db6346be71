-- Web push: who we are to push services, and the browsers that want to be pushed to.

-- One row, made by the first server that starts. Browsers tie their subscriptions to its public half, which follows
-- from this one; with another, all of them would be worth nothing.
create table push_keys (
    singleton boolean constraint push_keys_singleton_key primary key default true
        constraint push_keys_singleton_check check (singleton),
    private_key bytea not null constraint push_keys_private_key_check check (octet_length(private_key) = 32),
    made_at timestamptz not null default now()
);

-- A browser that wants to be pushed to. It counts for as long as its person is signed in there: `live_push_subscriptions`.
create table push_subscriptions (
    id uuid constraint push_subscriptions_id_key primary key,
    user_id uuid not null constraint push_subscriptions_user_fkey references users on delete cascade,
    -- A sign-in is one browser's, which has one subscription.
    sign_in_id uuid not null constraint push_subscriptions_sign_in_key unique
        constraint push_subscriptions_sign_in_fkey references sign_ins on delete cascade,
    -- Where its push service takes messages for it. Whoever knows it can send there, so nobody else is told it.
    endpoint text not null constraint push_subscriptions_endpoint_key unique,
    -- What the messages are sealed with (RFC 8291).
    p256dh bytea not null constraint push_subscriptions_p256dh_check check (octet_length(p256dh) = 65),
    auth bytea not null constraint push_subscriptions_auth_check check (octet_length(auth) = 16),
    -- As its owner knows it: Chrome on Android.
    device text not null,
    created_at timestamptz not null default now(),
    -- When its push service last took a message.
    last_used_at timestamptz
);
create index push_subscriptions_user_idx on push_subscriptions (user_id);

-- Signing out on a device ends its pushes with the same row.
create view live_push_subscriptions as
select s.*
from push_subscriptions s
join sign_ins i on i.id = s.sign_in_id and i.ended_at is null and i.expires_at > now()
join users u on u.id = s.user_id and u.suspended_at is null;

-- Which device has been sent what, so that a second try does not reach those that have it. A notification that was
-- replaced by a newer one is sent again: `version` is when it was written.
create table push_receipts (
    notification_id uuid not null constraint push_receipts_notification_fkey references notifications on delete cascade,
    subscription_id uuid not null constraint push_receipts_subscription_fkey references push_subscriptions on delete cascade,
    version timestamptz not null,
    sent_at timestamptz not null default now(),
    constraint push_receipts_key primary key (notification_id, subscription_id)
);
create index push_receipts_subscription_idx on push_receipts (subscription_id);
