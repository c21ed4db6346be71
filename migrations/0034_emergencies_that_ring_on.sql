-- An emergency is somebody's who is there, or it rings: whoever took it may go, and it is told again until somebody has it.

alter table emergencies
    -- In which role it was taken; null is that of a practitioner. Whoever has another one by now has the emergency no more.
    add column taken_as text constraint emergencies_taken_as_check check (taken_as in ('practitioner', 'admin'));

-- What was left ringing for nobody rings on, unless it is of another day: that stands in the queue as it did.
update emergencies e set next_at = clock_timestamp() + make_interval(mins => coalesce(p.emergency_minutes, 2))
from practices p
where p.id = e.practice_id and e.next_at is null and e.taken_at is null and e.resolved_at is null
  and e.raised_at > now() - interval '1 day';

alter table emergency_steps
    drop constraint emergency_steps_what_check,
    add constraint emergency_steps_what_check
        check (what in ('raised', 'wrote_again', 'seen', 'told_on_call', 'told_all', 'freed', 'taken', 'resolved')),
    -- Of those who were told, how many were practitioners. Null in steps that tell nobody, and in those from before this was
    -- counted.
    add column practitioners integer;
