//! What is confirmed without anybody pressing *Confirm*: the history and the room tell of it, and bells ring once.

use super::agreed::history;
use super::rules::adds_type;
use super::{books, books_slot, far_times, free_for};
use crate::appointments::store::{NewAppointment, Slot, accept_proposal, book_slot, propose_time};
use crate::appointments::{Appointment, Place, Status, TypeDraft, What};
use crate::error::Result;
use crate::notifications::store::list_notifications;
use crate::notifications::{Filter, Sort};
use crate::server::testing::{Actor, Cast, Outcome, Story};

/// All that the room of an appointment says.
async fn said(actor: &Actor<'_>, appointment: &Appointment) -> Outcome<Vec<String>> {
    let room = appointment.room.ok_or("no room")?;
    Ok(actor.history(room, 0).await?.into_iter().map(|message| message.body).collect())
}

/// What somebody's bell tells of appointments, the newest first.
async fn heard(cast: &Cast, actor: &Actor<'_>) -> Result<Vec<String>> {
    let filter = Filter { sort: Some(Sort::Appointments), ..Filter::default() };
    let list = list_notifications(&mut *cast.state.read().await?, actor.me.id, filter, None, 50).await?;
    Ok(list.into_iter().map(|one| one.title).collect())
}

#[tokio::test]
async fn of_a_type_that_needs_no_confirmation() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let draft = TypeDraft { needs_confirmation: false, ..TypeDraft::new("Vaccination", 10, Place::InPerson) };
    let type_id = adds_type(&cast, &imani, draft).await?;
    let starts_at = *free_for(&cast, &imani, type_id).await?.first().ok_or("no free time")?;
    let booked = books_slot(&cast, &noor, Slot { practitioner: Some(imani.me.id), type_id, starts_at }).await?;
    assert_eq!(history(&cast, &booked).await?, [What::Requested, What::Confirmed]);
    let sentences = ["Noor Rahimi asked for this appointment.", "Attend confirmed this appointment."];
    assert_eq!(said(&noor, &booked).await?, sentences);
    assert_eq!(heard(&cast, &imani).await?, ["Noor Rahimi booked an appointment with you"]);
    assert!(heard(&cast, &noor).await?.is_empty(), "who books sees it at once");
    Ok(())
}

#[tokio::test]
async fn of_what_the_practice_books() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let greta = cast.signs_in("admin@clinic.demo").await?;
    let (type_id, times) = far_times(&cast, &imani).await?;
    for (who, starts_at) in [&imani, &greta].into_iter().zip(times) {
        let slot = Slot { practitioner: Some(imani.me.id), type_id, starts_at };
        let new = NewAppointment { client: Some(noor.me.id), slot, reason: "Check-up".into(), pet: None };
        let mut tx = cast.state.begin().await?;
        let booked = book_slot(&mut tx, &who.me, new).await?;
        tx.commit().await?;
        assert_eq!(history(&cast, &booked).await?, [What::Booked, What::Confirmed]);
        let deeds = ["booked", "confirmed"].map(|deed| format!("{} {deed} this appointment.", who.me.name));
        assert_eq!(said(&noor, &booked).await?, deeds);
    }
    let rings = |who: &Actor<'_>| format!("{} booked an appointment with you", who.me.name);
    assert_eq!(heard(&cast, &noor).await?, [rings(&greta), rings(&imani)]);
    assert_eq!(heard(&cast, &imani).await?, [rings(&greta)]);
    Ok(())
}

#[tokio::test]
async fn of_a_proposal_that_is_accepted() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (_, times) = far_times(&cast, &imani).await?;
    let [first, second, ..] = times[..] else { return Err("no free times".into()) };
    let request = books(&cast, &noor, &imani, first).await?;
    let mut tx = cast.state.begin().await?;
    propose_time(&mut tx, &imani.me, request.id, second, "").await?;
    let accepted = accept_proposal(&mut tx, &noor.me, request.id).await?;
    tx.commit().await?;
    assert_eq!((accepted.status, accepted.starts_at), (Status::Confirmed, second));
    let said = said(&imani, &accepted).await?;
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[0].starts_with("Noor Rahimi moved this appointment from "), "{}", said[0]);
    assert_eq!(said[1], "Noor Rahimi confirmed this appointment.");
    let heard = heard(&cast, &imani).await?;
    assert!(heard[0].starts_with("Noor Rahimi moved your appointment to "), "{heard:?}");
    assert_eq!(heard[1..], ["Noor Rahimi asks for an appointment"], "which was dealt with by the proposal");
    Ok(())
}
