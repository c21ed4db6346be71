//! What has not left yet does not leave.

use super::*;
use crate::announcements::lane::tell_batch;
use crate::server::testing::Story;

async fn stops(actor: &Actor<'_>, id: AnnouncementId) -> Outcome<(StatusCode, Value)> {
    asks(actor, Method::POST, &format!("/{id}/stop"), &Value::Null).await
}

#[tokio::test]
async fn stopped_between_two_batches_the_rest_hears_nothing() -> Story {
    let cast = Cast::in_silence().await?;
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
    let cast = Cast::in_silence().await?;
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
