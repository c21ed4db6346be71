-- The animals of a veterinary practice's clients. A pet that is removed stays, since past appointments name it; it
-- cannot be chosen or changed any more.
create table pets (
    id uuid constraint pets_id_key primary key,
    practice_id uuid not null constraint pets_practice_fkey references practices,
    owner_id uuid not null constraint pets_owner_fkey references users,
    name text not null constraint pets_name_check check (length(name) between 1 and 80),
    species text not null constraint pets_species_check
        check (species in ('dog', 'cat', 'rabbit', 'bird', 'guinea_pig', 'horse', 'reptile', 'other')),
    breed text constraint pets_breed_check check (length(breed) between 1 and 80),
    sex text not null constraint pets_sex_check check (sex in ('female', 'male', 'unknown')),
    neutered text not null constraint pets_neutered_check check (neutered in ('yes', 'no', 'unknown')),
    birth_date date constraint pets_birth_date_check check (birth_date >= '1850-01-01'),
    notes text not null constraint pets_notes_check check (length(notes) <= 2000),
    -- A file that belongs to this pet from then on, as others belong to a message.
    photo_id uuid constraint pets_photo_key unique constraint pets_photo_fkey references files on delete set null,
    created_at timestamptz not null default now(),
    removed_at timestamptz,
    removed_by uuid constraint pets_removed_by_fkey references users,
    constraint pets_removed_check check ((removed_at is null) = (removed_by is null))
);
create index pets_owner_idx on pets (owner_id) where removed_at is null;

-- Who may see a pet: its owner, and the practitioners and admins of the practice.
create function may_see_pet(person uuid, pet uuid) returns boolean
language sql stable as $$
    select exists (
        select from pets p
        join users u on u.practice_id = p.practice_id
        where p.id = pet and u.id = person and (u.id = p.owner_id or u.role in ('practitioner', 'admin')))
$$;

-- Who may read a file: until it is sent, its uploader alone; then those who may read its message, or see the pet whose
-- photo it is.
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
$$;
