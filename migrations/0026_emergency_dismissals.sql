-- A client has read how their emergency ended: their pages show it no more.
alter table emergencies
    add column dismissed_at timestamptz,
    add constraint emergencies_dismissed_check check (dismissed_at is null or resolved_at is not null);
