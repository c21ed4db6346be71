//! What messages said before they were edited or deleted.

use crate::accounts::Me;
use crate::chat::model::{EarlierVersion, may_read_earlier};
use crate::error::{AppError, Result};
use crate::ids::{MessageId, UserId};
use crate::time::Moment;
use sqlx::{PgConnection, query, query_as};

/// Which part of the earlier versions is wanted.
#[derive(Clone, Copy)]
pub struct VersionsFrom {
    /// From after this version.
    pub after: Option<i64>,
    pub limit: i64,
}

/// The oldest first, for the practitioners and admins among those who are in the room. They stay when it is deleted.
pub async fn earlier_versions(
    conn: &mut PgConnection,
    me: &Me,
    id: MessageId,
    from: VersionsFrom,
) -> Result<Vec<EarlierVersion>> {
    query!(
        "select from messages m join room_members using (room_id) where m.id = $1 and user_id = $2",
        id as MessageId,
        me.id() as UserId
    )
    .fetch_optional(&mut *conn)
    .await?
    .ok_or(AppError::NotFound)?;
    if !may_read_earlier(me.role) {
        return Err(AppError::forbidden("Earlier versions are for the practice's own people."));
    }
    Ok(query_as!(
        EarlierVersion,
        r#"select version, body, edited_at as "replaced_at: Moment" from message_edits
           where message_id = $1 and ($2::bigint is null or version > $2) order by version limit $3"#,
        id as MessageId,
        from.after,
        from.limit
    )
    .fetch_all(conn)
    .await?)
}
