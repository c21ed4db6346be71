//! Whoever took an emergency and cannot go on gives it back: it is told again, as one that nobody has taken.

use super::audience::{Audience, everybody, whoever_could_come};
use super::deciding::{hold, why_not};
use super::freeing::{Freeing, free_and_tell};
use super::reading::{emergency_for, must_have_emergencies};
use super::telling::{Happening, topic_of};
use crate::accounts::Me;
use crate::emergencies::model::{Emergency, StepKind};
use crate::error::{AppError, Result};
use crate::ids::{EmergencyId, PracticeId, UserId};
use crate::notifications::store::call_off;
use crate::server::db::Tx;
use sqlx::{PgConnection, query};

/// By whoever took it, or an admin. Whoever had it is not called to it at once; they can take it again.
pub async fn give_back(tx: &mut Tx, me: &Me, id: EmergencyId) -> Result<Emergency> {
    must_have_emergencies(me)?;
    hold(tx, id).await?;
    let found = emergency_for(tx, me.id(), id).await?;
    if me.is_client() {
        return Err(AppError::forbidden("An emergency is given back by whoever took it, or by an admin."));
    }
    let taker = found.taken_by.as_ref().map(|taker| taker.id).filter(|_| found.may_give_back(me));
    let Some(taker) = taker else { return Err(why_not(&found, me)) };
    let audience = others_who_could_come(tx, me.practice.id, taker).await?;
    silence_for(tx, id, taker).await?;
    let freeing = Freeing {
        practice: me.practice.id,
        by: me.id(),
        happening: Happening::by(StepKind::Freed, me.id()).told(&audience),
        audience,
        said: format!("{} gave this emergency back. All who can come were told again.", me.name),
        title: format!("{} gave your emergency back", me.name),
    };
    free_and_tell(tx, id, freeing).await
}

/// Where there is no other practitioner, the admins; where there is nobody else at all, whoever had it.
async fn others_who_could_come(conn: &mut PgConnection, practice: PracticeId, taker: UserId) -> Result<Audience> {
    let could_come = whoever_could_come(conn, practice).await?.without(taker);
    if !could_come.people.is_empty() {
        return Ok(could_come);
    }
    let others = everybody(conn, practice).await?.without(taker);
    if others.people.is_empty() { whoever_could_come(conn, practice).await } else { Ok(others) }
}

/// They know of it: what they were told before rings on their devices no more.
async fn silence_for(tx: &mut Tx, id: EmergencyId, taker: UserId) -> Result<()> {
    query!(
        "update emergency_people set
             first_seen_at = coalesce(first_seen_at, clock_timestamp()), last_seen_at = clock_timestamp()
         where emergency_id = $1 and user_id = $2",
        id as EmergencyId,
        taker as UserId
    )
    .execute(&mut **tx)
    .await?;
    call_off(tx, &[taker], &topic_of(id), "They gave it back.").await
}
