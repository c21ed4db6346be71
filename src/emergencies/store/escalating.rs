//! What happens when nobody takes an emergency in time: it is told again, first to those on call, then to everybody,
//! and to everybody again and again until somebody has taken it. The pauses grow, so that what is forgotten over a
//! night drowns nothing else.

use super::audience::{everybody, whoever_is_on_call};
use super::telling::{Happening, add_step, audit, note_told, tell_alert};
use crate::accounts::model::EMERGENCY_MINUTES;
use crate::emergencies::model::{EVERYBODY, ON_CALL, StepKind};
use crate::error::Result;
use crate::ids::{EmergencyId, PracticeId};
use crate::server::db::Tx;
use sqlx::query;

/// The pause doubles so often at most: from two minutes to a good hour.
const DOUBLINGS: i64 = 5;

/// Tells the one again that has waited longest beyond its time; false where there is none. Several servers may do so at
/// once: each finds another.
pub async fn escalate_next(tx: &mut Tx) -> Result<bool> {
    let due = query!(
        r#"select id as "id: EmergencyId", practice_id as "practice: PracticeId", level from emergencies
           where taken_at is null and resolved_at is null and next_at <= clock_timestamp()
           order by next_at limit 1 for no key update skip locked"#
    );
    let Some(due) = due.fetch_optional(&mut **tx).await? else { return Ok(false) };
    let on_call = whoever_is_on_call(tx, due.practice).await?;
    let (what, audience, level) = if due.level < ON_CALL && !on_call.people.is_empty() {
        (StepKind::ToldOnCall, on_call, ON_CALL)
    } else {
        (StepKind::ToldAll, everybody(tx, due.practice).await?, EVERYBODY)
    };
    query!(
        "update emergencies e set level = $2, version = e.version + 1,
             next_at = clock_timestamp() + make_interval(mins => coalesce(p.emergency_minutes, $3) * (1 << (
                 select least(count(*), $4) from emergency_steps s
                 where s.emergency_id = e.id and s.what = 'told_all')::int))
         from practices p where e.id = $1 and p.id = e.practice_id",
        due.id as EmergencyId,
        level,
        EMERGENCY_MINUTES,
        DOUBLINGS
    )
    .execute(&mut **tx)
    .await?;
    note_told(tx, due.id, &audience.people).await?;
    let happening = Happening::of_itself(what).told(&audience);
    add_step(tx, due.id, &happening).await?;
    let emergency = tell_alert(tx, due.id, &audience.people).await?;
    audit(tx, due.practice, &emergency, &happening).await?;
    Ok(true)
}
