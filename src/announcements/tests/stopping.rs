//! What has not left yet does not leave.

use super::*;
use crate::announcements::lane::tell_batch;
use crate::server::testing::Story;

async fn stops(actor: &Actor<'_>, id: AnnouncementId) -> Outcome<(StatusCode, Value)> {
    asks(actor, Method::POST, &format!("/{id}/stop"), &Value::Null).await
}

#[tokio::test]
async fn stopped_between_two_batches_the_rest_hears_nothing() -> Story {
    let cast = Cast::assemble().await?;
    let greta = admin(&cast, "clinic").await?;
    fills(&cast, 8).await?;
    let id = writes(&greta, &letter(&clients())).await?;
    assert!(tell_batch(&cast.state, id, 4).await?);
    let (status, stopped) = stops(&greta, id).await?;
    assert_eq!((status, &stopped["sending"]["state"]), (StatusCode::OK, &json!("stopped")));
    assert_eq!(stopped["sending"]["stoppedBy"]["name"], "Greta Lindenhof");
    assert_eq!(run_due(&cast.state, SENDING).await?, 1);
    assert_eq!(told(&cast, id).await?.len(), 4);
    assert_eq!(count(&cast, "select count(*) from notification_deliveries where state = 'dropped'").await?, 4);
    let waiting =
        "select count(*) from jobs where lane = 'announcement' or key in (select id::text from notifications)";
    assert_eq!(count(&cast, waiting).await?, 0, "nothing leaves the house");
    let (_, audit) = greta.gets("/api/v1/audit").await?;
    assert_eq!(audit["items"][0]["deed"], "announcement_stopped");
    assert_eq!(audit["items"][0]["details"], json!({ "announcement": id, "people": 4 }));
    assert_eq!(stops(&greta, id).await?.0, StatusCode::OK);
    assert_eq!(greta.gets("/api/v1/audit").await?.1, audit, "once more changes nothing");
    Ok(())
}

#[tokio::test]
async fn whoever_was_told_keeps_it_and_is_asked_for_nothing() -> Story {
    let cast = Cast::assemble().await?;
    let (greta, noor) = (admin(&cast, "clinic").await?, cast.patient().await?);
    let mut question = question(&clients());
    question["deadline"] = json!(crate::time::Moment::now().plus_minutes(5));
    let id = sends(&cast, &greta, &question).await?;
    let mut phone = noor.connects().await?;
    stops(&greta, id).await?;
    assert_eq!(phone.hears_of("announcement:changed").await?["announcement"], json!(id));
    let (status, kept) = shows(&noor, id).await?;
    assert_eq!(status, StatusCode::OK);
    assert!(kept["withdrawnAt"].is_string() && kept["mine"]["toldAt"].is_string());
    assert_eq!(acknowledges(&noor, id).await?.0, StatusCode::CONFLICT);
    for late in ["update announcements set deadline = now()", "update jobs set run_at = now()"] {
        sqlx::query(late).execute(&cast.state.pool).await?;
    }
    run_due(&cast.state, REMINDING).await?;
    assert_eq!(count(&cast, "select count(*) from announcement_recipients where reminded_at is not null").await?, 0);
    Ok(())
}

/// How many announcements are in somebody's bell, and how many of them are unread.
async fn bell(actor: &Actor<'_>) -> Outcome<(usize, usize)> {
    let (_, all) = actor.gets("/api/v1/notifications?sort=announcements").await?;
    let (_, unread) = actor.gets("/api/v1/notifications?sort=announcements&unread=true").await?;
    let [all, unread] = [all, unread].map(|list| list["items"].as_array().map_or(0, Vec::len));
    Ok((all, unread))
}

#[tokio::test]
async fn what_was_not_read_leaves_the_bells() -> Story {
    let cast = Cast::assemble().await?;
    let (greta, noor) = (admin(&cast, "clinic").await?, cast.patient().await?);
    let tomas = cast.signs_in("patient2@clinic.demo").await?;
    let id = sends(&cast, &greta, &letter(&clients())).await?;
    asks(&tomas, Method::PUT, &format!("/{id}/opened"), &Value::Null).await?;
    assert_eq!((bell(&noor).await?, bell(&tomas).await?), ((1, 1), (1, 0)));
    let mut phone = noor.connects().await?;
    stops(&greta, id).await?;
    let told = phone.hears_of("notification").await?;
    assert_eq!((&told["unread"], &told["notification"]), (&json!(0), &Value::Null));
    assert_eq!(bell(&noor).await?, (0, 0));
    assert_eq!(bell(&tomas).await?, (1, 0), "what was read stays");
    assert!(shows(&noor, id).await?.1["withdrawnAt"].is_string());
    let why = "select count(*) from notifications where called_off_because = 'The announcement was stopped.'";
    assert!(count(&cast, why).await? > 0);
    Ok(())
}

#[tokio::test]
async fn stopped_before_the_reminders_have_left_they_stay_in_the_house() -> Story {
    let cast = Cast::assemble().await?;
    let (greta, tomas) = (admin(&cast, "clinic").await?, cast.signs_in("patient2@clinic.demo").await?);
    let mut question = question(&clients());
    question["deadline"] = json!(crate::time::Moment::now().plus_minutes(5));
    let id = sends(&cast, &greta, &question).await?;
    // One has read it, so that the reminder is a notification of its own; the letters of the first are out.
    asks(&tomas, Method::PUT, &format!("/{id}/opened"), &Value::Null).await?;
    for later in [
        "update notification_deliveries set state = 'sent', settled_at = now(), next_try_at = null",
        "delete from jobs where key in (select id::text from notifications)",
        "update announcements set deadline = now()",
        "update jobs set run_at = now()",
    ] {
        sqlx::query(later).execute(&cast.state.pool).await?;
    }
    assert_eq!(run_due(&cast.state, REMINDING).await?, 1);
    let (_, reminded) = shows(&greta, id).await?;
    assert_eq!(reminded["sending"]["channels"]["mail"]["queued"], 2, "the reminders are what is shown");
    stops(&greta, id).await?;
    let (_, stopped) = shows(&greta, id).await?;
    let mail = &stopped["sending"]["channels"]["mail"];
    assert_eq!((&mail["queued"], &mail["dropped"]), (&json!(0), &json!(2)));
    assert_eq!(count(&cast, "select count(*) from notification_deliveries where state = 'queued'").await?, 0);
    let waiting = "select count(*) from jobs where key in (select id::text from notifications)";
    assert_eq!(count(&cast, waiting).await?, 0, "nothing leaves the house");
    Ok(())
}
