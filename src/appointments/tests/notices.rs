//! The two of an appointment are told of what the other does, and the client is reminded once.

use super::{books, decides, offer};
use crate::appointments::clockwork::remind_of_what_is_near;
use crate::appointments::{Appointment, Deed};
use crate::error::Result;
use crate::notifications::store::list_notifications;
use crate::notifications::{Filter, Kind, Sort};
use crate::server::config::Settings;
use crate::server::jobs::{registry::lanes, run_due};
use crate::server::testing::{Actor, Cast, Outcome, PostOffice, Story, settings};
use crate::time::Moment;

async fn kinds(cast: &Cast, actor: &Actor<'_>, sort: Sort) -> Result<Vec<Kind>> {
    kinds_among(cast, actor, Filter { sort: Some(sort), ..Filter::default() }).await
}

async fn unread(cast: &Cast, actor: &Actor<'_>) -> Result<Vec<Kind>> {
    kinds_among(cast, actor, Filter { sort: Some(Sort::Appointments), unread: true, ..Filter::default() }).await
}

async fn kinds_among(cast: &Cast, actor: &Actor<'_>, filter: Filter) -> Result<Vec<Kind>> {
    let list = list_notifications(&mut *cast.state.read().await?, actor.me.id, filter, None, 50).await?;
    Ok(list.into_iter().map(|one| one.kind).collect())
}

async fn requested(cast: &Cast, noor: &Actor<'_>, imani: &Actor<'_>) -> Outcome<Appointment> {
    let time = *offer(cast, imani).await?.1.first().ok_or("no free time")?;
    Ok(books(cast, noor, imani, time).await?)
}

async fn confirmed(cast: &Cast, noor: &Actor<'_>, imani: &Actor<'_>) -> Outcome<Appointment> {
    let appointment = requested(cast, noor, imani).await?;
    decides(cast, imani, &appointment, Deed::Confirm).await?;
    Ok(appointment)
}

#[tokio::test]
async fn each_side_hears_of_what_the_other_does() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let appointment = requested(&cast, &noor, &imani).await?;
    assert_eq!(unread(&cast, &imani).await?, [Kind::Requested]);
    decides(&cast, &imani, &appointment, Deed::Confirm).await?;
    assert!(unread(&cast, &imani).await?.is_empty(), "who has dealt with it needs not be told");
    assert_eq!(unread(&cast, &noor).await?, [Kind::Confirmed]);
    decides(&cast, &noor, &appointment, Deed::Cancel).await?;
    assert_eq!(kinds(&cast, &imani, Sort::Appointments).await?, [Kind::Cancelled, Kind::Requested]);
    assert_eq!(kinds(&cast, &noor, Sort::Appointments).await?, [Kind::Confirmed]);
    assert!(unread(&cast, &noor).await?.is_empty());
    Ok(())
}

/// Lets an appointment begin in so many minutes, as if it had been agreed on two days ago.
async fn begins_in(cast: &Cast, appointment: &Appointment, minutes: i32) -> Result<()> {
    sqlx::query(
        "update appointments set starts_at = now() + make_interval(mins => $2), confirmed_at = now() - interval '2 days',
             ends_at = now() + make_interval(mins => $2 + 30),
             occupies = tstzrange(now() + make_interval(mins => $2), now() + make_interval(mins => $2 + 30))
         where id = $1",
    )
    .bind(appointment.id.0)
    .bind(minutes)
    .execute(&cast.state.pool)
    .await?;
    Ok(())
}

#[tokio::test]
async fn a_client_is_reminded_once_for_each_lead_and_time() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let appointment = confirmed(&cast, &noor, &imani).await?;
    let reminders = async || -> Result<i64> {
        let (one, other) = tokio::join!(remind_of_what_is_near(&cast.state), remind_of_what_is_near(&cast.state));
        one.and(other)?;
        sqlx::query("update notifications set read_at = now()").execute(&cast.state.pool).await?;
        let given = "select count(*) from notifications where kind = 'appointment:reminder' and link like '%' || $1";
        Ok(sqlx::query_scalar(given).bind(appointment.id.to_string()).fetch_one(&cast.state.pool).await?)
    };
    for (minutes, given) in [(25 * 60, 0), (23 * 60, 1), (61, 2), (59, 3)] {
        begins_in(&cast, &appointment, minutes).await?;
        assert_eq!(reminders().await?, given, "{minutes} minutes before");
        assert_eq!(reminders().await?, given, "once");
    }
    assert!(kinds(&cast, &imani, Sort::Reminders).await?.is_empty());
    Ok(())
}

#[tokio::test]
async fn a_reminder_stands_beside_what_happened_and_goes_with_the_time_it_was_for() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let appointment = confirmed(&cast, &noor, &imani).await?;
    begins_in(&cast, &appointment, 23 * 60).await?;
    remind_of_what_is_near(&cast.state).await?;
    assert_eq!(kinds(&cast, &noor, Sort::Appointments).await?, [Kind::Confirmed]);
    let unread = async || -> Result<Vec<Kind>> {
        let filter = Filter { unread: true, sort: Some(Sort::Reminders), ..Filter::default() };
        let list = list_notifications(&mut *cast.state.read().await?, noor.me.id, filter, None, 50).await?;
        Ok(list.into_iter().filter(|one| one.link.ends_with(&appointment.id.to_string())).map(|one| one.kind).collect())
    };
    assert_eq!(unread().await?, [Kind::Reminder]);
    let starts_at: Moment = sqlx::query_scalar("select starts_at from appointments where id = $1")
        .bind(appointment.id.0)
        .fetch_one(&cast.state.pool)
        .await?;
    let told = "select title from notifications where kind = 'appointment:reminder' and link like '%' || $1";
    let title: String = sqlx::query_scalar(told).bind(appointment.id.to_string()).fetch_one(&cast.state.pool).await?;
    let day = starts_at.civil(&noor.me.time_zone).day_short();
    assert!(title.starts_with(&format!("{day} at ")), "the day is named, for as long as it stands there: {title}");
    let is_over: bool = sqlx::query_scalar(
        "select useful_until = starts_at from notifications n, appointments a
         where n.topic = 'appointment:' || a.id || ':reminder' and a.id = $1",
    )
    .bind(appointment.id.0)
    .fetch_one(&cast.state.pool)
    .await?;
    assert!(is_over, "once it begins");
    decides(&cast, &imani, &appointment, Deed::Cancel).await?;
    assert!(unread().await?.is_empty());
    Ok(())
}

#[tokio::test]
async fn each_side_gets_a_letter_with_its_own_calendar_file() -> Story {
    let office = PostOffice::open()?;
    let url = Some("https://attend.example.org".into());
    let cast = Cast::assemble_with(Settings { mail: office.settings(), url, ..settings() }).await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let mail = lanes().into_iter().find(|lane| lane.name == "mail").ok_or("a lane")?;
    let appointment = requested(&cast, &noor, &imani).await?;
    // Once it is confirmed, whoever did so needs no letter that asks for it.
    while run_due(&cast.state, mail).await? > 0 {}
    decides(&cast, &imani, &appointment, Deed::Confirm).await?;
    while run_due(&cast.state, mail).await? > 0 {}
    let letters = office.hears_of(2).await?;
    let to = |actor: &Actor<'_>| letters.iter().find(|letter| letter.to == [actor.me.email.clone()]).ok_or("a letter");
    let (asked, told) = (to(&imani)?, to(&noor)?);
    assert!(!String::from_utf8_lossy(&asked.raw).contains("METHOD"), "nothing is in a calendar before it is confirmed");
    assert!(asked.text().contains(&format!("{} with {}", appointment.type_name, noor.me.name)), "{}", asked.text());
    assert!(String::from_utf8_lossy(&told.raw).contains("method=REQUEST"));
    let link = format!("https://attend.example.org/patient/appointments/{}", appointment.id);
    for part in [told.text(), told.html()] {
        assert!(part.contains(&link) && part.contains(&imani.me.name), "{part}");
        assert!(part.contains(&format!("({})", noor.me.time_zone)), "{part}");
    }
    Ok(())
}
