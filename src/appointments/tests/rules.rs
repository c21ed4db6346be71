//! The practice's rules: types, buffers, deadlines, series, proposals.

use super::{books, decides, free_for, offer, week_after};
use crate::appointments::store::{
    self, NewAppointment, Slot, Weekly, accept_proposal, add_holiday, add_type, availability_of, book_series,
    propose_time, reschedule, set_availability,
};
use crate::appointments::{Availability, BookingRequest, Deed, FreeQuery, Holiday, Place, Status, TypeDraft, What};
use crate::error::{AppError, Result};
use crate::ids::AppointmentTypeId;
use crate::server::testing::{Actor, Cast, Story};
use crate::time::Moment;

pub(super) async fn adds_type(cast: &Cast, doctor: &Actor<'_>, draft: TypeDraft) -> Result<AppointmentTypeId> {
    let mut tx = cast.state.begin().await?;
    let id = add_type(&mut tx, doctor.me.practice.id, Some(doctor.me.id), draft).await?;
    tx.commit().await?;
    Ok(id)
}

#[tokio::test]
async fn what_needs_no_confirmation_is_confirmed_at_once() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let draft = TypeDraft { needs_confirmation: false, ..TypeDraft::new("Vaccination", 10, Place::InPerson) };
    let type_id = adds_type(&cast, &imani, draft).await?;
    let starts_at = *free_for(&cast, &imani, type_id).await?.first().ok_or("no free time")?;
    let slot = Slot { practitioner: Some(imani.me.id), type_id, starts_at };
    let booked = super::books_slot(&cast, &noor, slot).await?;
    assert_eq!(booked.status, Status::Confirmed);
    noor.says(booked.room.ok_or("no room")?, "See you").await?;
    Ok(())
}

#[tokio::test]
async fn moving_asks_for_times_of_that_appointment_alone() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani, stranger) =
        (cast.patient().await?, cast.doctor().await?, cast.signs_in("veterinarian@veterinary.demo").await?);
    let time = *offer(&cast, &imani).await?.1.first().ok_or("no free time")?;
    let appointment = books(&cast, &noor, &imani, time).await?;
    let of_the_stranger = FreeQuery {
        practitioner: Some(stranger.me.id),
        type_id: offer(&cast, &stranger).await?.0,
        moving: Some(appointment.id),
    };
    let of_its_own = FreeQuery { practitioner: None, type_id: appointment.type_id, moving: Some(appointment.id) };
    let mut conn = cast.state.read().await?;
    let asked = store::find_free_times(&mut conn, &noor.me, of_the_stranger, None).await?;
    assert_eq!(asked, store::find_free_times(&mut conn, &noor.me, of_its_own, None).await?);
    assert!(asked.contains(&appointment.starts_at));
    let refused = store::find_free_times(&mut conn, &stranger.me, of_its_own, None).await;
    assert!(matches!(refused, Err(AppError::NotFound)), "{refused:?}");
    Ok(())
}

#[tokio::test]
async fn buffers_keep_the_time_around_an_appointment_free() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let draft = TypeDraft { before: 15, after: 45, ..TypeDraft::new("Surgery", 30, Place::InPerson) };
    let type_id = adds_type(&cast, &imani, draft).await?;
    let (_, usual) = offer(&cast, &imani).await?;
    let starts_at = *free_for(&cast, &imani, type_id).await?.get(4).ok_or("no free time")?;
    super::books_slot(&cast, &noor, Slot { practitioner: Some(imani.me.id), type_id, starts_at }).await?;
    let (_, left) = offer(&cast, &imani).await?;
    let (from, until) = (starts_at.plus_minutes(-15), starts_at.plus_minutes(75));
    for time in usual {
        let is_clear = time.plus_minutes(30) <= from || until <= time;
        assert_eq!(left.contains(&time), is_clear, "{time:?} beside {starts_at:?}");
    }
    Ok(())
}

#[tokio::test]
async fn a_holiday_closes_the_practice_and_a_special_date_opens_it() -> Story {
    let cast = Cast::assemble().await?;
    let imani = cast.doctor().await?;
    let zone = imani.me.practice.time_zone.clone();
    let (_, times) = offer(&cast, &imani).await?;
    let day = times.last().ok_or("no free time")?.civil(&zone).date;
    let mut tx = cast.state.begin().await?;
    add_holiday(&mut tx, imani.me.practice.id, Holiday { day, name: "Founders' day".into() }).await?;
    tx.commit().await?;
    let is_open =
        async || Ok::<_, AppError>(offer(&cast, &imani).await?.1.iter().any(|at| at.civil(&zone).date == day));
    assert!(!is_open().await?);
    let availability = availability_of(&mut *cast.state.read().await?, imani.me.id).await?;
    let hours = availability.weekly.first().map(|weekly| vec![weekly.span]).unwrap_or_default();
    let special = vec![crate::appointments::SpecialDay { day, note: "On call".into(), hours }];
    let mut tx = cast.state.begin().await?;
    set_availability(&mut tx, imani.me.id, Availability { special: special.clone(), ..availability }).await?;
    tx.commit().await?;
    assert!(is_open().await?);
    assert_eq!(availability_of(&mut *cast.state.read().await?, imani.me.id).await?.special, special);
    Ok(())
}

#[tokio::test]
async fn clients_keep_to_the_deadline_and_practitioners_need_not() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (_, times) = offer(&cast, &imani).await?;
    let [first, second, third, ..] = times[..] else { return Err("no free times".into()) };
    let request = books(&cast, &noor, &imani, first).await?;
    decides(&cast, &imani, &request, Deed::Confirm).await?;
    sqlx::query("update practices set cancellation_hours = 720").execute(&cast.state.pool).await?;
    assert!(matches!(decides(&cast, &noor, &request, Deed::Cancel).await, Err(AppError::Conflict { .. })));
    let moves = async |actor: &Actor<'_>, to| {
        let mut tx = cast.state.begin().await?;
        let moved = reschedule(&mut tx, &actor.me, request.id, to, "Snow").await?;
        tx.commit().await?;
        Ok::<_, AppError>(moved)
    };
    assert!(matches!(moves(&noor, second).await, Err(AppError::Conflict { .. })));
    assert_eq!(moves(&imani, second).await?.status, Status::Confirmed);
    sqlx::query("update practices set cancellation_hours = 0").execute(&cast.state.pool).await?;
    let asked = moves(&noor, third).await?;
    assert_eq!((asked.starts_at, asked.status), (third, Status::Requested), "the practitioner agrees to it anew");
    assert!(offer(&cast, &imani).await?.1.contains(&first));
    let told: Vec<What> = store::changes_of(&mut *cast.state.read().await?, request.id)
        .await?
        .into_iter()
        .map(|change| change.what)
        .collect();
    assert_eq!(told, [What::Requested, What::Confirmed, What::Rescheduled, What::Rescheduled]);
    Ok(())
}

#[tokio::test]
async fn a_proposed_time_is_taken_or_not() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (_, times) = offer(&cast, &imani).await?;
    let [first, second, ..] = times[..] else { return Err("no free times".into()) };
    let request = books(&cast, &noor, &imani, first).await?;
    let mut tx = cast.state.begin().await?;
    propose_time(&mut tx, &imani.me, request.id, second, "I am away before").await?;
    tx.commit().await?;
    let mut tx = cast.state.begin().await?;
    let refused = accept_proposal(&mut tx, &imani.me, request.id).await;
    assert!(matches!(refused, Err(AppError::Forbidden { .. })), "it is for the other to agree");
    let accepted = accept_proposal(&mut tx, &noor.me, request.id).await?;
    tx.commit().await?;
    assert_eq!((accepted.starts_at, accepted.status, accepted.proposal), (second, Status::Confirmed, None));
    assert!(accepted.room.is_some());
    Ok(())
}

#[tokio::test]
async fn a_series_is_booked_whole_or_without_what_is_taken() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (type_id, times) = offer(&cast, &imani).await?;
    let starts_at = *times.get(2).ok_or("no free time")?;
    books(&cast, &noor, &imani, week_after(starts_at, &times, &noor).ok_or("no second week")?).await?;
    let slot = Slot { practitioner: None, type_id, starts_at };
    let new = || NewAppointment { client: None, slot, reason: "Therapy".into(), pet: None };
    let mut tx = cast.state.begin().await?;
    let only = Slot { practitioner: Some(imani.me.id), ..slot };
    let refused =
        book_series(&mut tx, &noor.me, NewAppointment { slot: only, ..new() }, Weekly { weeks: 3, skip_taken: false })
            .await;
    assert!(matches!(refused, Err(AppError::Invalid { ref field, .. }) if field == "weeks"));
    drop(tx);
    let mut tx = cast.state.begin().await?;
    let weekly = Weekly { weeks: 3, skip_taken: true };
    let booked = book_series(&mut tx, &noor.me, NewAppointment { slot: only, ..new() }, weekly).await?;
    tx.commit().await?;
    assert_eq!(booked.len(), 2);
    assert!(booked.iter().all(|one| one.series.is_some() && one.series == booked[0].series));
    let clock = |at: Moment| at.civil(&noor.me.practice.time_zone).clock();
    assert!(booked.iter().all(|one| clock(one.starts_at) == clock(starts_at)));
    Ok(())
}

#[tokio::test]
async fn the_practice_books_for_its_clients() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let greta = cast.signs_in("admin@clinic.demo").await?;
    let ada = cast.signs_in("student@tutoring.demo").await?;
    let (type_id, times) = offer(&cast, &imani).await?;
    let request = |client, starts_at| BookingRequest {
        practitioner: Some(imani.me.id),
        type_id,
        starts_at,
        reason: "Check".into(),
        client,
        pet: None,
        files: Vec::new(),
        weeks: None,
        skip_taken: false,
    };
    for (who, time) in [(&imani, times[0]), (&greta, times[1])] {
        let mut tx = cast.state.begin().await?;
        let booked = store::book(&mut tx, &who.me, request(Some(noor.me.id), time)).await?;
        tx.commit().await?;
        assert_eq!((booked[0].status, booked[0].client.id), (Status::Confirmed, noor.me.id));
    }
    let mut tx = cast.state.begin().await?;
    assert!(store::book(&mut tx, &greta.me, request(Some(ada.me.id), times[2])).await.is_err(), "another practice's");
    assert!(
        store::book(&mut tx, &noor.me, request(Some(imani.me.id), times[2])).await.is_err(),
        "clients for themselves"
    );
    Ok(())
}
