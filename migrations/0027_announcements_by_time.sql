-- Announcements are listed by when they were written: their ids may be chosen by whoever writes them.
drop index announcements_practice_idx;
create index announcements_practice_idx on announcements (practice_id, created_at desc, id desc);
