//! Messages: how many there are and of whom, and never what they say.

use super::{Outcomes, SITE, cast_with, dropped, sent};
use crate::ids::NotificationId;
use crate::server::jobs::Outcome;
use crate::server::testing::{Actor, Cast, PostOffice, Story};
use std::time::Duration;

/// Says something, and waits until the reader's bell has rung for it.
async fn rings(cast: &Cast, doctor: &Actor<'_>, noor: &Actor<'_>, text: &str) -> Outcomes<NotificationId> {
    let room = noor.active_room().await?.id;
    let message = doctor.says(room, text).await?;
    let sql = "select id from notifications where user_id = $1 and room_id = $2 and number >= $3 and read_at is null";
    let rung = async {
        loop {
            let row = sqlx::query_scalar(sql).bind(noor.me.id.0).bind(room.0).bind(message.number);
            match row.fetch_optional(&cast.state.pool).await {
                Ok(None) => tokio::time::sleep(Duration::from_millis(20)).await,
                found => break found,
            }
        }
    };
    let id = tokio::time::timeout(Duration::from_secs(12), rung).await??;
    Ok(NotificationId(id.ok_or("a notification")?))
}

#[tokio::test]
async fn unread_messages_are_gathered_and_never_quoted() -> Story {
    let office = PostOffice::open()?;
    let cast = cast_with(&office).await?;
    let (noor, doctor) = (cast.patient().await?, cast.doctor().await?);
    let room = noor.active_room().await?.id;
    let seen = noor.sees_room(room).await?.unread.unwrap_or(0);
    rings(&cast, &doctor, &noor, "Your blood test is back").await?;
    let id = rings(&cast, &doctor, &noor, "Please call me").await?;
    assert_eq!(cast.gathers_for(noor.me.id).await?, Outcome::Done);
    let letter = office.hears_of(1).await?.remove(0);
    let expected = format!("{} unread messages from {}", seen + 2, doctor.me.name);
    assert_eq!(letter.subject(), expected);
    for part in [letter.text(), letter.html()] {
        assert!(!part.contains("blood") && !part.contains("call me"), "{part}");
        assert!(part.contains(&format!("{SITE}/patient/chat/{room}")), "{part}");
    }
    assert_eq!(cast.stand_of(id).await?, sent());
    assert_eq!(cast.gathers_for(noor.me.id).await?, Outcome::Done, "there is nothing more");
    assert_eq!(office.letters().len(), 1);
    Ok(())
}

#[tokio::test]
async fn messages_that_were_read_meanwhile_need_no_letter() -> Story {
    let office = PostOffice::open()?;
    let cast = cast_with(&office).await?;
    let (noor, doctor) = (cast.patient().await?, cast.doctor().await?);
    let id = rings(&cast, &doctor, &noor, "Hello").await?;
    let read = "update room_members set delivered = 1000000, read = 1000000 where user_id = $1";
    sqlx::query(read).bind(noor.me.id.0).execute(&cast.state.pool).await?;
    assert_eq!(cast.gathers_for(noor.me.id).await?, Outcome::Done);
    assert_eq!(cast.stand_of(id).await?, dropped("It was read first."));
    assert!(office.letters().is_empty());
    Ok(())
}
