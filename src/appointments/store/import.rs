//! Writing an appointment that came to its state elsewhere or before.

use super::appointments::appointment_for;
use super::kinds::type_of;
use super::rooms::open_room;
use crate::appointments::model::{Appointment, Status};
use crate::chat;
use crate::error::Result;
use crate::ids::{AppointmentId, AppointmentTypeId, PracticeId, UserId};
use crate::server::db::Tx;
use crate::time::Moment;
use sqlx::query;

pub struct PastAppointment {
    pub practice: PracticeId,
    pub client: UserId,
    pub practitioner: UserId,
    pub type_id: AppointmentTypeId,
    pub starts_at: Moment,
    pub reason: String,
    pub status: Status,
}

/// With its room, open or ended, where it was confirmed.
pub async fn import_appointment(tx: &mut Tx, past: PastAppointment) -> Result<Appointment> {
    let id = AppointmentId::new();
    let minutes = type_of(tx, past.type_id).await?.minutes;
    let was_confirmed = !matches!(past.status, Status::Requested | Status::Declined);
    let at = |holds: bool| holds.then(|| past.starts_at.plus_minutes(-3 * 24 * 60));
    query!(
        "insert into appointments (id, practice_id, client_id, practitioner_id, type_id, starts_at, ends_at, occupies, reason,
             requested_at, confirmed_at, confirmed_by, declined_at, declined_by, cancelled_at, cancelled_by,
             completed_at, completed_by, missed_at, missed_by)
         select $1, $2, $3, $4, $5, $6, $7, tstzrange($6, $7), $8, least($6::timestamptz - interval '4 days', now()),
             $9, case when $9::timestamptz is not null then $4::uuid end,
             $10, case when $10::timestamptz is not null then $4::uuid end,
             $11, case when $11::timestamptz is not null then $3::uuid end,
             $12, case when $12::timestamptz is not null then $4::uuid end,
             $13, case when $13::timestamptz is not null then $4::uuid end",
        id as AppointmentId,
        past.practice as PracticeId,
        past.client as UserId,
        past.practitioner as UserId,
        past.type_id as AppointmentTypeId,
        past.starts_at as Moment,
        past.starts_at.plus_minutes(minutes.into()) as Moment,
        past.reason,
        at(was_confirmed) as Option<Moment>,
        at(past.status == Status::Declined) as Option<Moment>,
        at(past.status == Status::Cancelled) as Option<Moment>,
        at(past.status == Status::Completed) as Option<Moment>,
        at(past.status == Status::NoShow) as Option<Moment>
    )
    .execute(&mut **tx)
    .await?;
    let appointment = appointment_for(tx, past.client, id).await?;
    if was_confirmed {
        let room = open_room(tx, &appointment).await?;
        chat::store::date_room(tx, room, past.starts_at.min(Moment::now()).plus_minutes(-3 * 24 * 60)).await?;
        if !past.status.is_open() {
            chat::store::end_room(tx, room, past.practitioner).await?;
        }
    }
    appointment_for(tx, past.client, id).await
}
