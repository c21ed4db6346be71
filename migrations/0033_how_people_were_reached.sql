-- Notifications say truly how they reached people, and nothing is sent of what is over.

alter table notifications
    -- Nobody has to read it any more, though its reader did nothing: what it asks was done by somebody else, or it was
    -- told again. It counts as read from then on, and was not shown by that.
    add column called_off_at timestamptz,
    add column called_off_because text,
    -- What it tells of is over then, and nothing leaves the house any more. Null: it can be read whenever.
    add column useful_until timestamptz,
    add constraint notifications_called_off_check check ((called_off_at is null) = (called_off_because is null))
        -- Both are null in all rows there are: nothing has to be looked at.
        not valid;

-- Each telling of an emergency is a row of its own, which no later one takes the place of: all of them are looked at
-- together by whoever wants to know how people were reached.
create index notifications_tellings_idx on notifications (topic, user_id) where kind = 'emergency';
