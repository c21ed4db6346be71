//! Running late: what is left of a practitioner's day is expected later, and everyone concerned is told at once.

use super::appointments::appointment_for;
use super::changes::{record, tell_changed};
use super::free::zone_name_of;
use super::rooms::hold_rooms;
use crate::accounts::{self, Me};
use crate::appointments::model::{Appointment, Delay, Planned, What, expected, expected_from};
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
    hold_rooms(tx, &left.iter().map(|row| row.id).collect::<Vec<_>>()).await?;
    let plan: Vec<Planned> = left.iter().map(LeftRow::planned).collect();
    expect(tx, me, &left, expected(&plan, delay.minutes)).await
}

/// What is left of the day that an appointment belongs to; nothing where it does not. Read and locked before one of
/// them is cancelled: whoever changes a day locks it whole first, so that none waits for another in a circle.
pub(super) async fn day_of(tx: &mut Tx, me: &Me, id: AppointmentId) -> Result<Day> {
    let practitioner = appointment_for(tx, me.id, id).await?.practitioner.id;
    let mut left = left_of_day(tx, me.practice.id, practitioner).await?;
    if left.iter().all(|row| row.id != id) {
        left.clear();
    }
    Ok(Day { practitioner, left })
}

/// A cancelled appointment takes no time any more: where its practitioner is late, what follows is expected earlier.
/// That is said by the practitioner, since others are not told who cancelled.
pub(super) async fn make_up_for(tx: &mut Tx, mut day: Day, cancelled: AppointmentId) -> Result<()> {
    let Some(clear) = day.left.first().map(|first| first.planned().clear_at(first.begins_at())) else { return Ok(()) };
    day.left.retain(|row| row.id != cancelled);
    let plan: Vec<Planned> = day.left.iter().map(LeftRow::planned).collect();
    let practitioner = accounts::store::me(tx, day.practitioner).await?;
    expect(tx, &practitioner, &day.left, expected_from(&plan, Some(clear))).await?;
    Ok(())
}

/// What one practitioner still has to do today.
pub(super) struct Day {
    practitioner: UserId,
    left: Vec<LeftRow>,
}

impl Day {
    /// Locks the rooms in which something is said once these and what is left of the day change.
    pub(super) async fn hold_rooms_with(
        &self,
        tx: &mut Tx,
        changing: impl Iterator<Item = AppointmentId>,
    ) -> Result<()> {
        let ids: Vec<AppointmentId> = self.left.iter().map(|row| row.id).chain(changing).collect();
        hold_rooms(tx, &ids).await
    }
}

/// Notes when each is expected, and tells of those that changed.
async fn expect(tx: &mut Tx, me: &Me, left: &[LeftRow], times: Vec<Option<Moment>>) -> Result<Vec<Appointment>> {
    let mut changed = Vec::new();
    for (row, expected_at) in left.iter().zip(times) {
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
           order by id for no key update"#,
        practitioner as UserId
    );
    let mut rows = rows.fetch_all(&mut **tx).await?;
    let zone = zone_name_of(tx, practice).await?;
    let today = Moment::now().civil(&zone).date;
    rows.retain(|row| row.starts_at.civil(&zone).date == today);
    rows.sort_by_key(|row| row.starts_at);
    Ok(rows)
}

impl LeftRow {
    fn begins_at(&self) -> Moment {
        self.expected_at.unwrap_or(self.starts_at)
    }

    fn planned(&self) -> Planned {
        Planned {
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            before: self.starts_at.seconds_since(self.from) / 60,
            after: self.until.seconds_since(self.ends_at) / 60,
        }
    }
}
