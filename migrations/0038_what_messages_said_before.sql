-- What a message said before it was edited stays when the message is deleted, with what it said last: the record is the
-- practice's. It is read by the practitioners and admins who are in the room.
comment on table message_edits is 'What messages said before they were edited or deleted. It stays with the message.';
