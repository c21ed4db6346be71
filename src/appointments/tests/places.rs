//! Where people meet, as pages and calendars say it.

use super::calendar::file;
use super::calendar_pages::page;
use super::{books_slot, free_for};
use crate::appointments::store::{Slot, offered_types};
use crate::appointments::{Appointment, Place};
use crate::server::testing::{Actor, Cast, Outcome, Story};

const ADDRESS: &str = "Lindenallee 12\n10999 Berlin";

/// An appointment of the first type that is held there.
async fn books_at(cast: &Cast, client: &Actor<'_>, doctor: &Actor<'_>, place: Place) -> Outcome<Appointment> {
    let types = offered_types(&mut *cast.state.read().await?, doctor.me.id).await?;
    let type_id = types.into_iter().find(|kind| kind.place == place).ok_or("no such type")?.id;
    let starts_at = *free_for(cast, doctor, type_id).await?.first().ok_or("no free time")?;
    Ok(books_slot(cast, client, Slot { practitioner: Some(doctor.me.id), type_id, starts_at }).await?)
}

async fn location(actor: &Actor<'_>, appointment: &Appointment) -> Outcome<String> {
    Ok(file(actor, appointment).await?["LOCATION"].replace('\\', ""))
}

#[tokio::test]
async fn who_comes_in_person_is_told_where_to() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let visit = books_at(&cast, &noor, &imani, Place::InPerson).await?;
    let call = books_at(&cast, &noor, &imani, Place::Video).await?;
    assert_eq!(location(&noor, &visit).await?, "Lindenhof Clinic, Lindenallee 12, 10999 Berlin");
    assert_eq!(location(&noor, &call).await?, "Video visit");
    for (actor, role) in [(&noor, "patient"), (&imani, "doctor")] {
        let (_, shown) = page(actor, &format!("/{role}/appointments/{}", visit.id)).await?;
        assert!(shown.contains(ADDRESS), "{role}");
        let (_, shown) = page(actor, &format!("/{role}/appointments/{}", call.id)).await?;
        assert!(!shown.contains(ADDRESS), "nobody goes anywhere for a call");
    }
    Ok(())
}

#[tokio::test]
async fn a_practice_without_an_address_is_named_alone() -> Story {
    let cast = Cast::assemble().await?;
    sqlx::query("update practices set address = null").execute(&cast.state.pool).await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let visit = books_at(&cast, &noor, &imani, Place::InPerson).await?;
    assert_eq!(location(&noor, &visit).await?, "Lindenhof Clinic");
    let (_, shown) = page(&noor, &format!("/patient/appointments/{}", visit.id)).await?;
    assert!(shown.contains("In person") && !shown.contains(ADDRESS));
    Ok(())
}
