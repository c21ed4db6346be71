-- Who lets people into a practice, who is let in no more, and a record of such deeds that cannot be rewritten unnoticed.

-- What people are told of the practice, and whether the join code works.
alter table practices
    add column address text constraint practices_address_check check (length(address) between 1 and 500),
    add column phone text constraint practices_phone_check check (length(phone) between 1 and 60),
    add column note text constraint practices_note_check check (length(note) between 1 and 2000),
    add column sign_up_closed_at timestamptz,
    add column sign_up_closed_by uuid constraint practices_sign_up_closed_by_fkey references users,
    add constraint practices_sign_up_closed_check check ((sign_up_closed_at is null) = (sign_up_closed_by is null));

-- A link that lets people join. Only a digest of its secret is kept: the link itself is shown once.
create table invitations (
    id uuid constraint invitations_id_key primary key,
    practice_id uuid not null constraint invitations_practice_fkey references practices,
    role text not null constraint invitations_role_check check (role in ('client', 'practitioner', 'admin')),
    -- Where it is given, only this address joins with it.
    email text constraint invitations_email_lower_check check (email = lower(email)),
    digest bytea not null constraint invitations_digest_key unique,
    -- Null: as many as come until it expires.
    places integer constraint invitations_places_check check (places > 0),
    joined integer not null default 0,
    created_at timestamptz not null default now(),
    created_by uuid not null constraint invitations_created_by_fkey references users,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    revoked_by uuid constraint invitations_revoked_by_fkey references users,
    constraint invitations_joined_check check (joined <= places),
    constraint invitations_email_places_check check (email is null or places = 1)
);
create index invitations_practice_idx on invitations (practice_id, id) where revoked_at is null;

alter table users
    -- The link they came by.
    add column invitation_id uuid constraint users_invitation_fkey references invitations,
    -- A person who is suspended cannot sign in; what they wrote stays.
    add column suspended_at timestamptz,
    add column suspended_by uuid constraint users_suspended_by_fkey references users,
    add constraint users_suspended_check check ((suspended_at is null) = (suspended_by is null)),
    -- The name as lists sort and search it.
    add column name_folded text not null generated always as (folded(name)) stored;
create index users_name_idx on users (practice_id, name_folded, id);

-- A link with which a person sets a new password, once. Of several, the last made is the one that works.
create table password_resets (
    user_id uuid constraint password_resets_user_key primary key
        constraint password_resets_user_fkey references users on delete cascade,
    digest bytea not null constraint password_resets_digest_key unique,
    made_at timestamptz not null default now(),
    made_by uuid not null constraint password_resets_made_by_fkey references users,
    expires_at timestamptz not null
);

-- Who did what to whom, in the order of `number`. Each row holds the digest of the one before it, so that a row that
-- was changed, put in or taken out by hand breaks the chain.
create table audit (
    practice_id uuid not null constraint audit_practice_fkey references practices,
    number bigint not null,
    at timestamptz not null,
    actor_id uuid not null constraint audit_actor_fkey references users,
    deed text not null,
    subject_id uuid constraint audit_subject_fkey references users,
    -- What else there is to know, without names: those may change, and this may not.
    details jsonb not null,
    previous bytea not null,
    digest bytea not null,
    constraint audit_practice_number_key primary key (practice_id, number),
    constraint audit_number_check check (number > 0)
);

-- Where each chain ends, so that rows missing at its end are found.
create table audit_heads (
    practice_id uuid constraint audit_heads_practice_key primary key
        constraint audit_heads_practice_fkey references practices,
    number bigint not null,
    digest bytea not null
);

-- Written out in one form, whatever the session's time zone.
create function audit_digest(entry audit) returns bytea
    language sql stable
    return sha256(entry.previous || convert_to(jsonb_build_array(
        entry.practice_id, entry.number, to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
        entry.actor_id, entry.deed, entry.subject_id, entry.details)::text, 'UTF8'));

create function refuse_rewriting() returns trigger language plpgsql as $$
begin
    raise exception 'the audit is only ever added to';
end $$;
create trigger audit_append_only before update or delete or truncate on audit
    for each statement execute function refuse_rewriting();
