//! What is chosen, left or over between telling somebody and pushing it.

use super::notice;
use super::pushing::{change, delivery, quiet, tells, time_passes, turns_on};
use crate::ids::NotificationId;
use crate::notifications::model::{Kind, Notice};
use crate::notifications::push;
use crate::notifications::store::{DuePush, due_push, put_push_off};
use crate::server::jobs::run_due;
use crate::server::testing::{Cast, Outcome, Story};
use crate::time::Moment;
use reqwest::Method;
use serde_json::json;
use sqlx::query_scalar;

/// From an hour ago until in an hour, by everybody's own clock.
const QUIET_NOW: &str = "insert into notification_settings (user_id, quiet_from, quiet_until)
    select id, wall.clock - interval '1 hour', wall.clock + interval '1 hour'
    from users cross join lateral (select (now() at time zone time_zone)::time as clock) wall";

#[tokio::test]
async fn what_nobody_wants_any_more_is_not_pushed() -> Story {
    let off = "insert into notification_preferences select id, 'groups', 'push', 'off' from users";
    let muted = "update room_members set muted_at = now()";
    for (kind, meanwhile, reason) in [
        (Kind::Group, off, Some("They want none of this sort.")),
        (Kind::Mention, off, None),
        (Kind::Group, muted, Some("The conversation is muted.")),
        (Kind::Mention, muted, None),
        (Kind::Mention, "delete from room_members", Some("They are in the conversation no more.")),
        (Kind::Group, "update notifications set useful_until = now()", Some("It was over by then.")),
    ] {
        let (cast, service) = quiet().await?;
        let noor = cast.patient().await?;
        turns_on(&noor, &service, "noor").await?;
        let message = Some((noor.active_room().await?.id, 1_000_000));
        tells(&cast, Notice { message, ..Notice::new(kind, vec![noor.me.id], "Imani Mbeki", "chat") }).await?;
        change(&cast, meanwhile).await?;
        assert_eq!(time_passes(&cast).await?, 1);
        let state = if reason.is_some() { "dropped" } else { "sent" };
        assert_eq!(delivery(&cast).await?, (state.into(), 1, reason.map(Into::into)), "{kind:?}: {meanwhile}");
        assert_eq!(service.count("noor"), usize::from(reason.is_none()));
    }
    Ok(())
}

#[tokio::test]
async fn quiet_hours_that_were_chosen_meanwhile_are_kept() -> Story {
    let (cast, service) = quiet().await?;
    let noor = cast.patient().await?;
    turns_on(&noor, &service, "noor").await?;
    tells(&cast, notice(&[noor.me.id], "The lift works")).await?;
    change(&cast, QUIET_NOW).await?;
    assert_eq!(time_passes(&cast).await?, 1);
    assert_eq!((service.count("noor"), delivery(&cast).await?), (0, ("queued".into(), 0, None)));
    let waits = "select run_at > now() + interval '50 minutes' from jobs where lane = 'push-to-many'";
    assert!(query_scalar::<_, bool>(waits).fetch_one(&cast.state.pool).await?);
    change(&cast, "update notification_settings set quiet_from = null, quiet_until = null").await?;
    time_passes(&cast).await?;
    assert_eq!((service.count("noor"), delivery(&cast).await?), (1, ("sent".into(), 1, None)));
    Ok(())
}

#[tokio::test]
async fn quiet_hours_that_are_ended_or_shortened_let_go_what_they_held() -> Story {
    for hours in ["null", "shorter"] {
        let (cast, service) = quiet().await?;
        let noor = cast.patient().await?;
        turns_on(&noor, &service, "noor").await?;
        change(&cast, QUIET_NOW).await?;
        tells(&cast, notice(&[noor.me.id], "The lift works")).await?;
        let waits = "select j.run_at > now() + interval '50 minutes' and d.next_try_at = j.run_at
                     from jobs j join notification_deliveries d on d.notification_id::text = j.key and d.channel = 'push'
                     where j.lane = 'push-to-many'";
        assert!(query_scalar::<_, bool>(waits).fetch_one(&cast.state.pool).await?);
        let an_hour_ago = "select to_char((now() at time zone time_zone) - interval '1 hour', 'HH24:MI') || ' '
                               || to_char((now() at time zone time_zone) - interval '10 minutes', 'HH24:MI')
                           from users where id = $1";
        let times: String = query_scalar(an_hour_ago).bind(noor.me.id.0).fetch_one(&cast.state.pool).await?;
        let (from, until) = times.split_once(' ').ok_or("two times")?;
        let chosen = if hours == "null" { json!(null) } else { json!({ "from": from, "until": until }) };
        let asked = noor.ask(Method::PATCH, "/api/v1/notifications/preferences").json(&json!({ "quiet": chosen }));
        asked.send().await?.error_for_status()?;
        let is_soon = "select j.run_at < now() + interval '10 seconds' and d.next_try_at = j.run_at
                       from jobs j join notification_deliveries d on d.notification_id::text = j.key and d.channel = 'push'
                       where j.lane = 'push-to-many'";
        assert!(query_scalar::<_, bool>(is_soon).fetch_one(&cast.state.pool).await?, "{hours}");
        time_passes(&cast).await?;
        assert_eq!((service.count("noor"), delivery(&cast).await?.0), (1, "sent".into()), "{hours}");
    }
    Ok(())
}

#[tokio::test]
async fn an_emergency_is_pushed_in_quiet_hours_and_wherever_else_it_was_seen() -> Story {
    let (cast, service) = quiet().await?;
    let imani = cast.doctor().await?;
    turns_on(&imani, &service, "imani").await?;
    change(&cast, QUIET_NOW).await?;
    tells(&cast, Notice::new(Kind::Emergency, vec![imani.me.id], "Noor Rahimi needs help", "emergencies")).await?;
    change(&cast, "update notifications set shown_at = now()").await?;
    assert_eq!(run_due(&cast.state, push::URGENT).await?, 1, "at once");
    assert_eq!((service.count("imani"), delivery(&cast).await?.0), (1, "sent".into()));
    Ok(())
}

async fn due(cast: &Cast, kind: Kind) -> Outcome<DuePush> {
    let id = query_scalar("select id from notifications where kind = $1").bind(kind.as_str());
    let id = NotificationId(id.fetch_one(&cast.state.pool).await?);
    Ok(due_push(&mut *cast.state.read().await?, id).await?.ok_or("a push")?)
}

#[tokio::test]
async fn the_next_try_waits_for_the_end_of_quiet_hours_but_that_of_an_emergency() -> Story {
    let (cast, service) = quiet().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    turns_on(&noor, &service, "noor").await?;
    turns_on(&imani, &service, "imani").await?;
    change(&cast, "update users set time_zone = 'Europe/Berlin'").await?;
    let nights =
        "insert into notification_settings (user_id, quiet_from, quiet_until) select id, '22:00', '07:00' from users";
    change(&cast, nights).await?;
    tells(&cast, notice(&[noor.me.id], "The lift works")).await?;
    tells(&cast, Notice::new(Kind::Emergency, vec![imani.me.id], "Noor Rahimi needs help", "emergencies")).await?;
    let (calm, urgent) = (due(&cast, Kind::Announcement).await?, due(&cast, Kind::Emergency).await?);
    for (at, end) in [
        ("2026-07-01T21:30:00Z", "2026-07-02T05:00:00Z"),
        ("2026-07-02T03:00:00Z", "2026-07-02T05:00:00Z"),
        ("2026-07-02T06:00:00Z", "2026-07-02T06:00:00Z"),
        // The nights in which the clock goes forward and back.
        ("2026-03-28T22:00:00Z", "2026-03-29T05:00:00Z"),
        ("2026-10-24T21:00:00Z", "2026-10-25T06:00:00Z"),
    ] {
        let (at, end) = (Moment::parse(at).ok_or("a moment")?, Moment::parse(end).ok_or("a moment")?);
        assert_eq!(put_push_off(&cast.state.pool, &calm, "It is busy.", at).await?, end);
        assert_eq!(put_push_off(&cast.state.pool, &urgent, "It is busy.", at).await?, at);
    }
    Ok(())
}

#[tokio::test]
async fn a_push_service_keeps_nothing_that_is_over() -> Story {
    let (cast, service) = quiet().await?;
    let noor = cast.patient().await?;
    turns_on(&noor, &service, "noor").await?;
    let useful_until = Some(Moment::now().plus_minutes(30));
    tells(&cast, Notice { useful_until, ..notice(&[noor.me.id], "The lift rests for half an hour") }).await?;
    time_passes(&cast).await?;
    let kept: i64 = service.posted().first().ok_or("a push")?.header("ttl").parse()?;
    assert!((1..=1800).contains(&kept), "{kept}");
    Ok(())
}
