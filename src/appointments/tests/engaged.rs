//! Nobody is at two places at once, whoever books for them.

use super::{books, decides, far_times, offer, week_after};
use crate::appointments::store::{
    self, NewAppointment, Slot, Weekly, accept_proposal, book_series, propose_time, reschedule,
};
use crate::appointments::{Appointment, BookingRequest, Deed, Status};
use crate::error::{AppError, Result};
use crate::server::testing::{Actor, Cast, Story};
use crate::time::Moment;
use futures_util::future::join_all;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

const OWN: &str = "You already have an appointment then.";
const THEIRS: &str = "The patient already has an appointment then.";

/// Times in more than a week at which both are free, for the same type.
pub(super) async fn both_free(cast: &Cast, one: &Actor<'_>, other: &Actor<'_>) -> Result<Vec<Moment>> {
    let (_, mut times) = far_times(cast, one).await?;
    let (_, others) = far_times(cast, other).await?;
    times.retain(|at| others.contains(at));
    Ok(times)
}

async fn moves(cast: &Cast, actor: &Actor<'_>, appointment: &Appointment, to: Moment) -> Result<Appointment> {
    let mut tx = cast.state.begin().await?;
    let moved = reschedule(&mut tx, &actor.me, appointment.id, to, "").await?;
    tx.commit().await?;
    Ok(moved)
}

async fn proposes(cast: &Cast, actor: &Actor<'_>, appointment: &Appointment, at: Moment) -> Result<Appointment> {
    let mut tx = cast.state.begin().await?;
    let proposed = propose_time(&mut tx, &actor.me, appointment.id, at, "").await?;
    tx.commit().await?;
    Ok(proposed)
}

async fn accepts(cast: &Cast, actor: &Actor<'_>, appointment: &Appointment) -> Result<Appointment> {
    let mut tx = cast.state.begin().await?;
    let accepted = accept_proposal(&mut tx, &actor.me, appointment.id).await?;
    tx.commit().await?;
    Ok(accepted)
}

fn is_refused<T>(answer: &Result<T>, sentence: &str) -> bool {
    matches!(answer, Err(AppError::Invalid { field, why }) if field == "startsAt" && why == sentence)
}

#[tokio::test]
async fn a_client_has_one_appointment_at_a_time() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani, jonas) =
        (cast.patient().await?, cast.doctor().await?, cast.signs_in("doctor2@clinic.demo").await?);
    let tomas = cast.signs_in("patient2@clinic.demo").await?;
    let times = both_free(&cast, &imani, &jonas).await?;
    let [at, next, ..] = times[..] else { return Err("no free times".into()) };
    let first = books(&cast, &noor, &imani, at).await?;
    assert!(is_refused(&books(&cast, &noor, &jonas, at).await, OWN));
    let wanted = json!({ "practitioner": jonas.me.id, "typeId": first.type_id, "startsAt": at });
    let held = noor.ask(Method::PUT, "/api/v1/holds").json(&wanted).send().await?;
    assert_eq!(held.status(), StatusCode::UNPROCESSABLE_ENTITY, "it is said as soon as the time is chosen");
    assert_eq!(held.json::<Value>().await?["field"], "startsAt");

    books(&cast, &noor, &jonas, next).await?;
    let others = books(&cast, &tomas, &jonas, at).await?;
    decides(&cast, &tomas, &others, Deed::Cancel).await?;
    decides(&cast, &noor, &first, Deed::Cancel).await?;
    assert_eq!(books(&cast, &noor, &jonas, at).await?.status, Status::Requested, "what is cancelled is in no way");
    Ok(())
}

#[tokio::test]
async fn nothing_is_moved_to_where_the_client_has_something_else() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani, jonas) =
        (cast.patient().await?, cast.doctor().await?, cast.signs_in("doctor2@clinic.demo").await?);
    let times = both_free(&cast, &imani, &jonas).await?;
    let [at, later, last, ..] = times[..] else { return Err("no free times".into()) };
    books(&cast, &noor, &imani, at).await?;
    let request = books(&cast, &noor, &jonas, later).await?;
    assert!(is_refused(&moves(&cast, &noor, &request, at).await, OWN));
    assert!(is_refused(&proposes(&cast, &jonas, &request, at).await, THEIRS));
    proposes(&cast, &jonas, &request, last).await?;
    let between = books(&cast, &noor, &imani, last).await?;
    assert!(is_refused(&accepts(&cast, &noor, &request).await, OWN));
    decides(&cast, &noor, &between, Deed::Cancel).await?;
    let accepted = accepts(&cast, &noor, &request).await?;
    assert_eq!((accepted.starts_at, accepted.status), (last, Status::Confirmed));
    assert!(is_refused(&moves(&cast, &jonas, &accepted, at).await, THEIRS));
    assert_eq!(moves(&cast, &jonas, &accepted, later).await?.starts_at, later);
    Ok(())
}

#[tokio::test]
async fn the_practice_hears_that_its_client_has_something_else() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani, jonas) =
        (cast.patient().await?, cast.doctor().await?, cast.signs_in("doctor2@clinic.demo").await?);
    let greta = cast.signs_in("admin@clinic.demo").await?;
    let at = *both_free(&cast, &imani, &jonas).await?.first().ok_or("no free time")?;
    let first = books(&cast, &noor, &imani, at).await?;
    for who in [&jonas, &greta] {
        let request = BookingRequest {
            practitioner: Some(jonas.me.id),
            type_id: first.type_id,
            starts_at: at,
            reason: "Check".into(),
            client: Some(noor.me.id),
            pet: None,
            files: Vec::new(),
            weeks: None,
            skip_taken: false,
        };
        let mut tx = cast.state.begin().await?;
        assert!(is_refused(&store::book(&mut tx, &who.me, request).await, THEIRS), "{}", who.me.name);
    }
    Ok(())
}

#[tokio::test]
async fn a_series_leaves_out_the_weeks_in_which_the_client_has_something_else() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani, jonas) =
        (cast.patient().await?, cast.doctor().await?, cast.signs_in("doctor2@clinic.demo").await?);
    let times = both_free(&cast, &imani, &jonas).await?;
    let with_next = |at: &Moment| Some((*at, week_after(*at, &times, &noor)?));
    let (first, second) = times.iter().find_map(with_next).ok_or("no second week")?;
    books(&cast, &noor, &jonas, second).await?;
    let slot = Slot { practitioner: Some(imani.me.id), type_id: offer(&cast, &imani).await?.0, starts_at: first };
    let asks = async |skip_taken| {
        let new = NewAppointment { client: None, slot, reason: "Therapy".into(), pet: None };
        let mut tx = cast.state.begin().await?;
        let booked = book_series(&mut tx, &noor.me, new, Weekly { weeks: 2, skip_taken }).await?;
        tx.commit().await?;
        Ok::<_, AppError>(booked)
    };
    let refused = asks(false).await;
    let Err(AppError::Invalid { field, why }) = refused else { return Err("it is refused".into()) };
    assert!(field == "weeks" && why.starts_with("You already have an appointment then: "), "{why}");
    let booked = asks(true).await?;
    assert_eq!(booked.iter().map(|one| one.starts_at).collect::<Vec<_>>(), [first]);
    Ok(())
}

#[tokio::test]
async fn who_asks_two_practitioners_at_once_gets_one() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani, jonas) =
        (cast.patient().await?, cast.doctor().await?, cast.signs_in("doctor2@clinic.demo").await?);
    for at in both_free(&cast, &imani, &jonas).await?.into_iter().take(8) {
        let both = (0..10).map(|place| books(&cast, &noor, if place % 2 == 0 { &imani } else { &jonas }, at));
        let answers = join_all(both).await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    }
    Ok(())
}
