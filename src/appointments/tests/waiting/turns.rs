//! Whose turn it is.

use super::super::engaged::both_free;
use super::super::{books, newcomer, newcomer_of, offer};
use super::{agrees, decides, far_times, hears_offer, offered, passes, sees, takes, time_passes, waits};
use crate::appointments::store::{add_type, join_waitlist, leave_waitlist, reschedule};
use crate::appointments::{Deed, Place, TypeDraft, WaitRequest, clockwork};
use crate::error::AppError;
use crate::server::testing::{Cast, Story};
use reqwest::StatusCode;
use serde_json::json;

#[tokio::test]
async fn what_is_not_taken_in_time_goes_to_the_next_and_then_is_free() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (tomas, lena) = (cast.signs_in("patient2@clinic.demo").await?, newcomer(&cast, "Lena").await?);
    let (type_id, times) = far_times(&cast, &imani).await?;
    let at = *times.first().ok_or("no free time")?;
    let agreed = agrees(&cast, &noor, &imani, at).await?;
    waits(&cast, &tomas, Some(imani.me.id), type_id).await?;
    waits(&cast, &lena, None, type_id).await?;
    waits(&cast, &noor, None, type_id).await?;
    let mut phone = lena.connects().await?;
    decides(&cast, &imani, &agreed, Deed::Cancel).await?;
    let first = offered(&tomas).await?.ok_or("the first was not offered it")?;
    assert_eq!(offered(&lena).await?, None);
    clockwork::pass_offers_on(&cast.state).await?;
    assert!(offered(&tomas).await?.is_some(), "its time is not over yet");
    time_passes(&cast).await?;
    assert_eq!(takes(&tomas, &first).await?.0, StatusCode::CONFLICT);
    clockwork::pass_offers_on(&cast.state).await?;
    assert_eq!(hears_offer(&mut phone).await?["startsAt"], json!(at));
    assert_eq!((offered(&tomas).await?, sees(&tomas).await?.len()), (None, 1), "one's place stays");
    let second = offered(&lena).await?.ok_or("the next was not offered it")?;
    assert_eq!(passes(&lena, &second).await?, StatusCode::NO_CONTENT);
    assert_eq!(passes(&lena, &second).await?, StatusCode::NO_CONTENT);
    assert_eq!(offered(&noor).await?, None, "nobody is offered what they gave up");
    assert!(offer(&cast, &imani).await?.1.contains(&at), "nobody is left, and it is free");
    Ok(())
}

#[tokio::test]
async fn who_leaves_gives_their_offer_to_the_next() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (tomas, lena) = (cast.signs_in("patient2@clinic.demo").await?, newcomer(&cast, "Lena").await?);
    let (type_id, times) = far_times(&cast, &imani).await?;
    let [at, later, ..] = times[..] else { return Err("no free times".into()) };
    let agreed = agrees(&cast, &noor, &imani, at).await?;
    let place = waits(&cast, &tomas, None, type_id).await?;
    waits(&cast, &lena, None, type_id).await?;
    let mut tx = cast.state.begin().await?;
    reschedule(&mut tx, &imani.me, agreed.id, later, "").await?;
    tx.commit().await?;
    assert!(offered(&tomas).await?.is_some(), "a time that was moved away from is free, too");
    let mut tx = cast.state.begin().await?;
    leave_waitlist(&mut tx, &tomas.me, place.id).await?;
    tx.commit().await?;
    assert_eq!(sees(&tomas).await?.len(), 0);
    assert!(offered(&lena).await?.is_some());
    Ok(())
}

#[tokio::test]
async fn only_what_fits_is_offered() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (tomas, lena) = (cast.signs_in("patient2@clinic.demo").await?, newcomer(&cast, "Lena").await?);
    let (type_id, times) = far_times(&cast, &imani).await?;
    let mut two = times.windows(2);
    let [at, next] = two.find(|two| two[1] < two[0].plus_minutes(60)).ok_or("no two in a row")? else {
        return Err("no two in a row".into());
    };
    let agreed = agrees(&cast, &noor, &imani, *at).await?;
    let beside = agrees(&cast, &noor, &imani, *next).await?;
    let mut tx = cast.state.begin().await?;
    let draft = TypeDraft { needs_confirmation: false, ..TypeDraft::new("Surgery", 60, Place::InPerson) };
    let long = add_type(&mut tx, imani.me.practice.id, Some(imani.me.id), draft).await?;
    tx.commit().await?;
    waits(&cast, &tomas, Some(imani.me.id), long).await?;
    waits(&cast, &lena, Some(imani.me.id), type_id).await?;
    decides(&cast, &imani, &agreed, Deed::Cancel).await?;
    assert_eq!(offered(&tomas).await?, None, "an hour does not fit before the next");
    let short = offered(&lena).await?.ok_or("what fits is offered, though somebody else came first")?;
    decides(&cast, &noor, &beside, Deed::Cancel).await?;
    passes(&lena, &short).await?;
    let long = offered(&tomas).await?;
    // Now there is an hour: for the freed time beside it, or for the first where that one's day ends too soon.
    if let Some(long) = long {
        assert_eq!(takes(&tomas, &long).await?.1["status"], "confirmed", "as its type says");
    }
    Ok(())
}

#[tokio::test]
async fn what_lies_too_near_or_outside_of_the_hours_is_not_offered() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let tomas = cast.signs_in("patient2@clinic.demo").await?;
    let (type_id, times) = far_times(&cast, &imani).await?;
    let at = *times.first().ok_or("no free time")?;
    waits(&cast, &tomas, None, type_id).await?;
    let soon =
        super::super::grace::arranges(&cast, &imani, noor.me.id, crate::time::Moment::now().plus_minutes(20)).await?;
    decides(&cast, &imani, &soon, Deed::Cancel).await?;
    assert_eq!(offered(&tomas).await?, None, "within the notice");
    let agreed = agrees(&cast, &noor, &imani, at).await?;
    sqlx::query("delete from weekly_hours where practitioner_id = $1")
        .bind(imani.me.id.0)
        .execute(&cast.state.pool)
        .await?;
    decides(&cast, &imani, &agreed, Deed::Cancel).await?;
    assert_eq!(offered(&tomas).await?, None, "they do not receive then any more");
    Ok(())
}

#[tokio::test]
async fn whom_it_is_about_comes_along() -> Story {
    let cast = Cast::assemble().await?;
    let (mika, vet) =
        (cast.signs_in("pet-parent@veterinary.demo").await?, cast.signs_in("veterinarian@veterinary.demo").await?);
    let lena = newcomer_of(&cast, "veterinary-demo", "Lena").await?;
    let (type_id, times) = far_times(&cast, &vet).await?;
    let agreed = agrees(&cast, &lena, &vet, *times.first().ok_or("no free time")?).await?;
    let pets = crate::pets::store::pets_of(&mut *cast.state.read().await?, mika.me.id).await?;
    let nelli = pets.first().ok_or("no pet")?;
    let request =
        WaitRequest { type_id, practitioner: None, pet: Some(nelli.id), reason: "A cough".into(), client: None };
    let mut tx = cast.state.begin().await?;
    let refused = join_waitlist(&mut tx, &lena.me, request.clone()).await;
    assert!(matches!(refused, Err(AppError::Invalid { ref field, .. }) if field == "pet"), "somebody else's");
    let (entry, _) = join_waitlist(&mut tx, &mika.me, request).await?;
    tx.commit().await?;
    assert_eq!(entry.pet.map(|pet| pet.id), Some(nelli.id));
    decides(&cast, &lena, &agreed, Deed::Cancel).await?;
    let offer = offered(&mika).await?.ok_or("no offer")?;
    assert_eq!(takes(&mika, &offer).await?.1["pet"]["name"], json!(nelli.name));
    Ok(())
}

#[tokio::test]
async fn who_has_something_else_by_then_does_not_take_it() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani, jonas) =
        (cast.patient().await?, cast.doctor().await?, cast.signs_in("doctor2@clinic.demo").await?);
    let tomas = cast.signs_in("patient2@clinic.demo").await?;
    let at = *both_free(&cast, &imani, &jonas).await?.first().ok_or("no free time")?;
    let agreed = agrees(&cast, &noor, &imani, at).await?;
    waits(&cast, &tomas, Some(imani.me.id), agreed.type_id).await?;
    decides(&cast, &noor, &agreed, Deed::Cancel).await?;
    let offer = offered(&tomas).await?.ok_or("no offer")?;
    let elsewhere = books(&cast, &tomas, &jonas, at).await?;
    assert_eq!(takes(&tomas, &offer).await?.0, StatusCode::CONFLICT);
    decides(&cast, &tomas, &elsewhere, Deed::Cancel).await?;
    assert_eq!(takes(&tomas, &offer).await?.0, StatusCode::CREATED, "it is still theirs to take");
    Ok(())
}
