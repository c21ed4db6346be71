//! What happens when nobody takes an emergency in time: it is told again, first to those on call, then to everybody.

use super::on_call::on_call_among;
use super::telling::{Happening, add_step, audit, note_told, staff, tell_alert};
use crate::accounts::model::EMERGENCY_MINUTES;
use crate::emergencies::model::StepKind;
use crate::error::Result;
use crate::ids::{EmergencyId, PracticeId, UserId};
use crate::server::db::Tx;
use crate::words::Role;
use sqlx::query;

/// Tells the one again that has waited longest beyond its time; false where there is none. Several servers may do so at
/// once: each finds another.
pub async fn escalate_next(tx: &mut Tx) -> Result<bool> {
    let due = query!(
        r#"select id as "id: EmergencyId", practice_id as "practice: PracticeId", level from emergencies
           where taken_at is null and resolved_at is null and next_at <= clock_timestamp()
           order by next_at limit 1 for update skip locked"#
    );
    let Some(due) = due.fetch_optional(&mut **tx).await? else { return Ok(false) };
    let (what, told) = match due.level {
        0 => (StepKind::ToldOnCall, whoever_is_on_call(tx, due.practice).await?),
        _ => (StepKind::ToldAll, everybody(tx, due.practice).await?),
    };
    query!(
        "update emergencies e set level = e.level + 1, version = e.version + 1,
             next_at = case when e.level = 0
                 then clock_timestamp() + make_interval(mins => coalesce(p.emergency_minutes, $2)) end
         from practices p where e.id = $1 and p.id = e.practice_id",
        due.id as EmergencyId,
        EMERGENCY_MINUTES
    )
    .execute(&mut **tx)
    .await?;
    note_told(tx, due.id, &told).await?;
    let happening = Happening { people: Some(told.len()), ..Happening::of_itself(what) };
    add_step(tx, due.id, &happening).await?;
    let emergency = tell_alert(tx, due.id, &told).await?;
    audit(tx, due.practice, &emergency, &happening).await?;
    Ok(true)
}

/// Where nobody is, all practitioners.
async fn whoever_is_on_call(tx: &mut Tx, practice: PracticeId) -> Result<Vec<UserId>> {
    let practitioners = staff(tx, practice, Role::Practitioner).await?;
    let on_call = on_call_among(tx, &practitioners).await?;
    Ok(if on_call.is_empty() { practitioners } else { on_call })
}

pub(super) async fn everybody(tx: &mut Tx, practice: PracticeId) -> Result<Vec<UserId>> {
    let practitioners = staff(tx, practice, Role::Practitioner).await?;
    let admins = staff(tx, practice, Role::Admin).await?;
    Ok([practitioners, admins].concat())
}
