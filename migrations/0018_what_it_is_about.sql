-- What an appointment is about: a pet, and files that were given with the request.
alter table appointments
    add column pet_id uuid constraint appointments_pet_fkey references pets;

create table appointment_files (
    appointment_id uuid not null constraint appointment_files_appointment_fkey references appointments on delete cascade,
    place smallint not null,
    file_id uuid not null constraint appointment_files_file_fkey references files on delete cascade,
    constraint appointment_files_place_key primary key (appointment_id, place)
);
-- The appointments of a series share their files.
create index appointment_files_file_idx on appointment_files (file_id);

-- Who may read a file: until it is sent, its uploader alone; then those who may read its message, see the pet whose
-- photo it is, or are one of the two of its appointment.
create or replace function may_read_file(person uuid, file uuid) returns boolean
language sql stable as $$
    select exists (
        select from files f
        where f.id = file and f.uploader_id = person
          and f.uploaded_at is not null and f.sent_at is null and f.removed_at is null)
    or exists (
        select from attachments a
        join files f on f.id = a.file_id
        join messages m on m.id = a.message_id
        join room_members r on r.room_id = m.room_id
        where a.file_id = file and r.user_id = person and f.removed_at is null and m.deleted_at is null)
    or exists (
        select from pets p
        join files f on f.id = p.photo_id
        where p.photo_id = file and f.removed_at is null and may_see_pet(person, p.id))
    or exists (
        select from appointment_files x
        join files f on f.id = x.file_id
        join appointments a on a.id = x.appointment_id
        where x.file_id = file and f.removed_at is null and person in (a.client_id, a.practitioner_id))
$$;
