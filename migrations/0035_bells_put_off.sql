-- Bells that wait. Whoever has a room open may be reading it, or may be gone: a lid was closed, or they read further back.
-- They are told a little later of what they have not read by then; written down, so that a restart forgets nobody.
create table bells_put_off (
    room_id uuid not null,
    user_id uuid not null,
    -- Up to which message they were told before.
    rung bigint not null,
    -- How far they had read when the wait began: whoever reads on is there.
    read bigint not null,
    ring_at timestamptz not null,
    constraint bells_put_off_key primary key (room_id, user_id),
    constraint bells_put_off_member_fkey foreign key (room_id, user_id) references room_members on delete cascade
);
create index bells_put_off_due_idx on bells_put_off (ring_at);
