//! How letters go out, and what becomes of those that do not.

use super::{NOOR, SITE, cast_with, confirmed, sent};
use crate::notifications::model::{Kind, Notice};
use crate::server::jobs::Outcome;
use crate::server::testing::{PostOffice, Story};

#[tokio::test]
async fn an_appointment_is_told_in_both_parts_with_its_calendar_file() -> Story {
    let office = PostOffice::open()?;
    let cast = cast_with(&office).await?;
    let noor = cast.patient().await?;
    let id = cast.tells(confirmed(noor.me.id)).await?;
    assert_eq!(cast.posts(id).await?, Outcome::Done);
    let letter = office.hears_of(1).await?.remove(0);
    assert_eq!((letter.to.clone(), letter.subject()), (vec![NOOR.to_owned()], "Your appointment is confirmed".into()));
    let zone = &noor.me.time_zone;
    for part in [letter.text(), letter.html()] {
        assert!(part.contains("Check-up with Dr. Adler") && part.contains("Lindenhof Clinic"), "{part}");
        assert!(part.contains("Friday, 20 November 2026") && part.contains(&format!("({zone})")), "{part}");
        assert!(part.contains(&format!("{SITE}/patient/appointments/1")), "{part}");
    }
    let raw = String::from_utf8_lossy(&letter.raw);
    assert!(raw.contains("method=REQUEST") && raw.contains("appointment.ics"), "{raw}");
    assert_eq!(cast.stand_of(id).await?, sent());
    assert_eq!(cast.posts(id).await?, Outcome::Done, "done twice");
    assert_eq!(office.letters().len(), 1);
    Ok(())
}

#[tokio::test]
async fn a_mailbox_that_is_refused_fails_for_good_and_says_so() -> Story {
    let office = PostOffice::open()?;
    let cast = cast_with(&office).await?;
    let noor = cast.patient().await?;
    office.refuses(NOOR, (550, "5.1.1 No such mailbox"), 9);
    let id = cast.tells(confirmed(noor.me.id)).await?;
    assert_eq!(cast.posts(id).await?, Outcome::Done);
    let why = "The mail server refused the letter: 550 5.1.1 No such mailbox.";
    assert_eq!(cast.stand_of(id).await?, ("failed".into(), Some(why.into()), false));
    Ok(())
}

#[tokio::test]
async fn what_may_go_through_later_is_tried_again_as_the_same_letter() -> Story {
    let office = PostOffice::open()?;
    let cast = cast_with(&office).await?;
    let noor = cast.patient().await?;
    office.refuses(NOOR, (451, "4.7.1 Try again"), 1);
    let id = cast.tells(confirmed(noor.me.id)).await?;
    assert!(matches!(cast.posts(id).await?, Outcome::At(_)));
    let (state, why, has_next) = cast.stand_of(id).await?;
    assert!(state == "queued" && has_next && why.is_some_and(|why| why.contains("451 4.7.1 Try again")));
    office.goes_away();
    assert!(matches!(cast.posts(id).await?, Outcome::At(_)));
    office.comes_back();
    while cast.state.mailer.try_out().await.is_err() {}
    assert_eq!(cast.posts(id).await?, Outcome::Done);
    assert_eq!(cast.stand_of(id).await?, sent());
    assert_eq!(office.hears_of(1).await?.len(), 1);
    Ok(())
}

#[tokio::test]
async fn what_may_have_arrived_is_sent_at_most_once_more() -> Story {
    let office = PostOffice::open()?;
    let cast = cast_with(&office).await?;
    let noor = cast.patient().await?;
    office.hangs_up();
    let id = cast.tells(confirmed(noor.me.id)).await?;
    assert!(matches!(cast.posts(id).await?, Outcome::At(_)));
    let (state, why, has_next) = cast.stand_of(id).await?;
    assert!(state == "queued" && has_next && why.is_some_and(|why| why.ends_with("It may have arrived.")));
    assert_eq!(cast.posts(id).await?, Outcome::Done);
    let (state, why, has_next) = cast.stand_of(id).await?;
    assert!(state == "failed" && !has_next && why.is_some_and(|why| why.ends_with("It may have arrived.")));
    assert_eq!(cast.posts(id).await?, Outcome::Done);
    let letters = office.hears_of(2).await?;
    assert_eq!(letters.len(), 2);
    assert_eq!(letters[0].header("Message-ID"), letters[1].header("Message-ID"), "a mailbox keeps one");
    Ok(())
}

#[tokio::test]
async fn a_crash_sends_at_most_once_more() -> Story {
    let office = PostOffice::open()?;
    let cast = cast_with(&office).await?;
    let noor = cast.patient().await?;
    let id = cast.tells(confirmed(noor.me.id)).await?;
    cast.posts(id).await?;
    cast.dies_over(id, 1).await?;
    cast.posts(id).await?;
    let letters = office.hears_of(2).await?;
    assert_eq!(letters[0].header("Message-ID"), letters[1].header("Message-ID"), "a mailbox keeps one");
    cast.dies_over(id, 2).await?;
    cast.posts(id).await?;
    assert_eq!(cast.stand_of(id).await?.0, "failed");
    assert_eq!(office.letters().len(), 2);
    Ok(())
}

#[tokio::test]
async fn an_emergency_is_told_without_a_word_of_it_and_cannot_be_stopped() -> Story {
    let office = PostOffice::open()?;
    let cast = cast_with(&office).await?;
    let doctor = cast.doctor().await?;
    let notice = Notice::new(Kind::Emergency, vec![doctor.me.id], "Emergency alert", "emergencies");
    let id = cast.tells(Notice { body: "Chest pain".into(), ..notice }).await?;
    cast.posts(id).await?;
    let letter = office.hears_of(1).await?.remove(0);
    assert!(!String::from_utf8_lossy(&letter.raw).contains("Chest pain"));
    assert_eq!(letter.header("List-Unsubscribe"), "");
    assert_eq!(cast.stand_of(id).await?, sent());
    assert_eq!(letter.subject(), "Emergency alert");
    Ok(())
}
