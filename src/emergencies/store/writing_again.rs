//! A client writes again while their emergency is not over: it stays one, and whoever is to come hears it once more.

use super::audience::{Audience, everybody, whoever_could_come};
use super::freeing::free;
use super::reading::emergency_of;
use super::talking::is_among_their_own;
use super::telling::{Happening, add_step, audit, note_told, tell_alert};
use crate::accounts::Me;
use crate::chat::store::{is_ended, is_member};
use crate::emergencies::model::{EVERYBODY, Emergency, StepKind};
use crate::error::Result;
use crate::ids::{ClientId, EmergencyId, RoomId, UserId};
use crate::server::db::Tx;
use sqlx::{query, query_scalar};

/// For so long whoever has taken an emergency is taken to be there, and hears alone what the client adds.
const TAKER_MINUTES: i32 = 15;

/// What is added, and by what a repeat of it is known, where it may come twice.
pub(super) struct Addition<'a> {
    pub text: &'a str,
    pub key: Option<ClientId>,
    /// Whether it is heard. Where much is written at once, some of it is only kept.
    pub rings: bool,
}

/// The client's emergency that is talked about in that room, unless it is over; or that was raised there by a message,
/// whose id is its key then, and is talked about elsewhere by now. It is held until the transaction ends.
pub(super) async fn open_in_room(tx: &mut Tx, client: UserId, room: RoomId) -> Result<Option<EmergencyId>> {
    let found = query_scalar!(
        r#"select e.id as "id: EmergencyId" from emergencies e
           where e.client_id = $1 and e.resolved_at is null
             and (e.room_id = $2 or exists (select from messages m where m.id = e.client_key and m.room_id = $2))
           order by e.id desc limit 1 for no key update of e"#,
        client as UserId,
        room as RoomId
    );
    Ok(found.fetch_optional(&mut **tx).await?)
}

/// The client's emergency, unless it is over, that has a room of its own, or else one that no other client reads, in
/// which they can still write; likewise held.
pub(super) async fn open_among_their_own(tx: &mut Tx, client: UserId) -> Result<Option<(EmergencyId, RoomId)>> {
    let found = query!(
        r#"select e.id as "id: EmergencyId", e.room_id as "room: RoomId", e.room_opened_at is not null as "is_its_own!"
           from emergencies e where e.client_id = $1 and e.resolved_at is null
           order by e.room_opened_at is not null desc, e.id desc for no key update"#,
        client as UserId
    );
    for found in found.fetch_all(&mut **tx).await? {
        // An alert is never refused: where its room has ended by now, or they have left it, they get another one.
        let may_write = !is_ended(tx, found.room).await? && is_member(tx, client, found.room).await?;
        if may_write && (found.is_its_own || is_among_their_own(tx, found.room, client).await?) {
            return Ok(Some((found.id, found.room)));
        }
    }
    Ok(None)
}

/// The caller holds it. While nobody has taken it its clock goes on: writing again does not put off when it is told
/// again.
pub(super) async fn add(tx: &mut Tx, me: &Me, id: EmergencyId, addition: Addition<'_>) -> Result<Emergency> {
    let is_freed = free_from_the_absent(tx, id).await?;
    let audience = if addition.rings || is_freed { whoever_is_to_come(tx, me, id).await? } else { Audience::default() };
    query!("update emergencies set version = version + 1 where id = $1", id as EmergencyId).execute(&mut **tx).await?;
    note_told(tx, id, &audience.people).await?;
    let happening = Happening {
        words: Some(addition.text),
        key: addition.key,
        ..Happening::by(StepKind::WroteAgain, me.id()).told(&audience)
    };
    add_step(tx, id, &happening).await?;
    let emergency = tell_alert(tx, id, &audience.people).await?;
    audit(tx, me.practice.id, &emergency, &happening).await?;
    Ok(emergency)
}

/// Where whoever took it works here no more, or took it so long ago that they may have gone home, nobody has: all hear
/// it, and any of them may take it. True where it was so.
async fn free_from_the_absent(tx: &mut Tx, id: EmergencyId) -> Result<bool> {
    let is_left = query_scalar!(
        r#"select taker.suspended_at is not null or taker.role <> coalesce(e.taken_as, 'practitioner')
               or e.taken_at < clock_timestamp() - make_interval(mins => $2) as "is_left!"
           from emergencies e join users taker on taker.id = e.taken_by where e.id = $1"#,
        id as EmergencyId,
        TAKER_MINUTES
    );
    let is_left = is_left.fetch_optional(&mut **tx).await?.unwrap_or(false);
    if is_left {
        free(tx, id, 0).await?;
    }
    Ok(is_left)
}

/// Whoever has taken it; until then all practitioners, and the admins once they were told of it.
async fn whoever_is_to_come(tx: &mut Tx, me: &Me, id: EmergencyId) -> Result<Audience> {
    let found = emergency_of(tx, id).await?;
    let practice = me.practice.id;
    let Some(taker) = found.taken_by else {
        return if found.level < EVERYBODY {
            whoever_could_come(tx, practice).await
        } else {
            everybody(tx, practice).await
        };
    };
    let people = vec![taker.id];
    // An admin takes it where no practitioner is there.
    Ok(if found.for_admins { Audience::of(Vec::new(), people) } else { Audience::of(people, Vec::new()) })
}
