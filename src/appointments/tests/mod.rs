//! Stories of booking: who wins a time, and what follows from a decision.

mod agreed;
mod arranging;
mod calendar;
mod calendar_pages;
mod confirmed;
mod details;
mod engaged;
mod grace;
mod http;
mod lateness;
mod notices;
mod places;
mod races;
mod rules;
mod series;
mod waiting;

use super::store::{self, NewAppointment, Slot, book_slot, decide, offered_types};
use super::{Appointment, Deed, FreeQuery, Status};
use crate::error::{AppError, Result};
use crate::ids::AppointmentTypeId;
use crate::server::testing::{Actor, Cast, Story};
use crate::time::Moment;
use serde_json::json;
use std::sync::LazyLock;

/// The first type that a practitioner offers, and its free times.
async fn offer(cast: &Cast, doctor: &Actor<'_>) -> Result<(AppointmentTypeId, Vec<Moment>)> {
    let kind = offered_types(&mut *cast.state.read().await?, doctor.me.id).await?.into_iter().next();
    let kind = kind.ok_or(AppError::NotFound)?.id;
    Ok((kind, free_for(cast, doctor, kind).await?))
}

/// Times that begin before this are too near to be offered still when they are asked for.
static FROM: LazyLock<Moment> = LazyLock::new(|| Moment::now().plus_minutes(180));

/// The times that a client of theirs is offered, but for the very next.
async fn free_for(cast: &Cast, doctor: &Actor<'_>, type_id: AppointmentTypeId) -> Result<Vec<Moment>> {
    let query = FreeQuery { practitioner: Some(doctor.me.id), type_id, moving: None };
    let mut conn = cast.state.read().await?;
    let notice = store::availability_of(&mut conn, doctor.me.id).await?.notice_minutes;
    let mut free = store::find_free_times(&mut conn, &doctor.me, query, None).await?;
    free.retain(|at| *at >= Moment::now().plus_minutes(notice.into()).max(*FROM));
    Ok(free)
}

/// Of those times the one a week later, at the same hour where the practice is.
fn week_after(at: Moment, times: &[Moment], member: &Actor<'_>) -> Option<Moment> {
    let civil = |at: &Moment| at.civil(&member.me.practice.time_zone);
    let first = civil(&at);
    let is_week_after = |other: &&Moment| {
        let other = civil(other);
        other.clock() == first.clock() && (other.date - first.date).whole_days() == 7
    };
    times.iter().find(is_week_after).copied()
}

async fn books(cast: &Cast, client: &Actor<'_>, doctor: &Actor<'_>, starts_at: Moment) -> Result<Appointment> {
    let (type_id, _) = offer(cast, doctor).await?;
    let slot = Slot { practitioner: Some(doctor.me.id), type_id, starts_at };
    books_slot(cast, client, slot).await
}

async fn books_slot(cast: &Cast, client: &Actor<'_>, slot: Slot) -> Result<Appointment> {
    let mut tx = cast.state.begin().await?;
    let new = NewAppointment { client: None, slot, reason: "Cough".into(), pet: None };
    let appointment = book_slot(&mut tx, &client.me, new).await?;
    tx.commit().await?;
    Ok(appointment)
}

/// A free time in more than a week, where the demo data has nothing else.
async fn far_times(cast: &Cast, doctor: &Actor<'_>) -> Result<(AppointmentTypeId, Vec<Moment>)> {
    let (type_id, mut times) = offer(cast, doctor).await?;
    let from = Moment::now().plus_minutes(8 * 24 * 60);
    times.retain(|at| *at > from);
    Ok((type_id, times))
}

/// One more client of the clinic.
async fn newcomer<'a>(cast: &'a Cast, name: &str) -> Result<Actor<'a>, Box<dyn std::error::Error>> {
    newcomer_of(cast, "clinic-demo", name).await
}

/// One more client of the practice with that join code.
async fn newcomer_of<'a>(cast: &'a Cast, code: &str, name: &str) -> Result<Actor<'a>, Box<dyn std::error::Error>> {
    let email = format!("{}@mail.example", name.to_lowercase());
    let form = json!({
        "practice": code, "name": name, "email": email, "password": crate::server::demo::PASSWORD,
    });
    cast.ask(reqwest::Method::POST, "/api/v1/auth/sign-up").json(&form).send().await?.error_for_status()?;
    cast.signs_in(&email).await
}

async fn decides(cast: &Cast, actor: &Actor<'_>, appointment: &Appointment, deed: Deed) -> Result<Appointment> {
    let mut tx = cast.state.begin().await?;
    let decided = decide(&mut tx, &actor.me, appointment.id, deed, "").await?;
    tx.commit().await?;
    Ok(decided)
}

#[tokio::test]
async fn a_confirmed_request_opens_a_room_for_the_two() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (mut phone, mut desk) = (noor.connects().await?, imani.connects().await?);
    let time = *offer(&cast, &imani).await?.1.first().ok_or("no free time")?;
    let request = books(&cast, &noor, &imani, time).await?;
    assert_eq!((request.status, request.room), (Status::Requested, None));
    assert_eq!(desk.hears_of("appointment:changed").await?["appointment"]["reason"], "Cough");
    let confirmed = decides(&cast, &imani, &request, Deed::Confirm).await?;
    let room = confirmed.room.ok_or("no room")?;
    let told = phone.hears_of("chat:changed").await?;
    assert_eq!(told["room"]["id"], json!(room));
    assert_eq!(told["room"]["context"]["appointment"]["status"], "confirmed");
    assert!(told["room"].get("unread").is_none(), "what is each person's own is not told to all");
    noor.says(room, "Thank you!").await?;
    Ok(())
}

#[tokio::test]
async fn of_a_hundred_who_want_the_same_time_one_gets_it() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let time = *offer(&cast, &imani).await?.1.get(3).ok_or("no free time")?;
    let wanted = (0..100).map(|_| books(&cast, &noor, &imani, time));
    let answers = futures_util::future::join_all(wanted).await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    let is_taken =
        |answer: &Result<Appointment>| matches!(answer, Err(AppError::Invalid { field, .. }) if field == "startsAt");
    assert_eq!(answers.iter().filter(|answer| is_taken(answer)).count(), 99);
    assert!(!offer(&cast, &imani).await?.1.contains(&time));
    Ok(())
}

#[tokio::test]
async fn impossible_times_are_refused() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let time = *offer(&cast, &imani).await?.1.first().ok_or("no free time")?;
    let week = 7 * 24 * 60;
    for wrong in
        [time.plus_minutes(7), time.plus_minutes(-week), time.plus_minutes(52 * week), time.plus_minutes(12 * 60)]
    {
        let refused = books(&cast, &noor, &imani, wrong).await;
        assert!(matches!(refused, Err(AppError::Invalid { ref field, .. }) if field == "startsAt"), "{wrong:?}");
    }
    let stranger = cast.signs_in("tutor@tutoring.demo").await?;
    assert!(books(&cast, &noor, &stranger, time).await.is_err(), "another practice's people cannot be booked");
    Ok(())
}

#[tokio::test]
async fn declining_frees_the_time_and_opens_nothing() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let time = *offer(&cast, &imani).await?.1.first().ok_or("no free time")?;
    let request = books(&cast, &noor, &imani, time).await?;
    let declined = decides(&cast, &imani, &request, Deed::Decline).await?;
    assert_eq!((declined.status, declined.room), (Status::Declined, None));
    assert!(matches!(decides(&cast, &imani, &request, Deed::Confirm).await, Err(AppError::Conflict { .. })));
    assert_eq!(books(&cast, &noor, &imani, time).await?.status, Status::Requested);
    Ok(())
}

#[tokio::test]
async fn cancelling_ends_the_room_which_stays_readable() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = noor.active_room().await?;
    let Some(crate::chat::Context::Appointment(context)) = &room.context else { return Err("no context".into()) };
    let appointment = store::appointment_for(&mut *cast.state.read().await?, noor.me.id(), context.id).await?;
    let mut desk = imani.connects().await?;
    let cancelled = decides(&cast, &noor, &appointment, Deed::Cancel).await?;
    assert_eq!(cancelled.status, Status::Cancelled);
    let mut told = desk.hears_of("chat:changed").await?;
    while told["room"]["status"] != "ended" {
        told = desk.hears_of("chat:changed").await?;
    }
    assert_eq!(told["room"]["context"]["appointment"]["status"], "cancelled");
    assert!(matches!(noor.says(room.id, "Too late").await, Err(AppError::Forbidden { .. })));
    assert_eq!(noor.history(room.id, 0).await?.len(), 100);
    Ok(())
}

#[tokio::test]
async fn only_the_two_know_of_an_appointment_and_each_does_their_part() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let tomas = cast.signs_in("patient2@clinic.demo").await?;
    let time = *offer(&cast, &imani).await?.1.first().ok_or("no free time")?;
    let request = books(&cast, &noor, &imani, time).await?;
    assert_eq!(decides(&cast, &tomas, &request, Deed::Cancel).await, Err(AppError::NotFound));
    assert!(matches!(decides(&cast, &noor, &request, Deed::Confirm).await, Err(AppError::Forbidden { .. })));
    let both = futures_util::future::join(
        decides(&cast, &imani, &request, Deed::Confirm),
        decides(&cast, &noor, &request, Deed::Cancel),
    );
    let (confirmed, cancelled) = both.await;
    assert!(cancelled.is_ok(), "a request may be cancelled before and after it is confirmed");
    assert!(confirmed.is_ok() || matches!(confirmed, Err(AppError::Conflict { .. })));
    Ok(())
}
