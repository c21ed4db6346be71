//! Hours, free times, holidays and deadlines.

use super::{asks, deletes, free, is_invalid, posts, puts, reads};
use crate::server::testing::{Cast, Story};
use crate::time::{Moment, write_date};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

#[tokio::test]
async fn changed_hours_are_what_can_be_booked() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (mut desk, mut booking) = (imani.connects().await?, noor.connects().await?);
    let path = format!("availability/{}", imani.me.id);
    let mut hours = reads(&imani, &path).await?;
    assert_eq!(hours["weekly"][0], json!({ "weekday": 1, "opens": "08:00", "closes": "12:00" }));
    let all_week: Vec<Value> =
        (1..=7).map(|weekday| json!({ "weekday": weekday, "opens": "06:00", "closes": "06:30" })).collect();
    hours["weekly"] = json!(all_week);
    hours["noticeMinutes"] = json!(0);
    let (status, set) = puts(&imani, &path, &hours).await?;
    assert_eq!((status, &set), (StatusCode::OK, &hours));
    assert_eq!(desk.hears_of("appointment-settings:changed").await?["user"], json!(imani.me.id));
    let heard = booking.hears_of("appointment-settings:changed").await?;
    assert_eq!(heard["user"], json!(imani.me.id), "whoever is booking hears of it");
    let (_, times) = free(&noor, &imani).await?;
    let zone = &imani.me.practice.time_zone;
    let clock = |at: &Value| at.as_str().and_then(Moment::parse).map(|at| at.civil(zone).clock());
    assert!(times.len() > 4 && times.iter().all(|at| clock(at).is_some_and(|clock| clock.starts_with("06:"))));
    for (name, wrong) in
        [("daysAhead", json!(0)), ("noticeMinutes", json!(-1)), ("weekly", json!([all_week[0], all_week[0]]))]
    {
        let mut hours = hours.clone();
        hours[name] = wrong;
        assert!(is_invalid(&puts(&imani, &path, &hours).await?, name), "{name}");
    }
    hours["weekly"] = json!([{ "weekday": 1, "opens": "25:00", "closes": "26:00" }]);
    assert_eq!(puts(&imani, &path, &hours).await?.0, StatusCode::UNPROCESSABLE_ENTITY);
    Ok(())
}

#[tokio::test]
async fn hours_are_arranged_by_whose_they_are_and_by_admins() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (jonas, greta) = (cast.signs_in("doctor2@clinic.demo").await?, cast.signs_in("admin@clinic.demo").await?);
    let tutor = cast.signs_in("tutor@tutoring.demo").await?;
    let path = format!("availability/{}", imani.me.id);
    let hours = reads(&greta, &path).await?;
    assert_eq!(puts(&greta, &path, &hours).await?.0, StatusCode::OK);
    for other in [&noor, &jonas] {
        assert_eq!(asks(other, Method::GET, &path, None).await?.0, StatusCode::FORBIDDEN);
        assert_eq!(puts(other, &path, &hours).await?.0, StatusCode::FORBIDDEN);
    }
    assert_eq!(puts(&tutor, &path, &hours).await?.0, StatusCode::NOT_FOUND);
    assert_eq!(puts(&greta, &format!("availability/{}", noor.me.id), &hours).await?.0, StatusCode::NOT_FOUND);
    Ok(())
}

#[tokio::test]
async fn free_times_come_in_pages_and_only_of_ones_own_practice() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let tutor = cast.signs_in("tutor@tutoring.demo").await?;
    let (kind, times) = free(&noor, &imani).await?;
    let kind = kind.as_str().ok_or("a type")?;
    let query = format!("availability/times?practitioner={}&type={kind}", imani.me.id);
    let first = reads(&noor, &format!("{query}&limit=2")).await?;
    assert_eq!(first["items"], json!(times[..2]));
    let second = reads(&noor, &format!("{query}&limit=2&after={}", first["next"].as_str().ok_or("more")?)).await?;
    assert_eq!(second["items"], json!(times[2..4]));
    let (from, until) = (times[1].as_str().unwrap_or_default(), times[3].as_str().unwrap_or_default());
    let some = reads(&noor, &format!("{query}&from={from}&until={until}")).await?;
    assert_eq!((&some["items"], &some["next"]), (&json!(times[1..3]), &Value::Null));
    let any = reads(&noor, &format!("availability/times?type={kind}&limit=100")).await?;
    assert!(any["items"].as_array().is_some_and(|any| any.contains(&times[0])));
    assert_eq!(asks(&tutor, Method::GET, &query, None).await?.0, StatusCode::NOT_FOUND);
    let theirs = format!("availability/times?practitioner={}&type={kind}", tutor.me.id);
    assert_eq!(asks(&noor, Method::GET, &theirs, None).await?.0, StatusCode::NOT_FOUND);
    assert!(is_invalid(&asks(&noor, Method::GET, "availability/times", None).await?, "type"));
    Ok(())
}

#[tokio::test]
async fn holidays_close_the_practice() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let greta = cast.signs_in("admin@clinic.demo").await?;
    let mut desk = imani.connects().await?;
    let (_, times) = free(&noor, &imani).await?;
    let last = times.last().and_then(Value::as_str).and_then(Moment::parse).ok_or("a time")?;
    let day = write_date(last.civil(&imani.me.practice.time_zone).date);
    let path = format!("holidays/{day}");
    let name = json!({ "name": "Founders' day" });
    assert_eq!(puts(&imani, &path, &name).await?.0, StatusCode::FORBIDDEN);
    assert_eq!(puts(&greta, &path, &json!({ "name": "Day" })).await?.0, StatusCode::CREATED);
    assert_eq!(desk.hears_of("appointment-settings:changed").await?["user"], Value::Null);
    let (status, holiday) = puts(&greta, &path, &name).await?;
    assert_eq!((status, &holiday), (StatusCode::OK, &json!({ "day": day, "name": "Founders' day" })));
    assert_eq!(reads(&noor, "holidays").await?["items"], json!([holiday]));
    assert_eq!(reads(&noor, &path).await?, holiday);
    assert!(!free(&noor, &imani).await?.1.contains(&json!(last)));
    for _ in 0..2 {
        assert_eq!(deletes(&greta, &path).await?, StatusCode::NO_CONTENT);
    }
    assert_eq!(asks(&noor, Method::GET, &path, None).await?.0, StatusCode::NOT_FOUND);
    assert_eq!(puts(&greta, "holidays/soon", &name).await?.0, StatusCode::NOT_FOUND);
    assert!(is_invalid(&puts(&greta, "holidays/2020-01-01", &name).await?, "day"));
    assert!(is_invalid(&puts(&greta, &path, &json!({ "name": " " })).await?, "name"));
    Ok(())
}

#[tokio::test]
async fn the_deadline_is_the_admins_to_set() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let greta = cast.signs_in("admin@clinic.demo").await?;
    let rules = json!({ "cancellationHours": 720, "graceHours": 2, "waitlistMinutes": 45 });
    assert_eq!(puts(&imani, "appointment-rules", &rules).await?.0, StatusCode::FORBIDDEN);
    assert_eq!(puts(&greta, "appointment-rules", &rules).await?, (StatusCode::OK, rules.clone()));
    assert_eq!(reads(&noor, "appointment-rules").await?, rules);
    let wrong = json!({ "cancellationHours": 721, "graceHours": 0 });
    assert!(is_invalid(&puts(&greta, "appointment-rules", &wrong).await?, "cancellationHours"));
    let (kind, times) = free(&noor, &imani).await?;
    let wanted = json!({ "practitioner": imani.me.id, "typeId": kind, "startsAt": times[0], "reason": "Cough" });
    let (_, booked) = posts(&noor, "appointments", &wanted).await?;
    let path = format!("appointments/{}", booked["id"].as_str().ok_or("an id")?);
    posts(&imani, &format!("{path}/confirm"), &json!({})).await?;
    assert_eq!(posts(&noor, &format!("{path}/cancel"), &json!({})).await?.0, StatusCode::CONFLICT);
    Ok(())
}
