//! Running late: who expects whom when, and who is told.

use super::grace::arranges;
use super::{decides, far_times, newcomer};
use crate::appointments::store::{appointment_for, reschedule};
use crate::appointments::{Appointment, Deed, Status, What, store};
use crate::error::Result;
use crate::ids::UserId;
use crate::server::testing::{Actor, Cast, Phone, Story};
use crate::time::Moment;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

/// It is late in the morning at the practice, so that a part of today is left.
async fn late_in_the_morning(cast: &Cast) -> Result<(), sqlx::Error> {
    let offset = 11 - i16::from(Moment::now().0.hour());
    let zone = format!("Etc/GMT{}{}", if offset > 0 { '-' } else { '+' }, offset.abs());
    sqlx::query("update practices set time_zone = $1").bind(zone).execute(&cast.state.pool).await?;
    Ok(())
}

async fn runs_late(
    actor: &Actor<'_>,
    minutes: i64,
    whose: Option<UserId>,
) -> Result<(StatusCode, Value), Box<dyn std::error::Error>> {
    let delay = json!({ "minutes": minutes, "practitioner": whose });
    let answer = actor.ask(Method::POST, "/api/v1/running-late").json(&delay).send().await?;
    Ok((answer.status(), answer.json().await?))
}

/// By how many minutes later than planned it is expected.
async fn lateness(cast: &Cast, of: &Appointment) -> Result<Option<i64>> {
    let now = appointment_for(&mut *cast.state.read().await?, of.client.id, of.id).await?;
    Ok(now.expected_at.map(|at| at.seconds_since(now.starts_at) / 60))
}

/// All that comes before the answer to a ping.
async fn frames(phone: &mut Phone) -> Result<Vec<Value>, Box<dyn std::error::Error>> {
    phone.sends(&json!({ "type": "ping" })).await?;
    let mut frames = Vec::new();
    loop {
        match phone.hears().await? {
            pong if pong["type"] == "pong" => return Ok(frames),
            frame => frames.push(frame),
        }
    }
}

#[tokio::test]
async fn a_delay_is_passed_on_until_gaps_have_taken_it_up() -> Story {
    let cast = Cast::assemble().await?;
    late_in_the_morning(&cast).await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (tomas, lena) = (cast.signs_in("patient2@clinic.demo").await?, newcomer(&cast, "Lena").await?);
    let start = Moment::now().plus_minutes(10);
    let first = arranges(&cast, &imani, noor.me.id, start).await?;
    let second = arranges(&cast, &imani, tomas.me.id, first.ends_at).await?;
    let third = arranges(&cast, &imani, lena.me.id, second.ends_at.plus_minutes(20)).await?;
    let all = async || {
        Ok::<_, crate::error::AppError>([
            lateness(&cast, &first).await?,
            lateness(&cast, &second).await?,
            lateness(&cast, &third).await?,
        ])
    };
    let (status, changed) = runs_late(&imani, 30, None).await?;
    assert_eq!((status, changed["items"].as_array().map(Vec::len)), (StatusCode::OK, Some(3)));
    assert_eq!(all().await?, [Some(30), Some(30), Some(10)]);
    runs_late(&imani, 15, None).await?;
    assert_eq!(all().await?, [Some(15), Some(15), None], "it counts from the plan, and replaces what was said");
    let again = runs_late(&imani, 15, None).await?.1;
    assert_eq!(again["items"].as_array().map(Vec::len), Some(0), "nothing new, nobody is told");
    runs_late(&imani, 0, None).await?;
    assert_eq!(all().await?, [None, None, None]);
    let told = store::changes_of(&mut *cast.state.read().await?, third.id).await?;
    assert_eq!(told.iter().filter(|change| change.what == What::Delayed).count(), 2);
    Ok(())
}

#[tokio::test]
async fn everyone_affected_is_told_at_once_and_nobody_else() -> Story {
    let cast = Cast::assemble().await?;
    late_in_the_morning(&cast).await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let tomas = cast.signs_in("patient2@clinic.demo").await?;
    let next = arranges(&cast, &imani, noor.me.id, Moment::now().plus_minutes(20)).await?;
    let (mut phone, mut others, mut desk) = (noor.connects().await?, tomas.connects().await?, imani.connects().await?);
    runs_late(&imani, 15, None).await?;
    let frame = phone.hears_of("appointment:changed").await?;
    assert_eq!(frame["appointment"]["id"], json!(next.id));
    assert_eq!(frame["appointment"]["expectedAt"], json!(next.starts_at.plus_minutes(15)));
    desk.hears_of("appointment:changed").await?;
    let room = next.room.ok_or("no room")?;
    let said = noor.history(room, 0).await?;
    assert_eq!(said.len(), 1, "one message for one change");
    assert!(said[0].body.contains("reported a delay; expected at"), "{}", said[0].body);
    let overheard = frames(&mut others).await?;
    assert!(overheard.iter().all(|frame| frame["type"] != "appointment:changed" && frame["room"] != json!(room)));
    Ok(())
}

#[tokio::test]
async fn practitioners_say_it_of_themselves_and_admins_of_all() -> Story {
    let cast = Cast::assemble().await?;
    late_in_the_morning(&cast).await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (jonas, greta) = (cast.signs_in("doctor2@clinic.demo").await?, cast.signs_in("admin@clinic.demo").await?);
    let sofia = cast.signs_in("tutor@tutoring.demo").await?;
    let next = arranges(&cast, &imani, noor.me.id, Moment::now().plus_minutes(20)).await?;
    let whose = Some(imani.me.id);
    for (actor, minutes, whose, expected) in [
        (&noor, 15, None, StatusCode::FORBIDDEN),
        (&noor, 15, whose, StatusCode::FORBIDDEN),
        (&jonas, 15, whose, StatusCode::FORBIDDEN),
        (&sofia, 15, whose, StatusCode::FORBIDDEN),
        (&jonas, 15, None, StatusCode::CONFLICT),
        (&greta, 15, None, StatusCode::UNPROCESSABLE_ENTITY),
        (&greta, 15, Some(sofia.me.id), StatusCode::UNPROCESSABLE_ENTITY),
        (&imani, 241, None, StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        assert_eq!(runs_late(actor, minutes, whose).await?.0, expected);
        assert_eq!(lateness(&cast, &next).await?, None);
    }
    assert_eq!(runs_late(&greta, 5, whose).await?.0, StatusCode::OK);
    assert_eq!(lateness(&cast, &next).await?, Some(5));
    Ok(())
}

#[tokio::test]
async fn what_is_cancelled_in_a_late_day_brings_the_rest_forward() -> Story {
    let cast = Cast::assemble().await?;
    late_in_the_morning(&cast).await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (tomas, lena) = (cast.signs_in("patient2@clinic.demo").await?, newcomer(&cast, "Lena").await?);
    let first = arranges(&cast, &imani, noor.me.id, Moment::now().plus_minutes(10)).await?;
    let second = arranges(&cast, &imani, tomas.me.id, first.ends_at).await?;
    let third = arranges(&cast, &imani, lena.me.id, second.ends_at).await?;
    let last = arranges(&cast, &imani, noor.me.id, third.ends_at.plus_minutes(20)).await?;
    let length = second.ends_at.seconds_since(second.starts_at) / 60;
    let all = async || {
        let mut minutes = Vec::new();
        for one in [&first, &third, &last] {
            minutes.push(lateness(&cast, one).await?);
        }
        Ok::<_, crate::error::AppError>(minutes)
    };
    runs_late(&imani, length + 5, None).await?;
    assert_eq!(all().await?, [Some(length + 5), Some(length + 5), Some(length - 15)]);
    let mut phone = lena.connects().await?;
    sqlx::query("update practices set cancellation_hours = 0").execute(&cast.state.pool).await?;
    let cancelled = tomas.ask(Method::POST, &format!("/api/v1/appointments/{}/cancel", second.id)).send().await?;
    assert_eq!(cancelled.status(), StatusCode::OK);
    assert_eq!(all().await?, [Some(length + 5), Some(5), None], "half of the day is on time again");
    let frame = phone.hears_of("appointment:changed").await?;
    assert_eq!(frame["appointment"]["expectedAt"], json!(third.starts_at.plus_minutes(5)));
    let said = lena.history(third.room.ok_or("no room")?, 0).await?;
    let said = &said.last().ok_or("nothing was said")?.body;
    assert!(said.starts_with(&imani.me.name), "others are not told who cancelled: {said}");
    Ok(())
}

#[tokio::test]
async fn what_leaves_a_late_day_leaves_its_delay_behind() -> Story {
    let cast = Cast::assemble().await?;
    late_in_the_morning(&cast).await?;
    sqlx::query("update practices set cancellation_hours = 0").execute(&cast.state.pool).await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (tomas, lena) = (cast.signs_in("patient2@clinic.demo").await?, newcomer(&cast, "Lena").await?);
    let first = arranges(&cast, &imani, noor.me.id, Moment::now().plus_minutes(10)).await?;
    let second = arranges(&cast, &imani, tomas.me.id, first.ends_at).await?;
    let third = arranges(&cast, &imani, lena.me.id, second.ends_at).await?;
    let (_, times) = far_times(&cast, &imani).await?;
    let [one, other, ..] = times[..] else { return Err("no free times".into()) };
    let moves = async |actor: &Actor<'_>, appointment: &Appointment, to| {
        let mut tx = cast.state.begin().await?;
        let later = reschedule(&mut tx, &actor.me, appointment.id, to, "").await?;
        tx.commit().await?;
        Ok::<_, crate::error::AppError>(later)
    };
    runs_late(&imani, 15, None).await?;
    assert_eq!(moves(&imani, &second, one).await?.expected_at, None);
    assert_eq!(
        (lateness(&cast, &first).await?, lateness(&cast, &third).await?),
        (Some(15), Some(15)),
        "others keep it"
    );
    let later = moves(&noor, &first, other).await?;
    assert_eq!((later.expected_at, later.status), (None, Status::Requested), "whoever moves it");
    assert_eq!(lateness(&cast, &third).await?, Some(15));

    runs_late(&imani, 30, None).await?;
    assert_eq!(lateness(&cast, &third).await?, Some(30));
    assert_eq!((lateness(&cast, &first).await?, lateness(&cast, &second).await?), (None, None), "it is of another day");
    let cancelled = decides(&cast, &imani, &third, Deed::Cancel).await?;
    assert_eq!(cancelled.expected_at, None, "nobody is expected any more");
    Ok(())
}
