//! Somebody has heard the alert: it rings on their devices no more, and the client sees that it was seen.

use super::reading::{emergency_for, must_work_here};
use super::telling::{Happening, add_step, audit, tell_changed};
use crate::accounts::Me;
use crate::emergencies::model::StepKind;
use crate::error::Result;
use crate::ids::{EmergencyId, UserId};
use crate::server::db::Tx;
use sqlx::query;

/// By whoever was told. Once more changes nothing, until they are told again.
pub async fn see(tx: &mut Tx, me: &Me, id: EmergencyId) -> Result<()> {
    must_work_here(me)?;
    query!("select from emergencies where id = $1 for update", id as EmergencyId).fetch_optional(&mut **tx).await?;
    if !emergency_for(tx, me.id(), id).await?.is_open() {
        return Ok(());
    }
    let seen = query!(
        "update emergency_people set
             first_seen_at = coalesce(first_seen_at, clock_timestamp()), last_seen_at = clock_timestamp()
         where emergency_id = $1 and user_id = $2 and (last_seen_at is null or last_seen_at < told_at)",
        id as EmergencyId,
        me.id() as UserId
    );
    if seen.execute(&mut **tx).await?.rows_affected() == 0 {
        return Ok(());
    }
    query!("update emergencies set version = version + 1 where id = $1", id as EmergencyId).execute(&mut **tx).await?;
    let happening = Happening::by(StepKind::Seen, me.id());
    add_step(tx, id, &happening).await?;
    let emergency = tell_changed(tx, id).await?;
    audit(tx, me.practice.id, &emergency, &happening).await
}
