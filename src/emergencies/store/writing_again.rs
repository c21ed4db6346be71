//! A client writes again while their emergency is not over: it stays one, and whoever is to come hears it once more.

use super::escalating::everybody;
use super::reading::emergency_of;
use super::telling::{Happening, add_step, audit, note_told, staff, tell_alert};
use crate::accounts::Me;
use crate::chat::store::{is_ended, is_member};
use crate::emergencies::model::{Emergency, StepKind};
use crate::error::Result;
use crate::ids::{ClientId, EmergencyId, RoomId, UserId};
use crate::server::db::Tx;
use crate::words::Role;
use sqlx::{query, query_scalar};

/// What is added, and by what a repeat of it is known, where it may come twice.
pub(super) struct Addition<'a> {
    pub text: &'a str,
    pub key: Option<ClientId>,
}

/// The client's emergency that is talked about in that room, unless it is over; or that was raised there by a message,
/// whose id is its key then, and is talked about elsewhere by now. It is held until the transaction ends.
pub(super) async fn open_in_room(tx: &mut Tx, client: UserId, room: RoomId) -> Result<Option<EmergencyId>> {
    let found = query_scalar!(
        r#"select e.id as "id: EmergencyId" from emergencies e
           where e.client_id = $1 and e.resolved_at is null
             and (e.room_id = $2 or exists (select from messages m where m.id = e.client_key and m.room_id = $2))
           order by e.id desc limit 1 for update of e"#,
        client as UserId,
        room as RoomId
    );
    Ok(found.fetch_optional(&mut **tx).await?)
}

/// The client's emergency that has a room of its own in which they can still write, unless it is over; likewise held.
pub(super) async fn open_in_own_room(tx: &mut Tx, client: UserId) -> Result<Option<(EmergencyId, RoomId)>> {
    let found = query!(
        r#"select id as "id: EmergencyId", room_id as "room: RoomId" from emergencies
           where client_id = $1 and resolved_at is null and room_opened_at is not null
           order by id desc limit 1 for update"#,
        client as UserId
    );
    let Some(found) = found.fetch_optional(&mut **tx).await? else { return Ok(None) };
    // An alert is never refused: where its room has ended, or they have left it, they get another one.
    let may_write = is_member(tx, client, found.room).await? && !is_ended(tx, found.room).await?;
    Ok(may_write.then_some((found.id, found.room)))
}

/// The caller holds it. Its clock goes on: writing again does not put off when it is told again.
pub(super) async fn add(tx: &mut Tx, me: &Me, id: EmergencyId, addition: Addition<'_>) -> Result<Emergency> {
    let told = whoever_is_to_come(tx, me, id).await?;
    query!("update emergencies set version = version + 1 where id = $1", id as EmergencyId).execute(&mut **tx).await?;
    note_told(tx, id, &told).await?;
    let happening = Happening {
        people: Some(told.len()),
        words: Some(addition.text),
        key: addition.key,
        ..Happening::by(StepKind::WroteAgain, me.id())
    };
    add_step(tx, id, &happening).await?;
    let emergency = tell_alert(tx, id, &told).await?;
    audit(tx, me.practice.id, &emergency, &happening).await?;
    Ok(emergency)
}

/// Whoever has taken it; until then all practitioners, and the admins once they were told of it. Where whoever took it
/// is suspended since, it is as if nobody had.
async fn whoever_is_to_come(tx: &mut Tx, me: &Me, id: EmergencyId) -> Result<Vec<UserId>> {
    let found = emergency_of(tx, id).await?;
    let practitioners = staff(tx, me.practice.id, Role::Practitioner).await?;
    match found.taken_by {
        Some(taker) if practitioners.contains(&taker.id) => Ok(vec![taker.id]),
        _ if found.level < 2 && !practitioners.is_empty() => Ok(practitioners),
        _ => everybody(tx, me.practice.id).await,
    }
}
