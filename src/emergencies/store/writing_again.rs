//! A client writes again while their emergency is not over: it stays one, and whoever is to come hears it once more.

use super::escalating::everybody;
use super::reading::emergency_of;
use super::telling::{Happening, add_step, audit, note_told, staff, tell_alert};
use crate::accounts::Me;
use crate::accounts::model::EMERGENCY_MINUTES;
use crate::chat::store::{is_ended, is_member};
use crate::emergencies::model::{Emergency, StepKind};
use crate::error::Result;
use crate::ids::{ClientId, EmergencyId, RoomId, UserId};
use crate::server::db::Tx;
use crate::words::Role;
use sqlx::{query, query_scalar};

/// For so long whoever has taken an emergency is taken to be there, and hears alone what the client adds.
const TAKER_MINUTES: i32 = 15;

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
    let may_write = !is_ended(tx, found.room).await? && is_member(tx, client, found.room).await?;
    Ok(may_write.then_some((found.id, found.room)))
}

/// The caller holds it. While nobody has taken it its clock goes on: writing again does not put off when it is told
/// again.
pub(super) async fn add(tx: &mut Tx, me: &Me, id: EmergencyId, addition: Addition<'_>) -> Result<Emergency> {
    free_from_the_absent(tx, id).await?;
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

/// Where whoever took it works here no more, or took it so long ago that they may have gone home, nobody has: all hear
/// it, and any of them may take it.
async fn free_from_the_absent(tx: &mut Tx, id: EmergencyId) -> Result<()> {
    query!(
        "update emergencies e set taken_at = null, taken_by = null, level = 0,
             next_at = clock_timestamp() + make_interval(mins => coalesce(p.emergency_minutes, $2))
         from practices p, users taker
         where e.id = $1 and p.id = e.practice_id and taker.id = e.taken_by
           and (taker.suspended_at is not null or taker.role <> 'practitioner'
                or e.taken_at < clock_timestamp() - make_interval(mins => $3))",
        id as EmergencyId,
        EMERGENCY_MINUTES,
        TAKER_MINUTES
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Whoever has taken it; until then all practitioners, and the admins once they were told of it.
async fn whoever_is_to_come(tx: &mut Tx, me: &Me, id: EmergencyId) -> Result<Vec<UserId>> {
    let found = emergency_of(tx, id).await?;
    let practitioners = staff(tx, me.practice.id, Role::Practitioner).await?;
    match found.taken_by {
        Some(taker) => Ok(vec![taker.id]),
        None if found.level < 2 && !practitioners.is_empty() => Ok(practitioners),
        None => everybody(tx, me.practice.id).await,
    }
}
