-- Names are folded as messages are: letters that stand alone are spelled with plain ones, and more than accents is left
-- out.

-- A name as search reads it: one form for each letter, lower case, no accents; what `chat::store::fold` is in SQL.
create or replace function folded(text) returns text
    language sql immutable strict parallel safe
    return replace(replace(replace(replace(translate(
        lower(regexp_replace(
            normalize($1, nfkd),
            -- Accents, the points of Hebrew and Arabic; then what is between letters or says how they are drawn.
            '[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a'
            '\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a'
            '\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f'
            '\u00ad\u061c\u0640\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff]',
            '', 'g')),
        'øłđðħŧıς', 'olddhtiσ'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th');

-- The names that are stored folded are folded anew.
update users set name = name;

-- So is what was written; the librarian does it little by little.
delete from search_refolding;
insert into search_refolding values ('00000000-0000-0000-0000-000000000000');
