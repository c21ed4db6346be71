//! The rooms that two people share.

use super::reading::read_rooms;
use crate::chat::model::Room;
use crate::error::Result;
use crate::ids::{RoomId, UserId};
use sqlx::{PgConnection, query_scalar};

/// By last activity, the latest first, at most `limit`; as the first of the two sees them.
pub async fn rooms_between(conn: &mut PgConnection, me: UserId, other: UserId, limit: i64) -> Result<Vec<Room>> {
    let ids = query_scalar!(
        r#"select r.id as "id: RoomId"
           from room_members theirs
           join room_members mine on mine.room_id = theirs.room_id and mine.user_id = $1
           join rooms r on r.id = mine.room_id and r.kind <> 'community'
           where theirs.user_id = $2 order by r.last_activity_at desc, r.id desc limit $3"#,
        me as UserId,
        other as UserId,
        limit
    );
    let ids = ids.fetch_all(&mut *conn).await?;
    let mut rooms = read_rooms(conn, &ids, Some(me)).await?;
    Ok(ids.iter().filter_map(|id| rooms.remove(id)).collect())
}
