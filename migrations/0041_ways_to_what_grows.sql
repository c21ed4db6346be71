-- What is said of one thing to one person, found without reading what was said to anybody else.
create index notifications_user_topic_idx on notifications (user_id, topic, created_at) where topic is not null;
-- Letters that wait are few among those that went.
create index notification_deliveries_letters_idx on notification_deliveries (notification_id)
    where channel = 'mail' and state = 'queued';
-- A practice's day.
create index appointments_practice_idx on appointments (practice_id, starts_at);
