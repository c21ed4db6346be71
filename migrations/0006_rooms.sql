-- Whom one may write to, and finding people and rooms by name.

-- Whom one may open a conversation with, among those one may see. Staff: everybody. Clients: practitioners who have
-- accepted an appointment with them, and whoever shares a group or a course with them. Who shares no more of it keeps
-- the conversations that are there.
create view reachable_people (viewer_id, user_id) as
select viewer.id, other.id
from users viewer
join users other on other.practice_id = viewer.practice_id and other.id <> viewer.id
where viewer.role <> 'client'
   or (other.role = 'practitioner' and exists (
        select from appointments a
        where a.client_id = viewer.id and a.practitioner_id = other.id and a.confirmed_at is not null))
   or exists (
        select from room_members mine
        join room_members theirs using (room_id)
        join rooms r on r.id = room_id
        where mine.user_id = viewer.id and theirs.user_id = other.id and r.kind in ('group', 'course'));

-- A name as search reads it: one form for each letter, lower case, no accents; what `chat::fold` is in SQL.
create function folded(text) returns text
    language sql immutable strict parallel safe
    return lower(regexp_replace(normalize($1, nfkd), '[\u0300-\u036f]', '', 'g'));

-- The first fifty of a thousand members, without reading the others.
create index room_members_joined_idx on room_members (room_id, joined_at, user_id);
