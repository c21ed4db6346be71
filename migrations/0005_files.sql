-- A file that somebody has uploaded: the row says what it is, its bytes lie in the storage under keys made of its id.
-- It belongs to its uploader until it is sent; from then on to the message that it was sent with.
create table files (
    id uuid constraint files_id_key primary key,
    practice_id uuid not null constraint files_practice_fkey references practices,
    uploader_id uuid not null constraint files_uploader_fkey references users on delete cascade,
    -- As people see it and download it; never part of a key.
    name text not null constraint files_name_check check (octet_length(name) between 1 and 255),
    -- Told by the content, as are `kind` and the sizes.
    mime text not null,
    kind text not null constraint files_kind_check check (kind in ('image', 'video', 'file')),
    size bigint not null constraint files_size_check check (size >= 0),
    width integer,
    height integer,
    -- The type of each smaller copy, where there is one.
    preview_mime text,
    thumbnail_mime text,
    -- The row is there before the first byte, so that whatever an upload leaves behind can be found.
    begun_at timestamptz not null default now(),
    uploaded_at timestamptz,
    sent_at timestamptz,
    removed_at timestamptz,
    constraint files_width_height_check check ((width is null) = (height is null) and width > 0 and height > 0)
);
create index files_uploader_idx on files (uploader_id) where removed_at is null;
-- What the sweep looks for: uploads that nobody sent, and files that were removed.
create index files_sweep_idx on files (begun_at) where sent_at is null or removed_at is not null;

-- Who may read a file: until it is sent, its uploader alone.
create function may_read_file(person uuid, file uuid) returns boolean
language sql stable as $$
    select exists (
        select from files f
        where f.id = file and f.uploader_id = person
          and f.uploaded_at is not null and f.sent_at is null and f.removed_at is null)
$$;
