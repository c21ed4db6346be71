//! What changed in a room since a version.

use super::acknowledgements::see_own;
use super::history::{MessageRow, messages, whole};
use super::rooms::room_of;
use crate::chat::model::{Acknowledgement, MEMBERS_TOLD, Message, MessageKind, Quote, Reaction, Receipt, Room};
use crate::error::{AppError, Result};
use crate::ids::{ClientId, MessageId, RoomId, UserId};
use crate::server::db::begin;
use crate::time::Moment;
use sqlx::types::Json;
use sqlx::{PgConnection, PgPool, query, query_as};

/// More changes than this are not listed: the browser fetches the room anew.
const CHANGES: i64 = 500;

pub struct Catch {
    pub version: i64,
    /// The room, where it has changed itself: been ended, or got another context.
    pub room: Option<Room>,
    pub changes: Vec<Message>,
    pub receipts: Vec<Receipt>,
    /// Whether this is all that changed.
    pub complete: bool,
}

/// Read as of one moment, so that nothing falls between the version and the rows.
pub async fn catch_up(pool: &PgPool, user: UserId, room: RoomId, since: Option<i64>) -> Result<Catch> {
    let mut tx = begin(pool).await?;
    query!("set transaction isolation level repeatable read, read only").execute(&mut *tx).await?;
    let standing = standing_for(&mut tx, user, room).await?;
    let version = standing.version;
    let mut catch = Catch { version, room: None, changes: vec![], receipts: vec![], complete: true };
    if since.is_some_and(|since| since > version) {
        catch.complete = false;
    } else if let Some(since) = since {
        catch.changes = changes_since(&mut tx, room, since).await?;
        if catch.changes.len() > usize::try_from(CHANGES).unwrap_or(0) {
            catch = Catch { changes: vec![], complete: false, ..catch };
        }
        see_own(&mut tx, user, &mut catch.changes).await?;
    }
    if catch.complete {
        // In a crowd a position takes no version, but is stamped with the room's: at the one that is known already,
        // some may have moved since.
        let first = since.map_or(0, |since| since + i64::from(!standing.is_crowd));
        catch.receipts = receipts_from(&mut tx, room, first).await?;
        if since.is_some_and(|since| since < standing.changed_version) {
            catch.room = Some(room_of(&mut tx, room).await?);
        }
    }
    tx.commit().await?;
    Ok(catch)
}

struct Standing {
    version: i64,
    changed_version: i64,
    is_crowd: bool,
}

async fn standing_for(conn: &mut PgConnection, user: UserId, room: RoomId) -> Result<Standing> {
    let standing = query_as!(
        Standing,
        r#"select r.version, r.changed_version,
                  (select count(*) > $3 from room_members everybody where everybody.room_id = r.id) as "is_crowd!"
           from rooms r join room_members m on m.room_id = r.id where r.id = $1 and m.user_id = $2"#,
        room as RoomId,
        user as UserId,
        MEMBERS_TOLD
    );
    standing.fetch_optional(conn).await?.ok_or(AppError::NotFound)
}

async fn changes_since(conn: &mut PgConnection, room: RoomId, since: i64) -> Result<Vec<Message>> {
    let rows = messages!(
        "where m.room_id = $1 and m.version > $2 order by m.version limit $3",
        room as RoomId,
        since,
        CHANGES + 1
    );
    let rows = rows.fetch_all(&mut *conn).await?;
    Ok(whole(conn, rows).await?)
}

/// Positions that were stamped with `first` or a later version.
async fn receipts_from(conn: &mut PgConnection, room: RoomId, first: i64) -> Result<Vec<Receipt>> {
    Ok(query_as!(
        Receipt,
        r#"select user_id as "user: UserId", delivered, read, version
           from room_members where room_id = $1 and version >= $2 order by version, user_id"#,
        room as RoomId,
        first
    )
    .fetch_all(conn)
    .await?)
}
