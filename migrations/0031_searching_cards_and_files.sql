-- Search also finds what cards say and how files are called: `messages.folded` is the body with the lines of its card
-- and the names of its files, a line each (`chat::store::search::beside`). All else of search stays as it is.
--
-- Messages from before are folded again by `chat::librarian`, a few at a time: reading all of them here would keep a
-- large practice waiting at the start. What changes by it is entered again by the trigger of migration 8.

-- Up to which id they are done. The row goes with the last of them.
create table search_refolding (
    reached uuid constraint search_refolding_reached_key primary key
);
insert into search_refolding values ('00000000-0000-0000-0000-000000000000');
