//! Letters and the hours in which nothing is to disturb.

use super::{Outcomes, cast_with, confirmed, sent};
use crate::notifications::mail::LANE;
use crate::notifications::model::{Kind, Notice};
use crate::server::jobs::{Outcome, run_due};
use crate::server::testing::{Actor, Cast, PostOffice, Story};
use crate::time::Moment;
use reqwest::Method;
use serde_json::json;
use sqlx::query_scalar;

/// From an hour ago until in an hour, by everybody's own clock.
const QUIET_NOW: &str = "insert into notification_settings (user_id, quiet_from, quiet_until)
    select id, wall.clock - interval '1 hour', wall.clock + interval '1 hour'
    from users cross join lateral (select (now() at time zone time_zone)::time as clock) wall";

async fn is_quiet(cast: &Cast) -> Story {
    // Where no clock is put back within the hour.
    sqlx::query("update users set time_zone = 'UTC'").execute(&cast.state.pool).await?;
    sqlx::query(QUIET_NOW).execute(&cast.state.pool).await?;
    Ok(())
}

async fn ends_quiet(actor: &Actor<'_>) -> Story {
    let none = json!({ "quiet": null });
    actor.ask(Method::PATCH, "/api/v1/notifications/preferences").json(&none).send().await?.error_for_status()?;
    Ok(())
}

/// In how many minutes the one job of a lane is due, rounded.
async fn minutes_until(cast: &Cast, lane: &str) -> Outcomes<i32> {
    let minutes = "select round(extract(epoch from run_at - now()) / 60)::int from jobs where lane = $1";
    Ok(query_scalar(minutes).bind(lane).fetch_one(&cast.state.pool).await?)
}

#[tokio::test]
async fn a_letter_waits_for_the_end_of_quiet_hours() -> Story {
    let office = PostOffice::open()?;
    let cast = cast_with(&office).await?;
    let noor = cast.patient().await?;
    is_quiet(&cast).await?;
    let id = cast.tells(confirmed(noor.me.id)).await?;
    assert!((59..=60).contains(&minutes_until(&cast, "mail").await?));
    assert!(matches!(cast.posts(id).await?, Outcome::At(_)), "nor does it go out where it was due before they began");
    assert_eq!(cast.stand_of(id).await?, ("queued".into(), None, true));
    assert!(office.letters().is_empty());
    ends_quiet(&noor).await?;
    assert_eq!(run_due(&cast.state, LANE).await?, 1, "at once");
    assert_eq!(cast.stand_of(id).await?, sent());
    Ok(())
}

#[tokio::test]
async fn what_would_be_over_by_their_end_goes_out_at_once() -> Story {
    let office = PostOffice::open()?;
    let cast = cast_with(&office).await?;
    let noor = cast.patient().await?;
    is_quiet(&cast).await?;
    let useful_until = Some(Moment::now().plus_minutes(30));
    let id = cast.tells(Notice { useful_until, ..confirmed(noor.me.id) }).await?;
    assert_eq!(run_due(&cast.state, LANE).await?, 1);
    assert_eq!(cast.stand_of(id).await?, sent());
    Ok(())
}

#[tokio::test]
async fn what_is_gathered_waits_as_well_and_is_let_go_with_the_rest() -> Story {
    let office = PostOffice::open()?;
    let cast = cast_with(&office).await?;
    let noor = cast.patient().await?;
    is_quiet(&cast).await?;
    let id = cast.tells(Notice::new(Kind::Message, vec![noor.me.id], "Imani Mbeki", "chat")).await?;
    assert!((59..=60).contains(&minutes_until(&cast, "digest").await?));
    assert!(matches!(cast.gathers_for(noor.me.id).await?, Outcome::At(_)));
    assert_eq!(cast.stand_of(id).await?, ("queued".into(), None, true));
    ends_quiet(&noor).await?;
    assert!((29..=30).contains(&minutes_until(&cast, "digest").await?), "as if it had been told without them");
    assert!(office.letters().is_empty());
    Ok(())
}
