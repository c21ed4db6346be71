-- A client who writes again while their emergency is not over adds to it: it stays one.

alter table emergency_steps
    drop constraint emergency_steps_what_check,
    add constraint emergency_steps_what_check
        check (what in ('raised', 'wrote_again', 'seen', 'told_on_call', 'told_all', 'taken', 'resolved')),
    -- With `wrote_again` by the button: made before the first try, so that a repeat with the same one adds nothing. A
    -- message that is marked urgent has an id of its own, by which it is known again.
    add column client_key uuid;
create unique index emergency_steps_repeat_key on emergency_steps (actor_id, client_key) where client_key is not null;
