//! Taking an emergency, which exactly one may, and resolving it.

use super::raising::{open_own_room, urgent};
use super::reading::{emergency_for, must_have_emergencies};
use super::telling::{Happening, add_step, audit, call_off, tell_changed, tell_client};
use crate::accounts::Me;
use crate::chat::store::{Joining, end_room, is_ended, is_member, join_room, room_of, say};
use crate::chat::{RoomKind, post_within};
use crate::emergencies::model::{Emergency, StepKind, check_outcome};
use crate::error::{AppError, Result};
use crate::ids::{EmergencyId, RoomId, UserId};
use crate::server::db::Tx;
use sqlx::{query, query_scalar};

/// By a practitioner. Of many at once, the first wins, and the others learn who it was.
pub async fn take(tx: &mut Tx, me: &Me, id: EmergencyId) -> Result<Emergency> {
    must_have_emergencies(me)?;
    hold(tx, id).await?;
    let found = emergency_for(tx, me.id(), id).await?;
    if !me.is_practitioner() {
        return Err(AppError::forbidden("Emergencies are taken by practitioners."));
    }
    let taken = query!(
        "update emergencies set taken_at = clock_timestamp(), taken_by = $2, next_at = null, version = version + 1
         where id = $1 and taken_at is null and resolved_at is null",
        id as EmergencyId,
        me.id() as UserId
    );
    if taken.execute(&mut **tx).await?.rows_affected() == 0 {
        return Err(why_not(&emergency_for(tx, me.id(), id).await?, me));
    }
    let room = come_in(tx, me, &found).await?;
    say(tx, room, &format!("{} has taken this emergency.", me.name)).await?;
    let happening = Happening::by(StepKind::Taken, me.id());
    add_step(tx, id, &happening).await?;
    call_off(tx, id).await?;
    let emergency = tell_changed(tx, id).await?;
    tell_client(tx, &emergency, me, "has taken").await?;
    audit(tx, me.practice.id, &emergency, &happening).await?;
    Ok(emergency)
}

/// By whoever took it, or an admin. Its room ends with it where it was opened for it.
pub async fn resolve(tx: &mut Tx, me: &Me, id: EmergencyId, outcome: &str) -> Result<Emergency> {
    must_have_emergencies(me)?;
    hold(tx, id).await?;
    let found = emergency_for(tx, me.id(), id).await?;
    if me.is_client() {
        return Err(AppError::forbidden("An emergency is resolved by whoever took it, or by an admin."));
    }
    if !found.may_resolve(me) {
        return Err(why_not(&found, me));
    }
    let outcome = check_outcome(outcome)?;
    let own_room = query!(
        "update emergencies set resolved_at = clock_timestamp(), resolved_by = $2, outcome = $3, next_at = null,
             version = version + 1
         where id = $1 returning room_opened_at is not null as \"is!\"",
        id as EmergencyId,
        me.id() as UserId,
        outcome
    );
    let own_room = own_room.fetch_one(&mut **tx).await?;
    if !is_ended(tx, found.room).await? {
        say(tx, found.room, &format!("{} resolved this emergency: {outcome}", me.name)).await?;
        if own_room.is {
            end_room(tx, found.room, me.id()).await?;
        }
    }
    let happening = Happening { words: Some(&outcome), ..Happening::by(StepKind::Resolved, me.id()) };
    add_step(tx, id, &happening).await?;
    call_off(tx, id).await?;
    let emergency = tell_changed(tx, id).await?;
    tell_client(tx, &emergency, me, "has resolved").await?;
    audit(tx, me.practice.id, &emergency, &happening).await?;
    Ok(emergency)
}

/// Until the transaction ends, so that nothing is added to it meanwhile.
async fn hold(tx: &mut Tx, id: EmergencyId) -> Result<()> {
    query!("select from emergencies where id = $1 for update", id as EmergencyId).fetch_optional(&mut **tx).await?;
    Ok(())
}

fn why_not(emergency: &Emergency, me: &Me) -> AppError {
    let is_mine = |user: &crate::accounts::User| user.id == me.id();
    AppError::Conflict {
        why: match (&emergency.resolved_by, &emergency.taken_by) {
            (Some(by), _) => format!("{} has resolved it.", by.name),
            (None, Some(by)) if is_mine(by) => "You have taken it.".into(),
            (None, Some(by)) => format!("{} has taken it.", by.name),
            (None, None) => "Nobody has taken it yet. Please take it first.".into(),
        },
    }
}

/// Whoever takes it comes into its room, with all that was said there. Two people's own conversation stays theirs, and a
/// room that has ended says nothing more: then it is talked about in a room of its own.
async fn come_in(tx: &mut Tx, me: &Me, emergency: &Emergency) -> Result<RoomId> {
    let room = emergency.room;
    let is_over = is_ended(tx, room).await?;
    let is_in = is_member(tx, me.id(), room).await?;
    let is_of_two = room_of(tx, room).await?.kind == RoomKind::Direct;
    if is_over || (is_of_two && !is_in) {
        return move_out(tx, me, emergency).await;
    }
    let words = format!("{} joined to help.", me.name);
    join_room(tx, room, Joining { user: me.id(), by: me.id(), words: &words }).await?;
    Ok(room)
}

async fn move_out(tx: &mut Tx, me: &Me, emergency: &Emergency) -> Result<RoomId> {
    let client = (emergency.client.id, emergency.client.name.as_str());
    let others = emergency.team.iter().copied().filter(|user| *user != me.id());
    let people = std::iter::once(me.id()).chain(others).collect();
    let room = open_own_room(tx, me.practice.id, client, people).await?;
    let again = query_scalar!(
        r#"select words as "words!" from emergency_steps
           where emergency_id = $1 and what = 'wrote_again' order by number"#,
        emergency.id as EmergencyId
    );
    let again = again.fetch_all(&mut **tx).await?;
    for words in std::iter::once(&emergency.text).chain(&again) {
        post_within(tx, client.0, urgent(room, words.clone())).await?;
    }
    query!(
        "update emergencies set room_id = $2, room_opened_at = now() where id = $1",
        emergency.id as EmergencyId,
        room as RoomId
    )
    .execute(&mut **tx)
    .await?;
    Ok(room)
}
