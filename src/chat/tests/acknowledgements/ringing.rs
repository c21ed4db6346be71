//! Those who are asked hear of it, and once more when the deadline has passed.

use super::*;
use crate::chat::ringing::{remind, ring, sweep};
use crate::notifications::store::list_notifications;
use crate::notifications::{Filter, Kind, Notification, Sort};
use crate::server::testing::{Cast, Story};
use futures_util::future::join_all;

/// What the bell has about announcements, the newest first.
async fn bell(cast: &Cast, actor: &Actor<'_>) -> Outcome<Vec<Notification>> {
    sweep(&cast.state).await?;
    ring(&cast.state).await?;
    let filter = Filter { unread: true, sort: Some(Sort::Announcements), ..Filter::default() };
    Ok(list_notifications(&mut *cast.state.read().await?, actor.me.id, filter, None, 50).await?)
}

/// Lets the deadline of a message be over, and reminds, twice as if on two servers.
async fn passes_the_deadline(cast: &Cast, message: &Message) -> Story {
    sqlx::query("update acknowledgements set deadline = now() where message_id = $1")
        .bind(message.id.0)
        .execute(&cast.state.pool)
        .await?;
    let (one, other) = tokio::join!(remind(&cast.state), remind(&cast.state));
    Ok(one.and(other)?)
}

#[tokio::test]
async fn whoever_is_asked_is_told_until_they_confirm() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let message = asks(&imani, imani.active_room().await?.id).await?;
    let told = bell(&cast, &noor).await?;
    let title = format!("{} asks you to confirm a message", imani.me.name);
    assert_eq!((told.len(), told[0].kind, &told[0].title), (1, Kind::Acknowledge, &title));
    assert!(told[0].link.ends_with(&format!("chat/{}?message={}", message.room, message.number)));
    confirms(&noor, message.id).await?;
    assert!(bell(&cast, &noor).await?.is_empty());
    assert!(bell(&cast, &imani).await?.is_empty());
    Ok(())
}

#[tokio::test]
async fn whoever_is_asked_is_told_behind_any_burst() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = imani.active_room().await?.id;
    let message = asks(&imani, room).await?;
    let burst = join_all((0..201).map(|_| imani.says(room, "And one thing more"))).await;
    burst.into_iter().collect::<Result<Vec<_>, _>>()?;
    bell(&cast, &noor).await?;
    // As if nobody had been told of any of it.
    sqlx::query("delete from notifications").execute(&cast.state.pool).await?;
    sqlx::query("update room_bells set rung = $2 where room_id = $1")
        .bind(room.0)
        .bind(message.number - 1)
        .execute(&cast.state.pool)
        .await?;
    let told = bell(&cast, &noor).await?;
    assert_eq!((told.len(), told[0].kind), (1, Kind::Acknowledge));
    assert!(told[0].link.ends_with(&format!("?message={}", message.number)));
    Ok(())
}

#[tokio::test]
async fn whoever_has_not_confirmed_by_the_deadline_is_reminded_once() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let tomas = cast.signs_in("patient2@clinic.demo").await?;
    let room = opens_group(&imani, &[noor.me.id, tomas.me.id]).await?;
    let ask = json!({ "acknowledge": { "deadline": "2099-01-01T00:00:00Z" } });
    let message: Message = serde_json::from_value(posts(&imani, room, ask).await?.1)?;
    confirms(&tomas, message.id).await?;
    bell(&cast, &noor).await?;
    remind(&cast.state).await?;
    assert!(bell(&cast, &noor).await?[0].title.ends_with("asks you to confirm a message"), "not before its time");
    passes_the_deadline(&cast, &message).await?;
    let told = bell(&cast, &noor).await?;
    let title = format!("Still to be confirmed: a message of {}", imani.me.name);
    assert_eq!((told.len(), &told[0].title), (1, &title), "in the place of the first");
    assert!(bell(&cast, &tomas).await?.is_empty());
    sqlx::query("delete from notifications").execute(&cast.state.pool).await?;
    remind(&cast.state).await?;
    assert!(bell(&cast, &noor).await?.is_empty(), "once");
    Ok(())
}

#[tokio::test]
async fn a_deleted_message_reminds_nobody() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let message = asks(&imani, imani.active_room().await?.id).await?;
    assert_eq!(bell(&cast, &noor).await?.len(), 1);
    does(&imani, Method::DELETE, &format!("messages/{}", message.id), &Value::Null).await?;
    passes_the_deadline(&cast, &message).await?;
    assert!(bell(&cast, &noor).await?.is_empty());
    Ok(())
}
