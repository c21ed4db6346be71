//! Who comes into sight with a room, and goes out of it with leaving: clients see each other only through a room that
//! both are in. Whoever is connected is told who of the others is.

use super::reading::member_ids;
use crate::accounts;
use crate::error::Result;
use crate::ids::{RoomId, UserId};
use crate::live::hub::Sight;
use crate::server::db::Tx;
use sqlx::query_scalar;
use std::collections::HashSet;

/// Pairs that are told at once. In a crowd that is opened as a whole, one learns it with the next connection.
const PAIRS: usize = 10_000;

/// The newcomers are in the room by now. Staff and clients see each other anyway, so it is told to clients alone.
pub(super) async fn begin_sight(tx: &mut Tx, room: RoomId, newcomers: &[UserId]) -> Result<()> {
    let people = query_scalar!(
        r#"select m.user_id as "id: UserId" from room_members m join users u on u.id = m.user_id
           where m.room_id = $1 and u.role = 'client'"#,
        room as RoomId
    )
    .fetch_all(&mut **tx)
    .await?;
    if people.len() > 1 && newcomers.len() * people.len() <= PAIRS {
        tx.note_sight(Sight::Begins { newcomers: newcomers.iter().copied().collect(), people });
    }
    Ok(())
}

/// They are out of the room by now, and may share another one with some who are in it.
pub(super) async fn end_sight(tx: &mut Tx, room: RoomId, user: UserId) -> Result<()> {
    let members = member_ids(tx, room).await?;
    let visible: HashSet<UserId> = accounts::store::visible_among(tx, user, &members).await?.into_iter().collect();
    let others: Vec<UserId> = members.into_iter().filter(|other| !visible.contains(other)).collect();
    if !others.is_empty() {
        tx.note_sight(Sight::Ends { user, others });
    }
    Ok(())
}
