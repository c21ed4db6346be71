-- An emergency stays between its client and those who come, and whoever took one can give it back.

-- Members who stay in a room for now, and why, as they are told it: nobody leaves the room in which help comes to them.
create view held_members (room_id, user_id, why) as
select e.room_id, e.client_id, 'Your emergency is not over yet. You can leave this conversation once it is resolved.'
from emergencies e join rooms r on r.id = e.room_id
where e.resolved_at is null and r.ended_at is null;

alter table emergency_steps
    -- With `told_on_call`: whether somebody was on call; where nobody was, all practitioners were told. Null in other steps,
    -- and in those from before this was kept.
    add column to_on_call boolean;
