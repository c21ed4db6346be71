//! Reading appointments.

use crate::appointments::model::{Appointment, Change};
use crate::error::Result;
use crate::files::Attachment;
use crate::ids::{AppointmentId, RoomId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

/// What a person's home shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Agenda {
    pub next: Option<Appointment>,
    /// What waits for this practitioner's decision.
    pub requests: Vec<Appointment>,
    /// All that is not declined or cancelled in the day around now; the page picks its own calendar day.
    pub around_now: Vec<Appointment>,
}

#[server(prefix = "/fn", endpoint = "show-appointment", input = Json)]
pub async fn show_appointment(id: AppointmentId) -> Result<Appointment> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        crate::appointments::store::appointment_for(&mut *door.state.read().await?, door.who()?.me.id(), id).await
    })
    .await
}

/// All that happened to an appointment, the earliest first.
#[server(prefix = "/fn", endpoint = "changes-of-appointment", input = Json)]
pub async fn list_changes(id: AppointmentId) -> Result<Vec<Change>> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let mut conn = door.state.read().await?;
        crate::appointments::store::appointment_for(&mut conn, door.who()?.me.id(), id).await?;
        crate::appointments::store::changes_of(&mut conn, id).await
    })
    .await
}

/// What was given with the request.
#[server(prefix = "/fn", endpoint = "files-of-appointment", input = Json)]
pub async fn list_given_files(id: AppointmentId) -> Result<Vec<Attachment>> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let mut conn = door.state.read().await?;
        crate::appointments::store::appointment_for(&mut conn, door.who()?.me.id(), id).await?;
        crate::appointments::store::files_of(&mut conn, id).await
    })
    .await
}

/// What a room was opened for; nothing where it was not for an appointment.
#[server(prefix = "/fn", endpoint = "appointment-of-room", input = Json)]
pub async fn show_appointment_of(room: RoomId) -> Result<Option<Appointment>> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        crate::appointments::store::appointment_of_room(&mut *door.state.read().await?, door.who()?.me.id(), room).await
    })
    .await
}

/// One's own appointments of the last and the next twelve months, by time.
#[server(prefix = "/fn", endpoint = "my-appointments", input = Json)]
pub async fn list_appointments() -> Result<Vec<Appointment>> {
    const YEAR: i64 = 366 * 24 * 60;
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let (me, now) = (door.who()?.me.id(), crate::time::Moment::now());
        let span = (now.plus_minutes(-YEAR), now.plus_minutes(YEAR));
        crate::appointments::store::appointments_of(&mut *door.state.read().await?, me, span).await
    })
    .await
}

#[server(prefix = "/fn", endpoint = "agenda", input = Json)]
pub async fn read_agenda() -> Result<Agenda> {
    use crate::appointments::model::Status;
    use crate::appointments::store;
    const DAY: i64 = 24 * 60;
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let (me, now) = (door.who()?.me.id(), crate::time::Moment::now());
        let mut conn = door.state.read().await?;
        let mut around_now =
            store::appointments_of(&mut conn, me, (now.plus_minutes(-DAY), now.plus_minutes(DAY))).await?;
        around_now.retain(|appointment| !matches!(appointment.status, Status::Declined | Status::Cancelled));
        Ok(Agenda {
            next: store::next_of(&mut conn, me).await?,
            requests: store::requests_to(&mut conn, me).await?,
            around_now,
        })
    })
    .await
}
