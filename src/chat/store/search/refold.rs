//! Messages from before search read cards and the names of files, and before it spelled letters that stand alone: they
//! are folded again, a few at a time.

use super::beside::Beside;
use super::enter::take_turn;
use crate::chat::model::MessageKind;
use crate::ids::{MessageId, uuids};
use sqlx::{PgConnection, PgPool, query, query_scalar};

/// Messages looked at in one transaction. Few in tests, whose database is small, so that they go in steps.
const AT_ONCE: i64 = if cfg!(test) { 40 } else { 1_000 };

/// Folds the next of them again; true where there may be more.
pub async fn fold_again(pool: &PgPool) -> Result<bool, sqlx::Error> {
    let mut tx = take_turn(pool).await?;
    let reached = query_scalar!(r#"select reached as "reached: MessageId" from search_refolding"#);
    let Some(reached) = reached.fetch_optional(&mut *tx).await? else { return Ok(false) };
    let next = query!(
        r#"select id as "id: MessageId", kind in ('assessment', 'prescription')
                  or exists (select from attachments where message_id = m.id)
                  or body ~ '[^\x01-\x7f]' as "is_folded_otherwise!"
           from messages m where id > $1 order by id limit $2"#,
        reached as MessageId,
        AT_ONCE
    );
    let next = next.fetch_all(&mut *tx).await?;
    let others: Vec<MessageId> = next.iter().filter(|row| row.is_folded_otherwise).map(|row| row.id).collect();
    fold_whole(&mut tx, &others).await?;
    let has_more = i64::try_from(next.len()).is_ok_and(|count| count == AT_ONCE);
    match next.last().filter(|_| has_more) {
        Some(last) => {
            query!("update search_refolding set reached = $1", last.id as MessageId).execute(&mut *tx).await?;
        }
        None => {
            query!("delete from search_refolding").execute(&mut *tx).await?;
        }
    }
    tx.commit().await?;
    Ok(has_more)
}

/// They are locked in the order in which a change locks them: an original before its replies.
async fn fold_whole(conn: &mut PgConnection, ids: &[MessageId]) -> Result<(), sqlx::Error> {
    if ids.is_empty() {
        return Ok(());
    }
    let rows = query!(
        r#"select m.id as "id: MessageId", m.kind as "kind: MessageKind", m.body, m.payload,
                  array(select f.name from attachments a join files f on f.id = a.file_id
                        where a.message_id = m.id order by a.place) as "names!"
           from messages m where m.id = any($1) and m.deleted_at is null
           order by m.room_id, m.number for no key update of m"#,
        &uuids(ids)
    )
    .fetch_all(&mut *conn)
    .await?;
    let folded = rows.iter().map(|row| {
        let names = row.names.iter().map(String::as_str);
        Beside::read(row.kind, row.payload.as_ref(), names).folded_with(&row.body)
    });
    let folded: Vec<String> = folded.collect();
    query!(
        "update messages m set folded = e.folded from unnest($1::uuid[], $2::text[]) e (id, folded)
         where m.id = e.id and m.folded <> e.folded",
        &uuids(rows.iter().map(|row| &row.id)),
        &folded
    )
    .execute(conn)
    .await?;
    Ok(())
}
