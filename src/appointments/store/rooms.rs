//! The conversation of an appointment.

use crate::appointments::model::Appointment;
use crate::chat::{self, Context, NewRoom, RoomKind};
use crate::error::Result;
use crate::ids::{AppointmentId, PracticeId, RoomId, uuids};
use crate::server::db::Tx;
use sqlx::query;

/// Opens the room of an appointment and links it.
pub(super) async fn open_room(tx: &mut Tx, appointment: &Appointment) -> Result<RoomId> {
    let practice = query!(
        r#"select practice_id as "id: PracticeId" from appointments where id = $1"#,
        appointment.id as AppointmentId
    );
    let practice = practice.fetch_one(&mut **tx).await?.id;
    let room = chat::store::open_room(
        tx,
        NewRoom {
            practice,
            kind: RoomKind::Appointment,
            title: None,
            context: Some(Context::Appointment(appointment.context())),
            opened_by: None,
            members: vec![appointment.client.id, appointment.practitioner.id],
        },
    )
    .await?;
    query!("update appointments set room_id = $2 where id = $1", appointment.id as AppointmentId, room as RoomId)
        .execute(&mut **tx)
        .await?;
    Ok(room)
}

/// Locks the rooms of these before anything is said in one of them: who locks several does so in the order of their ids.
pub(super) async fn hold_rooms(tx: &mut Tx, appointments: &[AppointmentId]) -> Result<()> {
    query!(
        "select from rooms where id in (select room_id from appointments where id = any($1))
         order by id for no key update",
        &uuids(appointments)
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
