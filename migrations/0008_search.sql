-- Finding messages by whole words and parts of words, newest first.
--
-- An index on `messages` itself would have to be written with each message, and costs more than all the rest of it.
-- So words are entered a moment later, by a task of their own (`chat::librarian`), and search reads what is not
-- entered yet as it is: a message is found as soon as it is acknowledged.

-- Every ending of every word of a message, each cut to its first characters. A part of a word is the beginning of one
-- of its endings, in any script, so looking for a part is looking for a prefix. Before each stands a mark of its room
-- (the end of the room's id; that a few rooms share one does no harm): what is common elsewhere costs nothing here.
-- No foreign keys here: checking one locks the room, and the writer of messages would wait for it.
create table search_entries (
    room_id uuid not null,
    number bigint not null,
    words tsvector not null,
    constraint search_entries_room_number_key primary key (room_id, number)
);
create index search_entries_words_idx on search_entries using gin (words);

-- Up to which number the messages of a room are entered.
create table search_progress (
    room_id uuid constraint search_progress_room_key primary key,
    entered bigint not null
) with (fillfactor = 60);

-- Messages that have changed and are to be entered again. Until then search reads them as they are.
create table search_stale (
    room_id uuid not null,
    number bigint not null,
    constraint search_stale_room_number_key primary key (room_id, number)
);

-- Whoever edits or deletes a message need not think of search: its former words are gone with the same commit.
-- Marked first: whoever enters it just now is waited for, and waits for nobody.
create function forget_words() returns trigger language plpgsql as $$
begin
    insert into search_stale values (new.room_id, new.number) on conflict do nothing;
    delete from search_entries where room_id = new.room_id and number = new.number;
    return null;
end $$;

create trigger messages_forget_words after update of folded on messages
    for each row when (old.folded <> new.folded) execute function forget_words();

create function forget_room() returns trigger language plpgsql as $$
begin
    delete from search_entries where room_id = old.id;
    delete from search_progress where room_id = old.id;
    delete from search_stale where room_id = old.id;
    return null;
end $$;

create trigger rooms_forget_room after delete on rooms for each row execute function forget_room();
