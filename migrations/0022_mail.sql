-- E-mail: what keeps a letter from going out twice, and what signs the links by which people stop them.

alter table notification_deliveries
    -- Since when it is being handed over. Found set, whoever did that has died over it: the letter may be out.
    add column under_way_at timestamptz,
    -- How often that has happened. A letter goes out at most once more.
    add column interrupted integer not null default 0;

-- Links in letters work without signing in, so they are signed. The key goes with the data: what was sent before a
-- restore works after it.
alter table installation
    add column mail_key bytea not null default uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
        constraint installation_mail_key_check check (length(mail_key) = 32);
