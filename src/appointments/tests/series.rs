//! Weekly series: how far they reach, and what becomes of all of one at once.

use super::calendar_pages::page;
use super::{decides, offer};
use crate::appointments::model::{Appointment, Deed, Status, What};
use crate::appointments::store::{
    self, NewAppointment, Slot, Weekly, availability_of, book_series, cancel_series, confirm_series, series_of,
    set_availability,
};
use crate::error::{AppError, Result};
use crate::ids::SeriesId;
use crate::notifications::{Filter, Kind, store::list_notifications};
use crate::server::testing::{Actor, Cast, Story};
use reqwest::{Method, StatusCode};
use serde_json::json;

/// A client asks for so many weeks, from the first free time on.
async fn asks(cast: &Cast, client: &Actor<'_>, doctor: &Actor<'_>, weekly: Weekly) -> Result<Vec<Appointment>> {
    let (type_id, times) = offer(cast, doctor).await?;
    let starts_at = *times.first().ok_or(AppError::NotFound)?;
    let slot = Slot { practitioner: Some(doctor.me.id), type_id, starts_at };
    let new = NewAppointment { client: None, slot, reason: "Therapy".into(), pet: None };
    let mut tx = cast.state.begin().await?;
    let booked = book_series(&mut tx, &client.me, new, weekly).await?;
    tx.commit().await?;
    Ok(booked)
}

/// Two or more, that their practitioner has yet to confirm.
async fn asked(cast: &Cast, client: &Actor<'_>, doctor: &Actor<'_>) -> Result<(SeriesId, Vec<Appointment>)> {
    let all = asks(cast, client, doctor, Weekly { weeks: 4, skip_taken: true }).await?;
    assert!(all.len() > 1 && all.iter().all(|one| one.status == Status::Requested));
    Ok((all[0].series.ok_or(AppError::NotFound)?, all))
}

async fn confirms(cast: &Cast, actor: &Actor<'_>, series: SeriesId) -> Result<Vec<Appointment>> {
    let mut tx = cast.state.begin().await?;
    let confirmed = confirm_series(&mut tx, &actor.me, series).await?;
    tx.commit().await?;
    Ok(confirmed)
}

async fn cancels(cast: &Cast, actor: &Actor<'_>, series: SeriesId) -> Result<Vec<Appointment>> {
    let mut tx = cast.state.begin().await?;
    let cancelled = cancel_series(&mut tx, &actor.me, series, "I am travelling").await?;
    tx.commit().await?;
    Ok(cancelled)
}

fn are(all: &[Appointment], status: Status) -> bool {
    all.iter().all(|one| one.status == status)
}

#[tokio::test]
async fn weeks_out_of_reach_are_not_said_to_be_taken() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let mut tx = cast.state.begin().await?;
    let usual = availability_of(&mut tx, imani.me.id).await?;
    set_availability(&mut tx, imani.me.id, crate::appointments::Availability { days_ahead: 7, ..usual }).await?;
    tx.commit().await?;
    let refused = asks(&cast, &noor, &imani, Weekly { weeks: 3, skip_taken: false }).await;
    let Err(AppError::Invalid { field, why }) = refused else { return Err("it is refused".into()) };
    assert_eq!(field, "weeks");
    assert!(why.starts_with("Further ahead than can be booked: ") && why.matches(',').count() == 1, "{why}");
    Ok(())
}

#[tokio::test]
async fn a_series_is_confirmed_at_once_and_each_has_its_room() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (series, all) = asked(&cast, &noor, &imani).await?;
    decides(&cast, &imani, &all[0], Deed::Decline).await?;
    let confirmed = confirms(&cast, &imani, series).await?;
    assert_eq!(confirmed.len(), all.len() - 1, "what is declined stays so");
    assert!(are(&confirmed, Status::Confirmed) && confirmed.iter().all(|one| one.room.is_some()));
    let mut rooms: Vec<_> = confirmed.iter().map(|one| one.room).collect();
    rooms.dedup();
    assert_eq!(rooms.len(), confirmed.len());
    for one in &confirmed {
        let told = store::changes_of(&mut *cast.state.read().await?, one.id).await?;
        assert_eq!(told.iter().map(|change| change.what).collect::<Vec<_>>(), [What::Requested, What::Confirmed]);
    }
    assert!(matches!(confirms(&cast, &imani, series).await, Err(AppError::Conflict { .. })), "once is enough");
    let found = series_of(&mut *cast.state.read().await?, &noor.me, all[0].id).await?;
    assert_eq!(found.len(), all.len());
    Ok(())
}

#[tokio::test]
async fn a_series_is_cancelled_at_once_by_either_side() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (series, all) = asked(&cast, &noor, &imani).await?;
    decides(&cast, &imani, &all[0], Deed::Confirm).await?;
    let cancelled = cancels(&cast, &noor, series).await?;
    assert_eq!(cancelled.len(), all.len());
    assert!(are(&cancelled, Status::Cancelled) && cancelled.iter().all(|one| one.closing_note == "I am travelling"));
    let free = offer(&cast, &imani).await?.1;
    assert!(all.iter().all(|one| free.contains(&one.starts_at)));

    let (series, all) = asked(&cast, &noor, &imani).await?;
    decides(&cast, &imani, &all[0], Deed::Confirm).await?;
    let over = cancels(&cast, &imani, series).await?;
    assert_eq!(over.len(), all.len());
    assert!(over[0].status == Status::Cancelled && are(&over[1..], Status::Declined), "{over:?}");
    assert!(matches!(cancels(&cast, &imani, series).await, Err(AppError::Conflict { .. })));
    Ok(())
}

#[tokio::test]
async fn strangers_know_of_no_series_and_clients_do_not_confirm() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (series, all) = asked(&cast, &noor, &imani).await?;
    for email in ["patient2@clinic.demo", "doctor2@clinic.demo", "tutor@tutoring.demo", "admin@tutoring.demo"] {
        let stranger = cast.signs_in(email).await?;
        assert_eq!(confirms(&cast, &stranger, series).await, Err(AppError::NotFound), "{email}");
        assert_eq!(cancels(&cast, &stranger, series).await, Err(AppError::NotFound), "{email}");
        let mut conn = cast.state.read().await?;
        assert_eq!(series_of(&mut conn, &stranger.me, all[0].id).await, Err(AppError::NotFound), "{email}");
    }
    assert!(matches!(confirms(&cast, &noor, series).await, Err(AppError::Forbidden { .. })));
    assert!(are(&series_of(&mut *cast.state.read().await?, &noor.me, all[0].id).await?, Status::Requested));
    let greta = cast.signs_in("admin@clinic.demo").await?;
    assert_eq!(confirms(&cast, &greta, series).await?.len(), all.len());
    Ok(())
}

#[tokio::test]
async fn lists_say_that_a_request_is_one_of_several() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let mut desk = imani.connects().await?;
    let (_, all) = asked(&cast, &noor, &imani).await?;
    let size = all.len();
    assert!(all.iter().all(|one| one.series_size == i64::try_from(size).ok()));
    let told = desk.hears_of("appointment:changed").await?;
    assert_eq!(told["appointment"]["seriesSize"], json!(size), "the first knows of those that follow");
    decides(&cast, &imani, &all[1], Deed::Decline).await?;
    let line = format!("Every week, {size} times");
    for (actor, path) in [(&noor, "/patient/appointments"), (&imani, "/doctor"), (&imani, "/doctor/appointments")] {
        let (_, shown) = page(actor, path).await?;
        assert!(shown.contains(&line), "{path}");
    }
    let greta = cast.signs_in("admin@clinic.demo").await?;
    let day = all[0].starts_at.civil(&greta.me.time_zone).date;
    let (_, practice) = page(&greta, &format!("/admin/calendar?day={day}")).await?;
    assert!(practice.contains(&format!("Noor Rahimi, {}, Requested, {line}", all[0].type_name)));
    Ok(())
}

#[tokio::test]
async fn why_a_series_is_cancelled_is_told_of_each() -> Story {
    const WHY: &str = "I am travelling";
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (series, all) = asked(&cast, &noor, &imani).await?;
    let wanted = json!({ "id": series, "note": WHY });
    let answer = noor.ask(Method::POST, "/fn/cancel-series").json(&wanted).send().await?;
    assert_eq!(answer.status(), StatusCode::OK);
    let mut conn = cast.state.read().await?;
    for one in &all {
        let told = store::changes_of(&mut conn, one.id).await?;
        let last = told.last().ok_or("no history")?;
        assert_eq!((last.what, &*last.note), (What::Cancelled, WHY));
    }
    let bell = list_notifications(&mut conn, imani.me.id, Filter::default(), None, 50).await?;
    let heard = bell.iter().filter(|one| one.kind == Kind::Cancelled && one.body.contains(WHY)).count();
    assert_eq!(heard, all.len());
    Ok(())
}
