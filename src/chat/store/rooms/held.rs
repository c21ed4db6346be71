//! Who stays in a room for now. The domains that need them there say so in the view `held_members`.

use crate::error::Result;
use crate::ids::{RoomId, UserId};
use sqlx::{PgConnection, query_scalar};

/// Why they cannot leave it, as they are told it; nothing where they can.
pub(super) async fn why_held(conn: &mut PgConnection, room: RoomId, user: UserId) -> Result<Option<String>> {
    let why = query_scalar!(
        r#"select why as "why!" from held_members where room_id = $1 and user_id = $2 limit 1"#,
        room as RoomId,
        user as UserId
    );
    Ok(why.fetch_optional(conn).await?)
}
