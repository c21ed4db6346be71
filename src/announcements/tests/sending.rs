//! Everybody is told, once, whatever happens on the way.

use super::*;
use crate::announcements::lane::{BATCH, tell_batch};
use crate::server::testing::{Story, dies_after};
use crate::time::Moment;

#[tokio::test]
async fn it_comes_to_each_page_and_leads_to_itself() -> Story {
    let cast = Cast::assemble().await?;
    let (greta, noor) = (admin(&cast, "clinic").await?, cast.patient().await?);
    let (mut desk, mut phone) = (greta.connects().await?, noor.connects().await?);
    let id = sends(&cast, &greta, &question(&clients())).await?;
    let shown = phone.hears_of("notification").await?["notification"].take();
    assert_eq!(shown["link"], format!("/patient/announcements/{id}"));
    let (kind, body) = (&shown["kind"], &shown["body"]);
    assert_eq!((kind, body), (&json!("acknowledge"), &json!("It works again. Thank you.")));
    assert_eq!(phone.hears_of("announcement:changed").await?["announcement"], json!(id));
    assert_eq!(desk.hears_of("announcement:changed").await?["announcement"], json!(id));
    let (_, list) = noor.gets(ANNOUNCEMENTS).await?;
    let first = &list["items"][0];
    assert_eq!((&first["id"], &first["author"]["name"]), (&json!(id), &json!("Greta Lindenhof")));
    assert_eq!((&first["mine"]["openedAt"], &first["sending"]), (&Value::Null, &Value::Null));
    let (_, seen) = shows(&greta, id).await?;
    assert_eq!(seen["sending"]["state"], "sent");
    assert_eq!(seen["sending"]["progress"], json!({ "people": 2, "told": 2, "opened": 0, "acknowledged": 0 }));
    assert_eq!(seen["sending"]["channels"]["mail"]["queued"], 2);
    let (_, audit) = greta.gets("/api/v1/audit").await?;
    assert_eq!(audit["items"][0]["deed"], "announcement_sent");
    assert_eq!(audit["items"][0]["details"], json!({ "announcement": id, "people": 2 }));
    Ok(())
}

#[tokio::test]
async fn nobody_knows_of_it_before_they_are_told() -> Story {
    let cast = Cast::assemble().await?;
    let (greta, noor) = (admin(&cast, "clinic").await?, cast.patient().await?);
    let id = writes(&greta, &question(&clients())).await?;
    assert_eq!(shows(&noor, id).await?.0, StatusCode::NOT_FOUND);
    assert_eq!(acknowledges(&noor, id).await?.0, StatusCode::NOT_FOUND);
    assert_eq!(noor.gets(ANNOUNCEMENTS).await?.1["items"], json!([]));
    let (_, seen) = shows(&greta, id).await?;
    assert_eq!((&seen["sending"]["state"], &seen["sending"]["progress"]["told"]), (&json!("sending"), &json!(0)));
    Ok(())
}

#[tokio::test]
async fn a_crash_between_two_batches_tells_nobody_twice() -> Story {
    let cast = Cast::assemble().await?;
    let greta = admin(&cast, "clinic").await?;
    fills(&cast, 8).await?;
    let id = writes(&greta, &letter(&clients())).await?;
    // A server takes the job, tells some, and begins with others when it dies.
    sqlx::query("update jobs set taken_until = now() + interval '1 hour' where lane = 'announcement'")
        .execute(&cast.state.pool)
        .await?;
    assert!(tell_batch(&cast.state, id, 4).await?);
    let mut tx = cast.state.begin().await?;
    crate::announcements::store::tell_next(&mut tx, id, 4).await?;
    drop(tx);
    assert_eq!(told(&cast, id).await?.len(), 4);
    assert_eq!(run_due(&cast.state, SENDING).await?, 0, "it is somebody's");
    sqlx::query("update jobs set taken_until = now() - interval '1 second'").execute(&cast.state.pool).await?;
    assert_eq!(run_due(&cast.state, SENDING).await?, 1);
    let mut told = told(&cast, id).await?;
    assert_eq!(told.len(), 10);
    told.dedup();
    assert_eq!(told.len(), 10);
    assert_eq!(count(&cast, "select count(*) from notification_deliveries").await?, 10, "mails");
    Ok(())
}

#[tokio::test]
async fn wherever_a_server_dies_over_it_everybody_is_told_once() -> Story {
    let cast = Cast::assemble().await?;
    let greta = admin(&cast, "clinic").await?;
    let mut waits = 0;
    loop {
        let id = writes(&greta, &letter(&clients())).await?;
        let sent = dies_after(waits, run_due(&cast.state, SENDING)).await;
        // What was under way to the database as it died may still take the job, and is dead by then too.
        for _ in 0..100 {
            sqlx::query("update jobs set taken_until = null").execute(&cast.state.pool).await?;
            while run_due(&cast.state, SENDING).await? > 0 {}
            if !told(&cast, id).await?.is_empty() {
                break;
            }
        }
        let people = ["patient2@clinic.demo", "patient@clinic.demo"];
        assert_eq!(told(&cast, id).await?, people, "killed after {waits} waits");
        if sent.is_some() {
            break;
        }
        waits += 1;
    }
    assert!(waits > 0, "it was never killed");
    let ways = i64::try_from(2 * (waits + 1))?;
    assert_eq!(count(&cast, "select count(*) from notification_deliveries").await?, ways);
    Ok(())
}

#[tokio::test]
async fn two_who_send_at_once_share_the_people() -> Story {
    let cast = Cast::assemble().await?;
    let greta = admin(&cast, "clinic").await?;
    fills(&cast, 30).await?;
    let id = writes(&greta, &letter(&clients())).await?;
    let all = (0..8).map(|_| tell_batch(&cast.state, id, 5));
    for batch in futures_util::future::join_all(all).await {
        batch?;
    }
    let mut told = told(&cast, id).await?;
    told.dedup();
    assert_eq!(told.len(), 32);
    Ok(())
}

#[tokio::test]
async fn a_repeat_with_the_same_id_is_the_same_announcement() -> Story {
    let cast = Cast::assemble().await?;
    let (greta, paul) = (admin(&cast, "clinic").await?, admin(&cast, "veterinary").await?);
    let mut letter = letter(&clients());
    letter["id"] = json!(AnnouncementId::new());
    assert_eq!(asks(&greta, Method::POST, "", &letter).await?.0, StatusCode::CREATED);
    assert_eq!(asks(&greta, Method::POST, "", &letter).await?.0, StatusCode::OK);
    assert_eq!(asks(&paul, Method::POST, "", &letter).await?.0, StatusCode::CONFLICT);
    while run_due(&cast.state, SENDING).await? > 0 {}
    assert_eq!(count(&cast, "select count(*) from notifications").await?, 2);
    assert_eq!(count(&cast, "select count(*) from announcements").await?, 1);
    Ok(())
}

#[tokio::test]
async fn the_newest_stands_first_whatever_its_id() -> Story {
    let cast = Cast::assemble().await?;
    let greta = admin(&cast, "clinic").await?;
    let ids = ["ffffffff-ffff-4fff-bfff-ffffffffffff", "00000000-0000-4000-8000-000000000000"];
    for id in ids {
        let mut letter = letter(&clients());
        letter["id"] = json!(id);
        writes(&greta, &letter).await?;
    }
    let (_, page) = greta.gets(&format!("{ANNOUNCEMENTS}?limit=1")).await?;
    assert_eq!(page["items"][0]["id"], ids[1]);
    let next = page["next"].as_str().ok_or("a next page")?;
    let (_, rest) = greta.gets(&format!("{ANNOUNCEMENTS}?limit=1&before={next}")).await?;
    assert_eq!(rest["items"][0]["id"], ids[0]);
    Ok(())
}

#[tokio::test]
async fn whoever_wants_no_notification_still_finds_it() -> Story {
    let cast = Cast::assemble().await?;
    let (greta, noor) = (admin(&cast, "clinic").await?, cast.patient().await?);
    for channel in ["page", "push", "mail"] {
        sqlx::query("insert into notification_preferences values ($1, 'announcements', $2, 'off')")
            .bind(noor.me.id.0)
            .bind(channel)
            .execute(&cast.state.pool)
            .await?;
    }
    let id = sends(&cast, &greta, &question(&clients())).await?;
    assert_eq!(told(&cast, id).await?, ["patient2@clinic.demo"]);
    assert_eq!(shows(&noor, id).await?.0, StatusCode::OK);
    assert_eq!(acknowledges(&noor, id).await?.0, StatusCode::OK);
    Ok(())
}

#[tokio::test]
async fn several_batches_make_one_announcement() -> Story {
    let cast = Cast::assemble().await?;
    let greta = admin(&cast, "clinic").await?;
    fills(&cast, i32::try_from(BATCH)? + 10).await?;
    let id = sends(&cast, &greta, &letter(&clients())).await?;
    let people = BATCH + 12;
    let (_, seen) = shows(&greta, id).await?;
    assert_eq!(seen["sending"]["progress"]["told"], people);
    assert_eq!(count(&cast, "select count(*) from jobs where lane = 'announcement'").await?, 0);
    assert_eq!(i64::try_from(told(&cast, id).await?.len())?, people);
    Ok(())
}

#[tokio::test]
async fn at_the_deadline_who_has_not_confirmed_is_reminded_once() -> Story {
    let cast = Cast::assemble().await?;
    let (greta, noor) = (admin(&cast, "clinic").await?, cast.patient().await?);
    let mut question = question(&clients());
    question["deadline"] = json!(Moment::now().plus_minutes(5));
    let id = sends(&cast, &greta, &question).await?;
    assert_eq!(acknowledges(&noor, id).await?.0, StatusCode::OK);
    assert_eq!(run_due(&cast.state, REMINDING).await?, 0, "not before its time");
    let tomas = cast.signs_in("patient2@clinic.demo").await?;
    asks(&tomas, Method::PUT, &format!("/{id}/opened"), &Value::Null).await?;
    for late in ["update announcements set deadline = now()", "update jobs set run_at = now()"] {
        sqlx::query(late).execute(&cast.state.pool).await?;
    }
    assert_eq!(run_due(&cast.state, REMINDING).await?, 1);
    assert_eq!(told(&cast, id).await?.len(), 3, "one more, for the one who has not");
    let (_, bell) = tomas.gets("/api/v1/notifications?unread=true").await?;
    assert_eq!(bell["items"][0]["title"], "Please confirm: The lift works");
    sqlx::query("insert into jobs (id, lane, payload, run_at) values ($1, 'announcement-reminder', $2, now())")
        .bind(uuid::Uuid::now_v7())
        .bind(json!({ "announcement": id }))
        .execute(&cast.state.pool)
        .await?;
    assert_eq!(run_due(&cast.state, REMINDING).await?, 1);
    assert_eq!(told(&cast, id).await?.len(), 3, "once");
    Ok(())
}
