-- Which reminders of an appointment were given, for the time it had then: each once, whatever is restarted or moved.
create table appointment_reminders (
    appointment_id uuid not null constraint appointment_reminders_appointment_fkey references appointments on delete cascade,
    starts_at timestamptz not null,
    -- So long before it.
    lead_minutes integer not null,
    reminded_at timestamptz not null default now(),
    constraint appointment_reminders_key primary key (appointment_id, starts_at, lead_minutes)
);
