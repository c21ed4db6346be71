//! How long a room stays open after its appointment.

use super::{decides, offer};
use crate::appointments::store::{PastAppointment, import_appointment};
use crate::appointments::{Appointment, Deed, Status, clockwork};
use crate::error::{AppError, Result};
use crate::ids::UserId;
use crate::server::testing::{Actor, Cast, Story};
use crate::time::Moment;

/// A confirmed appointment that begins then, whatever the hours say.
pub(super) async fn arranges(
    cast: &Cast,
    doctor: &Actor<'_>,
    client: UserId,
    starts_at: Moment,
) -> Result<Appointment> {
    let (type_id, _) = offer(cast, doctor).await?;
    let mut tx = cast.state.begin().await?;
    let past = PastAppointment {
        practice: doctor.me.practice.id,
        client,
        practitioner: doctor.me.id,
        type_id,
        starts_at,
        reason: "Cough".into(),
        status: Status::Confirmed,
    };
    let appointment = import_appointment(&mut tx, past).await?;
    tx.commit().await?;
    Ok(appointment)
}

#[tokio::test]
async fn a_room_can_be_written_to_until_its_grace_is_over() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    sqlx::query("update practices set grace_hours = 1").execute(&cast.state.pool).await?;
    let held = arranges(&cast, &imani, noor.me.id, Moment::now().plus_minutes(-45)).await?;
    let room = held.room.ok_or("no room")?;
    assert_eq!(decides(&cast, &imani, &held, Deed::Complete).await?.status, Status::Completed);
    clockwork::end_rooms(&cast.state).await?;
    noor.says(room, "One more question").await?;
    let mut phone = noor.connects().await?;
    sqlx::query("update appointments set completed_at = now() - interval '61 minutes' where id = $1")
        .bind(held.id.0)
        .execute(&cast.state.pool)
        .await?;
    clockwork::end_rooms(&cast.state).await?;
    assert_eq!(phone.hears_of("chat:changed").await?["room"]["status"], "ended");
    assert!(matches!(noor.says(room, "Too late").await, Err(AppError::Forbidden { .. })));
    assert!(noor.history(room, 0).await?.iter().any(|message| message.body == "One more question"));
    Ok(())
}
