//! Notifications that stand for a message, and what becomes of them when it is gone.

use super::reading::tell_counts;
use super::topics::drop_queued;
use crate::error::Result;
use crate::ids::{NotificationId, RoomId, UserId, uuids};
use crate::notifications::model::Notice;
use crate::server::db::Tx;
use sqlx::{PgConnection, query_as, query_scalar};

/// One that its reader has not read, in the bell nor in the room.
pub struct Standing {
    pub id: NotificationId,
    pub user: UserId,
    pub topic: String,
}

/// Those about one of these topics that stand for that message.
pub async fn standing_for(
    conn: &mut PgConnection,
    (room, number): (RoomId, i64),
    topics: &[String],
) -> Result<Vec<Standing>> {
    Ok(query_as!(
        Standing,
        r#"select n.id as "id: NotificationId", n.user_id as "user: UserId", n.topic as "topic!"
           from notifications n join room_members m on m.room_id = n.room_id and m.user_id = n.user_id
           where n.room_id = $1 and n.number = $2 and n.topic = any($3) and n.read_at is null and n.removed_at is null
             and m.read < n.number
           order by n.id for no key update of n"#,
        room as RoomId,
        number,
        topics
    )
    .fetch_all(conn)
    .await?)
}

/// Each says from now on what is beside it, which its reader alone is told. When it was written and what is on its way
/// stay as they are.
pub async fn hand_over(tx: &mut Tx, handed: &[(NotificationId, Notice)]) -> Result<()> {
    if handed.is_empty() {
        return Ok(());
    }
    let each = |text: fn(&Notice) -> &str| handed.iter().map(|(_, new)| text(new).to_owned()).collect::<Vec<_>>();
    let people = query_scalar!(
        r#"update notifications n
           set kind = new.kind, actor_id = new.actor_id, title = new.title, body = new.body, link = new.link,
               number = new.number
           from unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::bigint[])
               as new (id, kind, actor_id, title, body, link, number)
           where n.id = new.id
           returning n.user_id as "user: UserId""#,
        &handed.iter().map(|(id, _)| id.0).collect::<Vec<_>>(),
        &each(|new| new.kind.as_str()),
        &handed.iter().map(|(_, new)| new.actor).collect::<Vec<_>>() as &[Option<UserId>],
        &each(|new| &new.title),
        &each(|new| &new.body),
        &each(|new| &new.link),
        &handed.iter().map(|(_, new)| new.message.map(|(_, number)| number)).collect::<Vec<_>>() as &[Option<i64>]
    );
    let people = people.fetch_all(&mut **tx).await?;
    tell_counts(tx, &people).await
}

/// They go as if they had not been told. What has not left the house stays in it.
pub async fn withdraw_all(tx: &mut Tx, ids: &[NotificationId], reason: &str) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    let people = query_scalar!(
        r#"update notifications set removed_at = now() where id = any($1) and removed_at is null
           returning user_id as "user: UserId""#,
        &uuids(ids)
    );
    let people = people.fetch_all(&mut **tx).await?;
    tell_counts(tx, &people).await?;
    drop_queued(tx, ids, reason).await
}
