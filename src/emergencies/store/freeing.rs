//! Nobody keeps an emergency who works here no more: it is told again, as one that nobody has taken.

use super::audience::{Audience, whoever_could_come};
use super::reading::emergency_of;
use super::talking::say_there;
use super::telling::{Happening, add_step, audit, note_told, tell_alert, tell_client_of_freeing};
use crate::accounts::model::EMERGENCY_MINUTES;
use crate::emergencies::model::{EVERYBODY, Emergency, StepKind};
use crate::error::Result;
use crate::ids::{EmergencyId, PracticeId, UserId};
use crate::server::db::Tx;
use sqlx::query;

/// Frees one whose taker was suspended, or has another role than the one in which they took it; false where there is
/// none. Several servers may do so at once: each finds another.
pub async fn free_next(tx: &mut Tx) -> Result<bool> {
    let left = query!(
        r#"select e.id as "id: EmergencyId", e.practice_id as "practice: PracticeId",
                  taker.id as "taker: UserId", taker.name
           from emergencies e join users taker on taker.id = e.taken_by
           where e.resolved_at is null and e.raised_at > now() - interval '7 days'
             and (taker.suspended_at is not null or taker.role <> coalesce(e.taken_as, 'practitioner'))
           order by e.taken_at limit 1 for no key update of e skip locked"#
    );
    let Some(left) = left.fetch_optional(&mut **tx).await? else { return Ok(false) };
    let (id, practice) = (left.id, left.practice);
    let audience = whoever_could_come(tx, practice).await?;
    let freeing = Freeing {
        practice,
        by: left.taker,
        happening: Happening::of_itself(StepKind::Freed).told(&audience),
        audience,
        said: format!("{} cannot come any more. All who can were told again.", left.name),
        title: format!("{} cannot come any more", left.name),
    };
    free_and_tell(tx, id, freeing).await?;
    Ok(true)
}

/// How it comes to be nobody's, and who hears of it.
pub(super) struct Freeing<'a> {
    pub practice: PracticeId,
    pub by: UserId,
    pub happening: Happening<'a>,
    pub audience: Audience,
    /// In its room.
    pub said: String,
    /// What its client finds in the bell.
    pub title: String,
}

/// From now on nobody has it: whoever could come is told again, and its room and its client why. The caller holds it.
pub(super) async fn free_and_tell(tx: &mut Tx, id: EmergencyId, freeing: Freeing<'_>) -> Result<Emergency> {
    let Freeing { practice, by, happening, audience, said, title } = freeing;
    free(tx, id, level_of(&audience)).await?;
    let freed = emergency_of(tx, id).await?;
    say_there(tx, &freed, &said).await?;
    note_told(tx, id, &audience.people).await?;
    add_step(tx, id, &happening).await?;
    let emergency = tell_alert(tx, id, &audience.people).await?;
    tell_client_of_freeing(tx, &emergency, by, title).await?;
    audit(tx, practice, &emergency, &happening).await?;
    Ok(emergency)
}

/// Where no practitioner is told, there is nobody else to be told again.
fn level_of(audience: &Audience) -> i16 {
    if audience.practitioners == 0 { EVERYBODY } else { 0 }
}

/// Nobody has it, and it waits as one of that level. The caller holds it.
pub(super) async fn free(tx: &mut Tx, id: EmergencyId, level: i16) -> Result<()> {
    query!(
        "update emergencies e set taken_at = null, taken_by = null, taken_as = null, level = $2, version = e.version + 1,
             next_at = clock_timestamp() + make_interval(mins => coalesce(p.emergency_minutes, $3))
         from practices p where e.id = $1 and p.id = e.practice_id",
        id as EmergencyId,
        level,
        EMERGENCY_MINUTES
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
