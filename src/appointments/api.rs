//! What the pages ask of appointments.

use super::model::{Appointment, AppointmentType, Deed};
use crate::accounts::User;
use crate::error::Result;
use crate::ids::{AppointmentId, AppointmentTypeId, RoomId, UserId};
use crate::time::Moment;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

/// What can be chosen when booking.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choices {
    pub practitioners: Vec<User>,
    pub types: Vec<AppointmentType>,
    /// Free times of the first practitioner for the first type.
    pub first_free: Vec<Moment>,
}

/// What a person's home shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Agenda {
    pub next: Option<Appointment>,
    /// What waits for this practitioner's decision.
    pub requests: Vec<Appointment>,
    /// All that is not declined or cancelled in the day around now; the page picks its own calendar day.
    pub around_now: Vec<Appointment>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SlotRequest {
    pub practitioner: UserId,
    pub type_id: AppointmentTypeId,
    pub starts_at: Moment,
    pub reason: String,
}

#[server(prefix = "/fn", endpoint = "booking-choices", input = Json)]
pub async fn booking_choices() -> Result<Choices> {
    use crate::accounts::store::people_of;
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let (practice, mut conn) = (door.who()?.me.practice.id, door.state.read().await?);
        let practitioners = people_of(&mut conn, practice, crate::words::Role::Practitioner).await?;
        let types = super::store::types_of(&mut conn, practice).await?;
        let first_free = match (practitioners.first(), types.first()) {
            (Some(person), Some(one)) => super::store::free_times(&mut conn, practice, person.id, one.minutes).await?,
            _ => Vec::new(),
        };
        Ok(Choices { practitioners, types, first_free })
    })
    .await
}

/// The free times of a practitioner for appointments of that length.
#[server(prefix = "/fn", endpoint = "free-times", input = Json)]
pub async fn list_free_times(practitioner: UserId, minutes: i32) -> Result<Vec<Moment>> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let practice = door.who()?.me.practice.id;
        if !(5..=480).contains(&minutes) {
            return Err(crate::error::AppError::invalid("type", "There is no such type of appointment."));
        }
        super::store::free_times(&mut *door.state.read().await?, practice, practitioner, minutes).await
    })
    .await
}

#[server(prefix = "/fn", endpoint = "request-appointment", input = Json)]
pub async fn request_appointment(slot: SlotRequest) -> Result<Appointment> {
    use super::store::{NewAppointment, book_slot};
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = door.who()?.me;
        if !me.is_client() {
            return Err(crate::error::AppError::forbidden("Appointments are asked for by clients."));
        }
        let new = NewAppointment {
            practice: me.practice.id,
            client: me.id(),
            practitioner: slot.practitioner,
            type_id: slot.type_id,
            starts_at: slot.starts_at,
            reason: slot.reason,
        };
        let mut tx = door.state.begin().await?;
        let appointment = book_slot(&mut tx, new).await?;
        tx.commit().await?;
        Ok(appointment)
    })
    .await
}

#[server(prefix = "/fn", endpoint = "decide-appointment", input = Json)]
pub async fn decide_appointment(id: AppointmentId, deed: Deed) -> Result<Appointment> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = door.who()?.me.id();
        let mut tx = door.state.begin().await?;
        let appointment = super::store::decide(&mut tx, me, id, deed).await?;
        tx.commit().await?;
        Ok(appointment)
    })
    .await
}

#[server(prefix = "/fn", endpoint = "show-appointment", input = Json)]
pub async fn show_appointment(id: AppointmentId) -> Result<Appointment> {
    let door = crate::server::door::Door::open()?;
    door.answer(async { super::store::appointment_for(&mut *door.state.read().await?, door.who()?.me.id(), id).await })
        .await
}

/// What a room was opened for; nothing where it was not for an appointment.
#[server(prefix = "/fn", endpoint = "appointment-of-room", input = Json)]
pub async fn show_appointment_of(room: RoomId) -> Result<Option<Appointment>> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        super::store::appointment_of_room(&mut *door.state.read().await?, door.who()?.me.id(), room).await
    })
    .await
}

/// One's own appointments of the last and the next twelve months, by time.
#[server(prefix = "/fn", endpoint = "my-appointments", input = Json)]
pub async fn list_appointments() -> Result<Vec<Appointment>> {
    const YEAR: i64 = 366 * 24 * 60;
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let (me, now) = (door.who()?.me.id(), Moment::now());
        let span = (now.plus_minutes(-YEAR), now.plus_minutes(YEAR));
        super::store::appointments_of(&mut *door.state.read().await?, me, span).await
    })
    .await
}

#[server(prefix = "/fn", endpoint = "agenda", input = Json)]
pub async fn read_agenda() -> Result<Agenda> {
    use super::model::Status;
    use super::store;
    const DAY: i64 = 24 * 60;
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let (me, now) = (door.who()?.me.id(), Moment::now());
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
