//! Taking an emergency, which exactly one may, and resolving it.

use super::reading::{emergency_for, must_have_emergencies};
use super::talking::{come_in, say_there};
use super::telling::{Happening, add_step, audit, call_off, tell_changed, tell_client, topic_of};
use crate::accounts::Me;
use crate::chat::store::{end_room, say};
use crate::emergencies::model::{Emergency, StepKind, check_outcome};
use crate::error::{AppError, Result};
use crate::ids::{EmergencyId, UserId};
use crate::notifications::store::open_topic;
use crate::server::db::Tx;
use crate::words::Role;
use sqlx::query;

/// By a practitioner, or by an admin where no practitioner is there. Of many at once, the first wins, and the others
/// learn who it was.
pub async fn take(tx: &mut Tx, me: &Me, id: EmergencyId) -> Result<Emergency> {
    must_have_emergencies(me)?;
    hold(tx, id).await?;
    let found = emergency_for(tx, me.id(), id).await?;
    if !(me.is_practitioner() || me.role == Role::Admin && found.for_admins) {
        return Err(AppError::forbidden("Emergencies are taken by practitioners."));
    }
    let taken = query!(
        "update emergencies set taken_at = clock_timestamp(), taken_by = $2, taken_as = $3, next_at = null,
             version = version + 1
         where id = $1 and taken_at is null and resolved_at is null",
        id as EmergencyId,
        me.id() as UserId,
        me.role.as_str()
    );
    if taken.execute(&mut **tx).await?.rows_affected() == 0 {
        return Err(why_not(&emergency_for(tx, me.id(), id).await?, me));
    }
    let room = come_in(tx, me, &found).await?;
    say(tx, room, &format!("{} has taken this emergency.", me.name)).await?;
    let happening = Happening::by(StepKind::Taken, me.id());
    add_step(tx, id, &happening).await?;
    // Whoever takes it has seen it.
    open_topic(tx, me.id(), &topic_of(id)).await?;
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
    say_there(tx, &found, &format!("{} resolved this emergency: {outcome}", me.name)).await?;
    if own_room.is {
        end_room(tx, found.room, me.id()).await?;
    }
    let happening = Happening { words: Some(&outcome), ..Happening::by(StepKind::Resolved, me.id()) };
    add_step(tx, id, &happening).await?;
    open_topic(tx, me.id(), &topic_of(id)).await?;
    call_off(tx, id).await?;
    let emergency = tell_changed(tx, id).await?;
    tell_client(tx, &emergency, me, "has resolved").await?;
    audit(tx, me.practice.id, &emergency, &happening).await?;
    Ok(emergency)
}

/// Until the transaction ends, so that nothing is added to it meanwhile.
pub(super) async fn hold(tx: &mut Tx, id: EmergencyId) -> Result<()> {
    query!("select from emergencies where id = $1 for no key update", id as EmergencyId)
        .fetch_optional(&mut **tx)
        .await?;
    Ok(())
}

pub(super) fn why_not(emergency: &Emergency, me: &Me) -> AppError {
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
