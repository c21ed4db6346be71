//! A room of a million messages, written by Postgres itself: sentences put together from parts, rare words in some.

use outside::{Outcome, Postmaster};
use sqlx::{Connection, query, raw_sql};
use uuid::Uuid;

pub const MESSAGES: i64 = 1_000_000;
const ROOM: &str = "
    with room as (
        insert into rooms (id, practice_id, kind, title, last_number, version)
        select $1, practice_id, 'group', 'A long story', $4, $4 + 1 from users where id = $2)
    insert into room_members (room_id, user_id) values ($1, $2), ($1, $3)";
const TEXTS: &str = "
    with parts as (select
        string_to_array('Good morning|Hello|Thank you|Hi again|Sorry for the late answer|One more thing|As we said|Hm', '|') as openings,
        string_to_array('my knee hurts when I climb stairs|the blood pressure was higher than before|could we move it to Thursday|the headache is back since last night|I have taken two tablets after each meal|the laboratory has sent the results|the new glasses are much better|physiotherapy helps a little|the child has a fever again|my appointment is at nine|the pharmacy needs a prescription|the exercises are going well|the insurance asks for a letter|I slept badly because of the cough|the rash is almost gone', '|') as subjects,
        string_to_array('what should I do|please tell me|see you tomorrow|no need to hurry|I will write again in the evening|and thank you for asking|is that normal|we can talk about it next time|let me know|please call me', '|') as ends)
    insert into messages (id, room_id, number, version, client_id, sender_id, kind, body, folded, created_at)
    select gen_random_uuid(), $1, n, n + 1, gen_random_uuid(), case when n % 3 = 0 then $2 else $3 end, 'text', body,
           replace(lower(body), 'é', 'e'), now() - ($4 - n) * interval '1 minute'
    from parts, generate_series(1, $4) n, lateral (
        select openings[(1 + n * 7919 % 8)::int] || ', ' || subjects[(1 + n * 104729 % 15)::int] || '. '
            || case when n % 4 > 0 then initcap(ends[(1 + n * 1299709 % 10)::int]) || '. ' else '' end
            || case when n % 11 = 0 then (n * 31 % 100000)::text || ' steps today. ' else '' end
            || case when n % 50000 = 10 then 'Quetiapine 25 mg. ' else '' end
            || case when n % 100000 = 77 then 'Xylometazoline. ' else '' end
            || case when n % 200000 = 99 then 'Réflexologie? ' else '' end
            || case when n % 20000 = 5 then '明日の診察は何時ですか' else '' end as body) text";

/// The room.
pub async fn fill(postmaster: &Postmaster, reader: Uuid, other: Uuid) -> Outcome<Uuid> {
    let mut conn = postmaster.connect().await?;
    let room = Uuid::now_v7();
    let mut tx = conn.begin().await?;
    query(ROOM).bind(room).bind(reader).bind(other).bind(MESSAGES).execute(&mut *tx).await?;
    query(TEXTS).bind(room).bind(reader).bind(other).bind(MESSAGES).execute(&mut *tx).await?;
    tx.commit().await?;
    raw_sql("vacuum analyze messages").execute(&mut conn).await?;
    Ok(room)
}
