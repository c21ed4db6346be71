-- Tokens that a person makes for their own programs. Only a digest is kept: the token itself is shown once.
create table access_tokens (
    id uuid constraint access_tokens_id_key primary key,
    user_id uuid not null constraint access_tokens_user_fkey references users on delete cascade,
    name text not null constraint access_tokens_name_check check (length(name) between 1 and 80),
    digest bytea not null constraint access_tokens_digest_key unique,
    -- What it may do; whoever may write may read.
    scope text not null constraint access_tokens_scope_check check (scope in ('read', 'write')),
    created_at timestamptz not null default now(),
    -- To the minute: a busy program does not write a row with every request.
    last_used_at timestamptz,
    -- Null: it holds until it is revoked.
    expires_at timestamptz,
    revoked_at timestamptz
);
create index access_tokens_user_idx on access_tokens (user_id) where revoked_at is null;
