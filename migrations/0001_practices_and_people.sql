-- A practice is a tenant: every person belongs to exactly one and every query is scoped by it.

-- One row, made with the database. A restored copy gets a new epoch, which tells every browser to fetch anew.
create table installation (
    singleton boolean constraint installation_singleton_key primary key default true
        constraint installation_singleton_check check (singleton),
    epoch uuid not null default gen_random_uuid()
);
insert into installation default values;

create table practices (
    id uuid constraint practices_id_key primary key,
    kind text not null constraint practices_kind_check check (kind in ('clinic', 'veterinary', 'tutoring', 'fitness')),
    name text not null,
    time_zone text not null,
    join_code text not null constraint practices_join_code_key unique,
    created_at timestamptz not null default now()
);

-- Addresses are kept in lower case, so that one mailbox is one account.
create table users (
    id uuid constraint users_id_key primary key,
    practice_id uuid not null constraint users_practice_fkey references practices,
    role text not null constraint users_role_check check (role in ('client', 'practitioner', 'admin')),
    name text not null,
    email text not null constraint users_email_key unique
        constraint users_email_lower_check check (email = lower(email)),
    password_hash text not null,
    time_zone text not null,
    avatar text,
    created_at timestamptz not null default now(),
    last_seen_at timestamptz
);
create index users_practice_idx on users (practice_id, role);

-- One row per sign-in. The session cookie and the bearer token that a sign-in gives both name this row,
-- so ending it ends both, and its sockets. Only a digest of the token is kept.
create table sign_ins (
    id uuid constraint sign_ins_id_key primary key,
    user_id uuid not null constraint sign_ins_user_fkey references users on delete cascade,
    token_digest bytea constraint sign_ins_token_key unique,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    ended_at timestamptz
);
create index sign_ins_user_idx on sign_ins (user_id) where ended_at is null;

-- What the limit on guessing counts. Kept whether or not the account exists, so the limit does not tell.
create table sign_in_failures (
    email text not null,
    address text not null,
    failed_at timestamptz not null default now()
);
create index sign_in_failures_email_idx on sign_in_failures (email, failed_at);
create index sign_in_failures_address_idx on sign_in_failures (address, failed_at);

-- The table that tower-sessions keeps its records in.
create schema tower_sessions;
create table tower_sessions.session (
    id text constraint session_id_key primary key,
    data bytea not null,
    expiry_date timestamptz not null
);
