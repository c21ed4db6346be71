//! Calendar files and feeds, read back by another library than the one that writes them.

use super::{books, decides, offer};
use crate::appointments::store::{PastAppointment, import_appointment, offered_types};
use crate::appointments::{Appointment, Deed, Status};
use crate::ids::AppointmentId;
use crate::server::testing::{Actor, Cast, Story};
use crate::time::Moment;
use ical::parser::ical::component::IcalEvent;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use std::collections::HashMap;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;
/// Of an event, by name, and escaped as the file has them.
pub(super) type Properties = HashMap<String, String>;

/// The events of a calendar file, by id.
fn events(text: &str) -> Outcome<HashMap<String, Properties>> {
    assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "lines are folded: {text}");
    let calendar = ical::IcalParser::new(text.as_bytes()).next().ok_or("no calendar")??;
    let properties = |event: IcalEvent| {
        event.properties.into_iter().map(|one| (one.name, one.value.unwrap_or_default())).collect::<Properties>()
    };
    Ok(calendar.events.into_iter().map(properties).map(|event| (event["UID"].clone(), event)).collect())
}

fn uid(id: AppointmentId) -> String {
    format!("{id}@attend")
}

fn moment(utc: &str) -> Option<Moment> {
    let digits = |range: std::ops::Range<usize>| utc.get(range);
    let (date, time) = (digits(0..8)?, digits(9..15)?);
    let at = |text: &str, places: [usize; 2]| text[places[0]..places[1]].to_owned();
    Moment::parse(&format!(
        "{}-{}-{}T{}:{}:{}Z",
        at(date, [0, 4]),
        at(date, [4, 6]),
        at(date, [6, 8]),
        at(time, [0, 2]),
        at(time, [2, 4]),
        at(time, [4, 6])
    ))
}

pub(super) async fn file(actor: &Actor<'_>, appointment: &Appointment) -> Outcome<Properties> {
    let path = format!("/api/v1/appointments/{}/calendar.ics", appointment.id);
    let answer = actor.ask(Method::GET, &path).send().await?.error_for_status()?;
    assert_eq!(answer.headers()["content-type"], "text/calendar; charset=utf-8");
    events(&answer.text().await?)?.remove(&uid(appointment.id)).ok_or_else(|| "no such event".into())
}

/// Makes a feed and answers with the path of its address.
async fn subscribes(actor: &Actor<'_>) -> Outcome<String> {
    let answer = actor.ask(Method::POST, "/api/v1/calendar-feed").send().await?;
    assert_eq!(answer.status(), StatusCode::CREATED);
    let url = answer.json::<Value>().await?["url"].as_str().ok_or("a url")?.to_owned();
    let at = url.find("/calendar/").ok_or("a path")?;
    assert_eq!(url.len() - at, "/calendar/".len() + 43 + ".ics".len(), "256 bits in base64");
    Ok(url[at..].to_owned())
}

async fn reads(cast: &Cast, path: &str) -> Outcome<HashMap<String, Properties>> {
    events(&cast.ask(Method::GET, path).send().await?.error_for_status()?.text().await?)
}

#[tokio::test]
async fn an_appointment_is_a_file_for_its_people_alone() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let time = *offer(&cast, &imani).await?.1.first().ok_or("no free time")?;
    let request = books(&cast, &noor, &imani, time).await?;
    let event = file(&noor, &request).await?;
    assert_eq!(event["STATUS"], "TENTATIVE");
    assert_eq!(event["SUMMARY"], format!("{} with Dr. Imani Mbeki", request.type_name));
    assert_eq!((moment(&event["DTSTART"]), moment(&event["DTEND"])), (Some(time), Some(request.ends_at)));
    assert!(event["URL"].ends_with(&format!("/patient/appointments/{}", request.id)));
    assert!(!event.values().any(|value| value.contains("Cough")), "a reason is health data");
    let theirs = file(&imani, &request).await?;
    assert_eq!(theirs["SUMMARY"], format!("{} with Noor Rahimi", request.type_name));
    let path = format!("/api/v1/appointments/{}/calendar.ics", request.id);
    for stranger in ["patient2@clinic.demo", "doctor2@clinic.demo", "admin@fitness.demo"] {
        assert_eq!(cast.signs_in(stranger).await?.gets(&path).await?.0, StatusCode::NOT_FOUND, "{stranger}");
    }
    assert_eq!(cast.ask(Method::GET, &path).send().await?.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(noor.gets("/api/v1/appointments/none/calendar.ics").await?.0, StatusCode::NOT_FOUND);
    Ok(())
}

#[tokio::test]
async fn what_is_cancelled_stays_in_the_feed_as_cancelled() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let time = *offer(&cast, &imani).await?.1.first().ok_or("no free time")?;
    let request = books(&cast, &noor, &imani, time).await?;
    let (feed, uid) = (subscribes(&noor).await?, uid(request.id));
    let sequence = |event: &Properties| event["SEQUENCE"].parse::<u32>();
    let mut seen = Vec::new();
    for (deed, status) in [(None, "TENTATIVE"), (Some(Deed::Confirm), "CONFIRMED"), (Some(Deed::Cancel), "CANCELLED")] {
        if let Some(deed) = deed {
            decides(&cast, &imani, &request, deed).await?;
        }
        let event = reads(&cast, &feed).await?.remove(&uid).ok_or("the same id")?;
        assert_eq!(event["STATUS"], status);
        assert_eq!(event["TRANSP"], if status == "CANCELLED" { "TRANSPARENT" } else { "OPAQUE" });
        seen.push((sequence(&event)?, event["LAST-MODIFIED"].clone()));
    }
    assert!(seen.windows(2).all(|two| two[0].0 < two[1].0 && two[0].1 <= two[1].1), "{seen:?}");
    Ok(())
}

#[tokio::test]
async fn a_feed_is_secret_and_can_be_revoked() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let first = subscribes(&noor).await?;
    let status = async |path: &str| Outcome::Ok(cast.ask(Method::GET, path).send().await?.status());
    assert_eq!(status(&first).await?, StatusCode::OK);
    let second = subscribes(&noor).await?;
    assert_eq!((status(&first).await?, status(&second).await?), (StatusCode::NOT_FOUND, StatusCode::OK));
    let others = subscribes(&imani).await?;
    assert_ne!(reads(&cast, &second).await?.len(), 0);
    for unknown in ["/calendar/x.ics", "/calendar/.ics", "/calendar/x", second.trim_end_matches(".ics")] {
        let answer = cast.ask(Method::GET, unknown).send().await?;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{unknown}");
        assert_eq!(answer.headers()["cache-control"], "private, no-store");
    }
    for _ in 0..2 {
        let revoked = noor.ask(Method::DELETE, "/api/v1/calendar-feed").send().await?;
        assert_eq!(revoked.status(), StatusCode::NO_CONTENT);
        assert_eq!(status(&second).await?, StatusCode::NOT_FOUND);
    }
    assert_eq!(status(&others).await?, StatusCode::OK, "another's stays");
    let kept: Vec<Vec<u8>> =
        sqlx::query_scalar("select digest from calendar_feeds").fetch_all(&cast.state.pool).await?;
    let secret = others.trim_start_matches("/calendar/").trim_end_matches(".ics");
    assert!(kept.contains(&crate::accounts::signing_in::digest(secret)), "only the digest is kept");
    Ok(())
}

#[tokio::test]
async fn a_feed_is_sent_again_only_when_it_has_changed() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let feed = subscribes(&noor).await?;
    let first = cast.ask(Method::GET, &feed).send().await?;
    assert_eq!(first.headers()["cache-control"], "private, no-cache");
    assert!(first.headers()["last-modified"].to_str()?.ends_with(" GMT"));
    let tag = first.headers()["etag"].clone();
    let again = cast.ask(Method::GET, &feed).header("if-none-match", &tag).send().await?;
    assert_eq!((again.status(), &again.headers()["etag"]), (StatusCode::NOT_MODIFIED, &tag));
    let time = *offer(&cast, &imani).await?.1.first().ok_or("no free time")?;
    books(&cast, &noor, &imani, time).await?;
    let changed = cast.ask(Method::GET, &feed).header("if-none-match", &tag).send().await?;
    assert_eq!(changed.status(), StatusCode::OK);
    assert_ne!(changed.headers()["etag"], tag);
    Ok(())
}

#[tokio::test]
async fn no_token_makes_a_feed_that_would_outlive_it() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let form = [("name", "Calendar"), ("scope", "write"), ("expires", "30")];
    let token: String = noor.ask(Method::POST, "/fn/make-token").form(&form).send().await?.json().await?;
    let asked = cast.ask(Method::POST, "/api/v1/calendar-feed").bearer_auth(&token).send().await?;
    assert_eq!(asked.status(), StatusCode::FORBIDDEN);
    assert_eq!(cast.ask(Method::POST, "/api/v1/calendar-feed").send().await?.status(), StatusCode::UNAUTHORIZED);
    Ok(())
}

#[tokio::test]
async fn the_page_makes_the_feed_with_and_without_javascript() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let shown = async || {
        let answer = noor.ask(Method::POST, "/fn/calendar-feed").json(&json!({})).send().await?;
        Outcome::Ok(answer.error_for_status()?.json::<Value>().await?)
    };
    assert_eq!(shown().await?, Value::Null);
    let sent = noor.ask(Method::POST, "/fn/make-calendar-feed").header("accept", "text/html").send().await?;
    assert_eq!((sent.status(), &sent.headers()["location"]), (StatusCode::FOUND, &"/settings/calendar".parse()?));
    let cookie = sent.headers()["set-cookie"].to_str()?.to_owned();
    let pair = cookie.split(';').next().unwrap_or_default();
    let page = noor.ask(Method::GET, "/settings/calendar").header("accept", "text/html").header("cookie", pair);
    let address = pair.split_once('=').map_or("", |(_, address)| address);
    assert!(page.send().await?.text().await?.contains(address));
    let at = address.find("/calendar/").ok_or("a path")?;
    reads(&cast, &address[at..]).await?;
    assert!(shown().await?["last_read_at"].is_string());
    let revoked = noor.ask(Method::POST, "/fn/revoke-calendar-feed").send().await?;
    assert!(revoked.status().is_success());
    assert_eq!(shown().await?, Value::Null);
    Ok(())
}

/// The same hour of the wall every week, over the end and the beginning of summer time.
#[tokio::test]
async fn times_are_right_across_a_clock_change() -> Story {
    const ZONE: &str = "Europe/Berlin";
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let mut conn = cast.state.read().await?;
    let kind = offered_types(&mut conn, imani.me.id).await?.into_iter().next().ok_or("a type")?;
    drop(conn);
    let mut expected = HashMap::new();
    for (at, clock) in [
        ("2029-03-23T05:00:00Z", "06:00"),
        ("2029-03-30T04:00:00Z", "06:00"),
        ("2029-10-26T04:00:00Z", "06:00"),
        ("2029-11-02T05:00:00Z", "06:00"),
        ("2029-10-28T00:30:00Z", "02:30"),
        ("2029-10-28T01:30:00Z", "02:30"),
    ] {
        let starts_at = Moment::parse(at).ok_or("a moment")?;
        let mut tx = cast.state.begin().await?;
        let past = PastAppointment {
            practice: noor.me.practice.id,
            client: noor.me.id,
            practitioner: imani.me.id,
            type_id: kind.id,
            starts_at,
            reason: "Early".into(),
            status: Status::Confirmed,
        };
        let appointment = import_appointment(&mut tx, past).await?;
        tx.commit().await?;
        expected.insert(uid(appointment.id), (starts_at, clock));
    }
    let read = reads(&cast, &subscribes(&noor).await?).await?;
    for (uid, (starts_at, clock)) in expected {
        let start = moment(&read[&uid]["DTSTART"]).ok_or("a start in UTC")?;
        assert_eq!((start, start.civil(ZONE).clock().as_str()), (starts_at, clock));
        let end = moment(&read[&uid]["DTEND"]).ok_or("an end in UTC")?;
        assert_eq!(end.seconds_since(start), i64::from(kind.minutes) * 60);
    }
    Ok(())
}
