-- Whoever asks for a way to a new password takes none from the person that was made before: an admin may have handed it
-- over, and anybody can ask.

alter table password_resets
    drop constraint password_resets_user_key,
    drop constraint password_resets_digest_key,
    add constraint password_resets_digest_key primary key (digest);
create index password_resets_user_idx on password_resets (user_id);
