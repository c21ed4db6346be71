-- Courses of tutors, who is enrolled in them, and what is said about them.

create table courses (
    id uuid constraint courses_id_key primary key,
    practice_id uuid not null constraint courses_practice_fkey references practices,
    tutor_id uuid not null constraint courses_tutor_fkey references users,
    title text not null constraint courses_title_check check (length(title) between 1 and 120),
    description text not null constraint courses_description_check check (length(description) <= 4000),
    -- In words, since the purchase is made elsewhere.
    price text not null constraint courses_price_check check (length(price) <= 120),
    -- What students enrol with. Renewing it shuts the old one.
    code text not null,
    -- Where the tutor and all who are enrolled talk.
    room_id uuid not null constraint courses_room_key unique constraint courses_room_fkey references rooms,
    created_at timestamptz not null default now(),
    archived_at timestamptz,
    archived_by uuid constraint courses_archived_by_fkey references users,
    constraint courses_code_key unique (practice_id, code),
    constraint courses_archived_check check ((archived_at is null) = (archived_by is null))
);
create index courses_tutor_idx on courses (tutor_id, id);

-- One row each time somebody is enrolled, so who comes back is enrolled twice, one time after the other.
create table enrolments (
    id uuid constraint enrolments_id_key primary key,
    course_id uuid not null constraint enrolments_course_fkey references courses,
    student_id uuid not null constraint enrolments_student_fkey references users,
    enrolled_at timestamptz not null default now(),
    enrolled_by uuid not null constraint enrolments_enrolled_by_fkey references users,
    how text not null constraint enrolments_how_check check (how in ('code', 'tutor')),
    left_at timestamptz,
    left_by uuid constraint enrolments_left_by_fkey references users,
    constraint enrolments_left_check check ((left_at is null) = (left_by is null))
);
create unique index enrolments_course_student_key on enrolments (course_id, student_id) where left_at is null;
create index enrolments_student_idx on enrolments (student_id, course_id) where left_at is null;

-- The conversation of one student with the tutor about one course; it outlives an enrolment.
create table course_conversations (
    course_id uuid not null constraint course_conversations_course_fkey references courses,
    student_id uuid not null constraint course_conversations_student_fkey references users,
    room_id uuid not null constraint course_conversations_room_key unique
        constraint course_conversations_room_fkey references rooms,
    opened_at timestamptz not null default now(),
    constraint course_conversations_course_student_key primary key (course_id, student_id)
);

-- Whom one may open a conversation with, among those one may see. Admins: everybody, and practitioners as well, but
-- that tutors write to students of theirs: enrolled in one of their courses, with an appointment, or in one group.
-- Clients: practitioners who have accepted an appointment with them or in whose course they are enrolled, and whoever
-- shares a group with them; sharing a course does not let students write to each other. Who shares no more of it
-- keeps the conversations that are there.
create or replace view reachable_people (viewer_id, user_id) as
select viewer.id, other.id
from users viewer
join practices p on p.id = viewer.practice_id
join users other on other.practice_id = viewer.practice_id and other.id <> viewer.id
where viewer.role = 'admin'
   or (viewer.role = 'practitioner' and (p.kind <> 'tutoring' or other.role <> 'client'))
   or exists (
        select from appointments a
        where a.client_id = viewer.id and a.practitioner_id = other.id and a.confirmed_at is not null)
   or exists (
        select from appointments a
        where a.client_id = other.id and a.practitioner_id = viewer.id)
   or exists (
        select from courses c join enrolments e on e.course_id = c.id
        where c.tutor_id = other.id and e.student_id = viewer.id and e.left_at is null and c.archived_at is null)
   or exists (
        select from courses c join enrolments e on e.course_id = c.id
        where c.tutor_id = viewer.id and e.student_id = other.id and e.left_at is null and c.archived_at is null)
   or exists (
        select from room_members mine
        join room_members theirs using (room_id)
        join rooms r on r.id = room_id
        where mine.user_id = viewer.id and theirs.user_id = other.id and r.kind = 'group');

-- Who may see whom stays as it is (migration 2): students of one course are in its room together, from the moment
-- they are enrolled until they leave.
