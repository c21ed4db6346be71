//! Reminding clients, once for each lead and the time that the appointment has.

use super::appointments::appointment_for;
use crate::appointments::notices;
use crate::error::Result;
use crate::ids::{AppointmentId, UserId};
use crate::notifications::notify_all;
use crate::server::db::Tx;
use sqlx::query;
use std::collections::HashSet;

/// A day before, and an hour before. What was agreed on later than that needs no reminder.
const LEADS_MINUTES: [i32; 2] = [24 * 60, 60];

/// Reminds of what is near now. Where both leads have passed, as after an outage, there is one reminder.
pub async fn remind(tx: &mut Tx) -> Result<()> {
    let due = query!(
        r#"insert into appointment_reminders (appointment_id, starts_at, lead_minutes)
           select a.id, a.starts_at, lead from appointments a cross join unnest($1::int[]) as lead
           where a.status = 'confirmed' and a.starts_at > now() and a.starts_at <= now() + make_interval(mins => lead)
             and a.confirmed_at <= a.starts_at - make_interval(mins => lead)
           on conflict do nothing returning appointment_id as "id: AppointmentId""#,
        &LEADS_MINUTES
    );
    let due: HashSet<AppointmentId> = due.fetch_all(&mut **tx).await?.into_iter().map(|row| row.id).collect();
    for id in due {
        let client = query!(r#"select client_id as "id: UserId" from appointments where id = $1"#, id as AppointmentId);
        let client = client.fetch_one(&mut **tx).await?.id;
        let appointment = appointment_for(tx, client, id).await?;
        let notices = notices::of_reminder(tx, &appointment).await?;
        notify_all(tx, notices).await?;
    }
    Ok(())
}
