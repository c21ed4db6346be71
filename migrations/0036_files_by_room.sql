-- The files of a room are listed beside it. Where each was sent is copied from its message, whose room and number never
-- change, so that the list is read by an index of its own, however much else is said in the room.
alter table attachments
    add column room_id uuid,
    add column number bigint;
update attachments a set room_id = m.room_id, number = m.number from messages m where m.id = a.message_id;
alter table attachments
    alter column room_id set not null,
    alter column number set not null;
create index attachments_room_idx on attachments (room_id, number desc, place);
