//! Running late: what is left of a practitioner's day is expected later, and everyone concerned is told at once.

use super::changes::{record, tell_changed};
use super::free::zone_name_of;
use crate::accounts::Me;
use crate::appointments::model::{Appointment, Delay, Planned, What, expected};
use crate::error::{AppError, Result};
use crate::ids::{AppointmentId, PracticeId, UserId};
use crate::server::db::Tx;
use crate::time::Moment;
use crate::words::Role;
use sqlx::{PgConnection, query, query_scalar};

struct LeftRow {
    id: AppointmentId,
    starts_at: Moment,
    ends_at: Moment,
    from: Moment,
    until: Moment,
    expected_at: Option<Moment>,
}

/// A practitioner is so many minutes late, counted from the plan; 0: on time again. Answers with what changed.
pub async fn run_late(tx: &mut Tx, me: &Me, delay: Delay) -> Result<Vec<Appointment>> {
    let delay = delay.checked()?;
    let practitioner = who_is_late(tx, me, delay.practitioner).await?;
    let left = left_of_day(tx, me.practice.id, practitioner).await?;
    if left.is_empty() {
        return Err(AppError::conflict("There is no appointment left today."));
    }
    let plan: Vec<Planned> = left.iter().map(LeftRow::planned).collect();
    let mut changed = Vec::new();
    for (row, expected_at) in left.iter().zip(expected(&plan, delay.minutes)) {
        if row.expected_at == expected_at {
            continue;
        }
        query!(
            "update appointments set expected_at = $2 where id = $1",
            row.id as AppointmentId,
            expected_at as Option<Moment>
        )
        .execute(&mut **tx)
        .await?;
        record(tx, me, row.id, What::Delayed, "", (Some(row.starts_at), expected_at)).await?;
        changed.push(tell_changed(tx, me.id, row.id).await?);
    }
    Ok(changed)
}

/// Practitioners say it of themselves, admins of any of their practice.
async fn who_is_late(conn: &mut PgConnection, me: &Me, practitioner: Option<UserId>) -> Result<UserId> {
    match (me.role, practitioner) {
        (Role::Practitioner, None) => Ok(me.id),
        (Role::Practitioner, Some(one)) if one == me.id => Ok(me.id),
        (Role::Admin, Some(one)) => query_scalar!(
            r#"select id as "id: UserId" from users where id = $1 and practice_id = $2 and role = 'practitioner'"#,
            one as UserId,
            me.practice.id as PracticeId
        )
        .fetch_optional(conn)
        .await?
        .ok_or_else(|| AppError::invalid("practitioner", "There is nobody of that name.")),
        (Role::Admin, None) => Err(AppError::invalid("practitioner", "Please choose who is late.")),
        _ => Err(AppError::forbidden("This is said by the practice.")),
    }
}

/// What is confirmed and not over yet of today on the practice's calendar, in order and locked: who presses twice at
/// once takes turns.
async fn left_of_day(tx: &mut Tx, practice: PracticeId, practitioner: UserId) -> Result<Vec<LeftRow>> {
    let rows = sqlx::query_as!(
        LeftRow,
        r#"select id as "id: AppointmentId", starts_at as "starts_at: Moment", ends_at as "ends_at: Moment",
                  lower(occupies) as "from!: Moment", upper(occupies) as "until!: Moment",
                  expected_at as "expected_at: Moment"
           from appointments
           where practitioner_id = $1 and status = 'confirmed'
             and ends_at + (coalesce(expected_at, starts_at) - starts_at) > now()
             and starts_at between now() - interval '1 day' and now() + interval '1 day'
           order by starts_at for update"#,
        practitioner as UserId
    );
    let mut rows = rows.fetch_all(&mut **tx).await?;
    let zone = zone_name_of(tx, practice).await?;
    let today = Moment::now().civil(&zone).date;
    rows.retain(|row| row.starts_at.civil(&zone).date == today);
    Ok(rows)
}

impl LeftRow {
    fn planned(&self) -> Planned {
        Planned {
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            before: self.starts_at.seconds_since(self.from) / 60,
            after: self.until.seconds_since(self.ends_at) / 60,
        }
    }
}
