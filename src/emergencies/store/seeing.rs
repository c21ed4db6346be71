//! Somebody has heard the alert: it rings on their devices no more, and the client sees that it was seen. The client
//! has read how it ended: it is on their pages no more.

use super::deciding::hold;
use super::reading::{emergency_for, emergency_of, must_have_emergencies, must_work_here};
use super::telling::{Happening, add_step, audit, tell_changed, topic_of};
use crate::accounts::Me;
use crate::emergencies::Event;
use crate::emergencies::model::{StepKind, Telling};
use crate::error::{AppError, Result};
use crate::ids::{EmergencyId, UserId};
use crate::notifications::store::{mark_topics_shown, open_topic};
use crate::server::db::Tx;
use crate::time::Moment;
use sqlx::{PgConnection, query};

/// By whoever was told. Once more changes nothing, until they are told again: of that only who has seen it says so. With
/// no telling, it is the last.
pub async fn see(tx: &mut Tx, me: &Me, (id, told_at): Telling) -> Result<()> {
    must_work_here(me)?;
    hold(tx, id).await?;
    if !emergency_for(tx, me.id(), id).await?.is_open() {
        return Ok(());
    }
    let seen = query!(
        "update emergency_people set
             first_seen_at = coalesce(first_seen_at, clock_timestamp()), last_seen_at = clock_timestamp()
         where emergency_id = $1 and user_id = $2 and (last_seen_at is null or last_seen_at < told_at)
           and told_at <= coalesce($3, told_at)",
        id as EmergencyId,
        me.id() as UserId,
        told_at as Option<Moment>
    );
    if seen.execute(&mut **tx).await?.rows_affected() == 0 {
        return Ok(());
    }
    query!("update emergencies set version = version + 1 where id = $1", id as EmergencyId).execute(&mut **tx).await?;
    open_topic(tx, me.id(), &topic_of(id)).await?;
    let happening = Happening::by(StepKind::Seen, me.id());
    add_step(tx, id, &happening).await?;
    let emergency = tell_changed(tx, id).await?;
    audit(tx, me.practice.id, &emergency, &happening).await
}

/// They stand over a page that somebody is at: nobody has said that they have heard them.
pub async fn note_shown(conn: &mut PgConnection, me: &Me, ids: &[EmergencyId]) -> Result<()> {
    must_work_here(me)?;
    let topics: Vec<String> = ids.iter().map(|id| topic_of(*id)).collect();
    mark_topics_shown(conn, me.id(), &topics).await
}

/// Whoever looks at it needs no bell for it any more.
pub async fn open(tx: &mut Tx, me: &Me, id: EmergencyId) -> Result<()> {
    open_topic(tx, me.id(), &topic_of(id)).await
}

/// By its client, once it is over. Once more changes nothing.
pub async fn dismiss(tx: &mut Tx, me: &Me, id: EmergencyId) -> Result<()> {
    must_have_emergencies(me)?;
    let found = emergency_for(tx, me.id(), id).await?;
    if found.client.id != me.id() {
        return Err(AppError::forbidden("An emergency is dismissed by whoever sent it."));
    }
    if found.is_open() {
        return Err(AppError::conflict("It is not over yet."));
    }
    let dismissed = query!(
        "update emergencies set dismissed_at = now(), version = version + 1 where id = $1 and dismissed_at is null",
        id as EmergencyId
    );
    if dismissed.execute(&mut **tx).await?.rows_affected() == 0 {
        return Ok(());
    }
    open_topic(tx, me.id(), &topic_of(id)).await?;
    let emergency = Box::new(emergency_of(tx, id).await?);
    tx.tell([me.id()], Event::Changed { emergency });
    Ok(())
}
