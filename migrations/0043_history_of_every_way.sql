-- The history lists what came by push or mail alone as well, in the same order as the bell lists its own.
create index notifications_history_idx on notifications (user_id, created_at desc, id desc) where removed_at is null;
drop index notifications_list_idx;
