-- The files of a message, in the order they were given. A file is sent once.
create table attachments (
    message_id uuid not null constraint attachments_message_fkey references messages on delete cascade,
    place smallint not null,
    file_id uuid not null constraint attachments_file_key unique constraint attachments_file_fkey references files on delete cascade,
    constraint attachments_message_place_key primary key (message_id, place)
);

-- Who may read a file: until it is sent, its uploader alone; then those who may read its message.
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
$$;
