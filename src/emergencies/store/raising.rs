//! Raising an emergency: its room, its first message, who is told, all in one short transaction.

use super::audience::{staff, whoever_could_come};
use super::reading::{emergency_of, must_have_emergencies};
use super::telling::{Happening, add_step, audit, note_told, tell_alert};
use super::writing_again::{Addition, add, open_among_their_own, open_in_room};
use crate::accounts::Me;
use crate::accounts::model::EMERGENCY_MINUTES;
use crate::chat::store::open_room;
use crate::chat::{Draft, NewRoom, Posted, RoomKind, post_within};
use crate::emergencies::model::{EVERYBODY, Emergency, StepKind, check_alert};
use crate::error::{AppError, Result};
use crate::ids::{ClientId, EmergencyId, PracticeId, RoomId, UserId};
use crate::server::db::Tx;
use crate::words::Role;
use sqlx::{query, query_scalar};

/// What a client says is happening. A repeat with the same key changes nothing.
pub struct Alert {
    pub text: String,
    pub key: ClientId,
    /// Whether it rings where it only adds to one that is not over. The first one always does.
    pub rings: bool,
}

/// An emergency to be written.
struct New<'a> {
    key: ClientId,
    room: RoomId,
    has_own_room: bool,
    text: &'a str,
}

/// By a client. True where it is new: as long as one that they have sent before is not over, this adds to it, also to
/// one by a message, where no other client reads what is said there.
pub async fn raise(tx: &mut Tx, me: &Me, alert: Alert) -> Result<(Emergency, bool)> {
    must_have_emergencies(me)?;
    if !me.is_client() {
        return Err(AppError::forbidden("Emergency alerts are sent by clients of the practice."));
    }
    hold_client(tx, me.id()).await?;
    if let Some(id) = raised_before(tx, me.id(), alert.key).await? {
        return Ok((emergency_of(tx, id).await?, false));
    }
    let text = check_alert(&alert.text)?;
    if let Some((id, room)) = open_among_their_own(tx, me.id()).await? {
        post_within(tx, me.id(), urgent(room, text.clone())).await?;
        let addition = Addition { text: &text, key: Some(alert.key), rings: alert.rings };
        return Ok((add(tx, me, id, addition).await?, false));
    }
    let practitioners = staff(tx, me.practice.id, Role::Practitioner).await?;
    let room = open_own_room(tx, me.practice.id, (me.id(), &me.name), practitioners).await?;
    post_within(tx, me.id(), urgent(room, text.clone())).await?;
    let emergency = enter(tx, me, New { key: alert.key, room, has_own_room: true, text: &text }).await?;
    Ok((emergency, true))
}

/// By a message that is marked urgent; its room is the emergency's. A repeat of the message raises nothing, and as long
/// as the emergency is not over, a further message adds to it, and is heard where it `rings`.
pub async fn raise_by_message(tx: &mut Tx, me: &Me, draft: Draft, rings: bool) -> Result<Posted> {
    must_have_emergencies(me)?;
    hold_client(tx, me.id()).await?;
    // Before the room: whoever takes it holds the emergency first as well.
    let open = open_in_room(tx, me.id(), draft.room).await?;
    let posted = post_within(tx, me.id(), draft).await?;
    if !posted.is_new {
        return Ok(posted);
    }
    let message = &posted.message;
    let text = if message.body.is_empty() { message.kind.noun() } else { &message.body };
    if let Some(id) = open {
        add(tx, me, id, Addition { text, key: None, rings }).await?;
    } else {
        let new = New { key: ClientId(message.id.0), room: message.room, has_own_room: false, text };
        enter(tx, me, new).await?;
    }
    Ok(posted)
}

/// A room for the client and those practitioners: all of the practice, so that each can read and ask before anybody has
/// taken it. It is a group that nobody opened, so nobody adds people to it.
pub(super) async fn open_own_room(
    tx: &mut Tx,
    practice: PracticeId,
    (client, name): (UserId, &str),
    practitioners: Vec<UserId>,
) -> Result<RoomId> {
    let members = [vec![client], practitioners].concat();
    let title = Some(format!("Emergency: {name}"));
    open_room(tx, NewRoom { practice, kind: RoomKind::Group, title, context: None, opened_by: None, members }).await
}

/// The alert as the first message of its room.
pub(super) fn urgent(room: RoomId, text: String) -> Draft {
    Draft { emergency: Some(true), ..Draft::text(room, text) }
}

/// Two alerts of one client at once take turns.
async fn hold_client(tx: &mut Tx, client: UserId) -> Result<()> {
    query!("select from users where id = $1 for no key update", client as UserId).fetch_one(&mut **tx).await?;
    Ok(())
}

async fn raised_before(tx: &mut Tx, client: UserId, key: ClientId) -> Result<Option<EmergencyId>> {
    let found = query_scalar!(
        r#"select id as "id!: EmergencyId" from emergencies where client_id = $1 and client_key = $2
           union all
           select emergency_id from emergency_steps where actor_id = $1 and client_key = $2"#,
        client as UserId,
        key as ClientId
    );
    Ok(found.fetch_optional(&mut **tx).await?)
}

/// Where nobody could come, the admins are told at once.
async fn enter(tx: &mut Tx, me: &Me, new: New<'_>) -> Result<Emergency> {
    let id = EmergencyId::new();
    let practice = me.practice.id;
    let audience = whoever_could_come(tx, practice).await?;
    let level = if audience.practitioners == 0 { EVERYBODY } else { 0 };
    query!(
        "insert into emergencies (id, practice_id, client_id, client_key, room_id, room_opened_at, text, level, next_at)
         select $1, p.id, $3, $4, $5, case when $6 then now() end, $7, $8::smallint,
                clock_timestamp() + make_interval(mins => coalesce(p.emergency_minutes, $9))
         from practices p where p.id = $2",
        id as EmergencyId,
        practice as PracticeId,
        me.id() as UserId,
        new.key as ClientId,
        new.room as RoomId,
        new.has_own_room,
        new.text,
        level,
        EMERGENCY_MINUTES
    )
    .execute(&mut **tx)
    .await?;
    note_told(tx, id, &audience.people).await?;
    let happening = Happening::by(StepKind::Raised, me.id()).told(&audience);
    add_step(tx, id, &happening).await?;
    let emergency = tell_alert(tx, id, &audience.people).await?;
    audit(tx, practice, &emergency, &happening).await?;
    Ok(emergency)
}
