//! Booking: what can be chosen, which times are free, and asking for one.

use crate::accounts::User;
use crate::appointments::model::{Appointment, AppointmentType, Hold};
use crate::error::Result;
use crate::ids::{AppointmentId, AppointmentTypeId, FileId, PetId, UserId};
use crate::pets::PetLine;
use crate::time::Moment;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

/// What can be chosen when booking.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choices {
    /// For whom the practice books.
    pub client: Option<User>,
    pub offers: Vec<Offer>,
    /// The pets that it can be about.
    pub pets: Vec<PetLine>,
    /// Free times of the first practitioner for their first type.
    pub first_free: Vec<Moment>,
}

/// A practitioner, and the types of appointments they offer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Offer {
    pub practitioner: User,
    pub types: Vec<AppointmentType>,
    /// How far ahead they can be booked.
    pub days_ahead: i32,
}

/// Free times are looked for with one practitioner, or with any who offers the type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FreeQuery {
    pub practitioner: Option<UserId>,
    pub type_id: AppointmentTypeId,
    /// An appointment that is to be moved: its own time counts as free, and its practitioner and type are asked for.
    pub moving: Option<AppointmentId>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct BookingRequest {
    /// `None`: whoever is free then.
    #[serde(default)]
    pub practitioner: Option<UserId>,
    pub type_id: AppointmentTypeId,
    pub starts_at: Moment,
    pub reason: String,
    /// For whom the practice books; clients book for themselves.
    #[serde(default)]
    pub client: Option<UserId>,
    /// Whom it is about, in veterinary practices.
    #[serde(default)]
    pub pet: Option<PetId>,
    /// Of one's own, uploaded before.
    #[serde(default)]
    pub files: Vec<FileId>,
    /// 2 to 26: so many weeks, at the same time.
    #[serde(default)]
    pub weeks: Option<u8>,
    /// Of a series, whether the weeks that are not free are left out.
    #[serde(default)]
    pub skip_taken: bool,
}

/// For a client of the practice, where it is not oneself who comes; `practitioner` is offered first.
#[server(prefix = "/fn", endpoint = "booking-choices", input = Json)]
pub async fn booking_choices(client: Option<UserId>, practitioner: Option<UserId>) -> Result<Choices> {
    use crate::accounts::store::{people_among, visible_among};
    use crate::appointments::store::{find_free_times, offers_of};
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = door.who()?.me;
        let mut conn = door.state.read().await?;
        let mut offers = offers_of(&mut conn, me.practice.id).await?;
        offers.retain(|offer| !offer.types.is_empty());
        // Whom one came to book with stands first, and so is chosen.
        offers.sort_by_key(|offer| Some(offer.practitioner.id) != practitioner);
        let first = offers.first().and_then(|offer| Some((offer.practitioner.id, offer.types.first()?.id)));
        let first_free = match first {
            Some((practitioner, type_id)) => {
                let query = FreeQuery { practitioner: Some(practitioner), type_id, moving: None };
                find_free_times(&mut conn, &me, query, None).await?
            }
            None => Vec::new(),
        };
        let client = match client.filter(|_| !me.is_client()) {
            Some(client) => {
                let visible = visible_among(&mut conn, me.id, &[client]).await?;
                people_among(&mut conn, &visible).await?.pop()
            }
            None => None,
        };
        let owner = client.as_ref().map_or(me.id, |client| client.id);
        let pets = crate::pets::store::pets_of(&mut conn, owner).await?.iter().map(crate::pets::Pet::line).collect();
        Ok(Choices { client, offers, pets, first_free })
    })
    .await
}

#[server(prefix = "/fn", endpoint = "free-times", input = Json)]
pub async fn list_free_times(query: FreeQuery) -> Result<Vec<Moment>> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let mut conn = door.state.read().await?;
        crate::appointments::store::find_free_times(&mut conn, &door.who()?.me, query, None).await
    })
    .await
}

/// Keeps a time for five minutes, while the appointment is being described.
#[server(prefix = "/fn", endpoint = "hold-time", input = Json)]
pub async fn hold_time(practitioner: Option<UserId>, type_id: AppointmentTypeId, starts_at: Moment) -> Result<Hold> {
    use crate::appointments::store::{Slot, hold_slot};
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let mut tx = door.state.begin().await?;
        let hold = hold_slot(&mut tx, &door.who()?.me, Slot { practitioner, type_id, starts_at }).await?;
        tx.commit().await?;
        Ok(hold)
    })
    .await
}

/// Asks for an appointment, or for a weekly series; the first of them answers.
#[server(prefix = "/fn", endpoint = "request-appointment", input = Json)]
pub async fn request_appointment(request: BookingRequest) -> Result<Appointment> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let mut tx = door.state.begin().await?;
        let booked = crate::appointments::store::book(&mut tx, &door.who()?.me, request).await?;
        tx.commit().await?;
        booked.into_iter().next().ok_or(crate::error::AppError::NotFound)
    })
    .await
}
