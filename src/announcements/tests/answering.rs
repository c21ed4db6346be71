//! Opening and acknowledging.

use super::*;
use crate::server::testing::Story;

#[tokio::test]
async fn opening_is_seen_by_the_admin_and_empties_the_bell() -> Story {
    let cast = Cast::assemble().await?;
    let (greta, noor) = (admin(&cast, "clinic").await?, cast.patient().await?);
    let id = sends(&cast, &greta, &letter(&clients())).await?;
    assert_eq!(listed(&greta, id, "show=not_opened").await?, ["Noor Rahimi", "Tomas Varga"]);
    let (mut desk, mut phone) = (greta.connects().await?, noor.connects().await?);
    for _ in 0..2 {
        assert_eq!(asks(&noor, Method::PUT, &format!("/{id}/opened"), &Value::Null).await?.0, StatusCode::NO_CONTENT);
    }
    assert_eq!(phone.hears_of("notification").await?["unread"], 0);
    desk.hears_of("announcement:changed").await?;
    assert_eq!(shows(&greta, id).await?.1["sending"]["progress"]["opened"], 1);
    assert_eq!(listed(&greta, id, "show=not_opened").await?, ["Tomas Varga"]);
    assert_eq!(listed(&greta, id, "show=not_acknowledged").await?, Vec::<String>::new(), "nobody was asked");
    assert_eq!(shows(&noor, id).await?.1["mine"]["acknowledgedAt"], Value::Null);
    let opened = "select count(*) from notifications where opened_at is not null";
    assert_eq!(count(&cast, opened).await?, 1);
    Ok(())
}

#[tokio::test]
async fn whoever_is_asked_confirms_it_once() -> Story {
    let cast = Cast::assemble().await?;
    let (greta, noor) = (admin(&cast, "clinic").await?, cast.patient().await?);
    let id = sends(&cast, &greta, &question(&clients())).await?;
    let (mut desk, mut phone) = (greta.connects().await?, noor.connects().await?);
    let (status, answer) = acknowledges(&noor, id).await?;
    assert_eq!(status, StatusCode::OK, "{answer}");
    assert!(answer["mine"]["acknowledgedAt"].is_string() && answer["mine"]["openedAt"].is_string());
    assert_eq!(acknowledges(&noor, id).await?.1["mine"], answer["mine"], "once more changes nothing");
    desk.hears_of("announcement:changed").await?;
    phone.hears_of("announcement:changed").await?;
    let progress = json!({ "people": 2, "told": 2, "opened": 1, "acknowledged": 1 });
    assert_eq!(shows(&greta, id).await?.1["sending"]["progress"], progress);
    assert_eq!(listed(&greta, id, "show=not_acknowledged").await?, ["Tomas Varga"]);
    assert_eq!(listed(&greta, id, "q=rahimi").await?, ["Noor Rahimi"]);
    Ok(())
}

/// The page opens it by itself, and its reader is quick. Neither may hold what the other waits for.
#[tokio::test]
async fn it_is_confirmed_while_it_is_being_opened() -> Story {
    let cast = Cast::assemble().await?;
    let (greta, noor) = (admin(&cast, "clinic").await?, cast.patient().await?);
    let id = sends(&cast, &greta, &question(&clients())).await?;
    let mut other = cast.state.begin().await?;
    sqlx::query("select from announcement_recipients for update").execute(&mut *other).await?;
    let opens = async {
        cast.has_waiting(1).await?;
        asks(&noor, Method::PUT, &format!("/{id}/opened"), &Value::Null).await
    };
    let goes_on = async {
        cast.has_waiting(2).await?;
        drop(other);
        Ok(())
    };
    let (confirmed, opened, ()) = tokio::try_join!(acknowledges(&noor, id), opens, goes_on)?;
    assert_eq!((confirmed.0, opened.0), (StatusCode::OK, StatusCode::NO_CONTENT));
    Ok(())
}

#[tokio::test]
async fn only_who_was_asked_confirms() -> Story {
    let cast = Cast::assemble().await?;
    let (greta, noor, imani) = (admin(&cast, "clinic").await?, cast.patient().await?, cast.doctor().await?);
    let id = sends(&cast, &greta, &question(&clients())).await?;
    for stranger in [&imani, &greta] {
        assert_eq!(acknowledges(stranger, id).await?.0, StatusCode::NOT_FOUND);
    }
    assert_eq!(shows(&imani, id).await?.0, StatusCode::NOT_FOUND);
    let plain = sends(&cast, &greta, &letter(&clients())).await?;
    assert_eq!(acknowledges(&noor, plain).await?.0, StatusCode::CONFLICT);
    Ok(())
}

#[tokio::test]
async fn what_did_not_reach_somebody_is_listed_with_the_reason() -> Story {
    let cast = Cast::assemble().await?;
    let greta = admin(&cast, "clinic").await?;
    let id = sends(&cast, &greta, &letter(&clients())).await?;
    sqlx::query(
        "update notification_deliveries d set state = 'failed', reason = 'There is no such address.'
         from notifications n join users u on u.id = n.user_id
         where n.id = d.notification_id and u.email = 'patient2@clinic.demo' and d.channel = 'mail'",
    )
    .execute(&cast.state.pool)
    .await?;
    assert_eq!(listed(&greta, id, "show=failed").await?, ["Tomas Varga"]);
    let (_, page) = greta.gets(&format!("{ANNOUNCEMENTS}/{id}/recipients?show=failed")).await?;
    let mail = &page["items"][0]["ways"][0];
    assert_eq!((&mail["channel"], &mail["reason"]), (&json!("mail"), &json!("There is no such address.")));
    let channels = &shows(&greta, id).await?.1["sending"]["channels"];
    assert_eq!(channels["mail"], json!({ "queued": 1, "sent": 0, "failed": 1, "dropped": 0 }));
    Ok(())
}
