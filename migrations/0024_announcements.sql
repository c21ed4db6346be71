-- Announcements: what admins tell many people at once, and what has become of it with each of them.

create table announcements (
    id uuid constraint announcements_id_key primary key,
    practice_id uuid not null constraint announcements_practice_fkey references practices,
    author_id uuid not null constraint announcements_author_fkey references users,
    title text not null constraint announcements_title_check check (char_length(title) between 1 and 120),
    body text not null constraint announcements_body_check check (char_length(body) between 1 and 8000),
    -- Whom it is for, in words. Who that was when it was written is in announcement_recipients.
    cohort text not null constraint announcements_cohort_check check (cohort in ('everyone', 'role', 'clients', 'course')),
    role text constraint announcements_role_check check (role in ('client', 'practitioner', 'admin')),
    practitioner_id uuid constraint announcements_practitioner_fkey references users,
    course_id uuid constraint announcements_course_fkey references courses,
    asks_acknowledgement boolean not null,
    deadline timestamptz,
    created_at timestamptz not null default now(),
    -- Everybody has been told.
    sent_at timestamptz,
    -- Nobody is told any more, and nobody is asked for anything.
    stopped_at timestamptz,
    stopped_by uuid constraint announcements_stopped_by_fkey references users,
    constraint announcements_which_check check (
        (role is not null) = (cohort = 'role') and (practitioner_id is not null) = (cohort = 'clients')
        and (course_id is not null) = (cohort = 'course')),
    constraint announcements_deadline_check check (deadline is null or asks_acknowledgement),
    constraint announcements_stopped_check check ((stopped_at is null) = (stopped_by is null))
);
create index announcements_practice_idx on announcements (practice_id, id desc);

-- Everybody it is for, from the moment it was written. Whoever is not told yet knows nothing of it.
create table announcement_recipients (
    announcement_id uuid not null constraint announcement_recipients_announcement_fkey references announcements,
    user_id uuid not null constraint announcement_recipients_user_fkey references users,
    -- None for whoever wants no notifications of that sort in any way.
    notification_id uuid constraint announcement_recipients_notification_fkey references notifications on delete set null,
    told_at timestamptz,
    opened_at timestamptz,
    acknowledged_at timestamptz,
    -- That the deadline has come.
    reminded_at timestamptz,
    constraint announcement_recipients_key primary key (announcement_id, user_id)
);
create index announcement_recipients_user_idx on announcement_recipients (user_id, announcement_id desc) where told_at is not null;
create index announcement_recipients_next_idx on announcement_recipients (announcement_id, user_id) where told_at is null;
create index announcement_recipients_notification_idx on announcement_recipients (notification_id) where notification_id is not null;

-- Whom of a practice an author's announcement would reach now.
create function people_of_cohort(of_practice uuid, but uuid, cohort text, of_role text, of_practitioner uuid, of_course uuid)
returns table (user_id uuid) language sql stable as $$
    select u.id from users u
    where u.practice_id = of_practice and u.suspended_at is null and u.id <> but
      and case cohort
          when 'everyone' then true
          when 'role' then u.role = of_role
          when 'clients' then u.role = 'client'
              and u.id in (select o.client_id from own_clients o where o.practitioner_id = of_practitioner)
          else u.id in (select e.student_id from enrolments e where e.course_id = of_course and e.left_at is null)
      end
$$;
