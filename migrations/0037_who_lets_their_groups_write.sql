-- Sharing a group lets its members begin conversations with each other. Between two clients it is for the one who would
-- be written to: they may close this way, and are then reached by staff alone, and by whatever else the two share.
alter table users add column closed_to_groups_at timestamptz;

-- As before (migration 30), but for that.
create or replace view reachable_people (viewer_id, user_id) as
select viewer.id, other.id
from users viewer
join practices p on p.id = viewer.practice_id
join users other on other.practice_id = viewer.practice_id and other.id <> viewer.id
where viewer.role = 'admin'
   or (viewer.role = 'practitioner' and (p.kind <> 'tutoring' or other.role <> 'client'))
   or (p.kind <> 'tutoring' and exists (
        select from appointments a
        where a.client_id = viewer.id and a.practitioner_id = other.id and a.confirmed_at is not null))
   or exists (
        select from courses c join enrolments e on e.course_id = c.id
        where c.tutor_id = other.id and e.student_id = viewer.id and e.left_at is null and c.archived_at is null)
   or exists (
        select from courses c join enrolments e on e.course_id = c.id
        where c.tutor_id = viewer.id and e.student_id = other.id and e.left_at is null and c.archived_at is null)
   or ((p.kind <> 'tutoring' or other.role in (viewer.role, 'admin'))
       and (viewer.role <> 'client' or other.role <> 'client' or other.closed_to_groups_at is null)
       and exists (
        select from room_members mine
        join room_members theirs using (room_id)
        join rooms r on r.id = room_id
        where mine.user_id = viewer.id and theirs.user_id = other.id and r.kind = 'group'
          and not exists (select from emergencies e where e.room_id = r.id and e.room_opened_at is not null)));
