-- What was agreed stays as it was when its type is changed: name, place and price are copied when a time is taken.
alter table appointments
    add column type_name text,
    add column place text constraint appointments_place_check check (place in ('in_person', 'video')),
    add column price text;
update appointments a set type_name = t.name, place = t.place, price = t.price from appointment_types t where t.id = a.type_id;
alter table appointments
    alter column type_name set not null,
    alter column place set not null,
    alter column price set not null;

create function copy_appointment_type() returns trigger language plpgsql as $$
begin
    select name, place, price into new.type_name, new.place, new.price from appointment_types where id = new.type_id;
    return new;
end $$;
create trigger appointments_copy_type before insert on appointments for each row execute function copy_appointment_type();

-- A proposed time may be turned down, which is part of the history.
alter table appointment_changes
    drop constraint appointment_changes_what_check,
    add constraint appointment_changes_what_check check (what in
        ('requested', 'booked', 'confirmed', 'declined', 'proposed', 'kept', 'rescheduled', 'cancelled', 'completed',
         'no_show', 'delayed'));
-- Requests that nobody answers before they would begin.
create index appointments_unanswered_idx on appointments (starts_at)
    where confirmed_at is null and declined_at is null and cancelled_at is null and held_until is null;
