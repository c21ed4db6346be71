//! What nobody has to read any more.

use crate::error::Result;
use crate::ids::{NotificationId, UserId, uuids};
use sqlx::{PgConnection, query_scalar};

/// Those of a person's that were read, removed or called off, in the bell or by reading the room. Others are passed
/// over.
pub async fn read_among(conn: &mut PgConnection, me: UserId, ids: &[NotificationId]) -> Result<Vec<NotificationId>> {
    Ok(query_scalar!(
        r#"select n.id as "id: NotificationId"
           from notifications n left join room_members m on m.room_id = n.room_id and m.user_id = n.user_id
           where n.user_id = $1 and n.id = any($2)
             and (n.read_at is not null or n.removed_at is not null
                  or (n.room_id is not null and coalesce(m.read >= n.number, true)))
           order by n.id"#,
        me as UserId,
        &uuids(ids)
    )
    .fetch_all(conn)
    .await?)
}
