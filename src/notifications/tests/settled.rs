//! What a device that shows notifications asks: which of them need not stand there any more.

use super::*;
use crate::notifications::store::remove_notification;
use crate::server::testing::Outcome;
use reqwest::Method;

/// Which of these notifications are to be taken away, as one's own device is told.
async fn settled(actor: &Actor<'_>, shown: &[Notification]) -> Outcome<Vec<Notification>> {
    let ids: Vec<String> = shown.iter().map(|one| one.id.to_string()).collect();
    let (_, answer) = actor.gets(&format!("/api/v1/push/read?ids={}", ids.join(","))).await?;
    let read = answer["read"].as_array().ok_or("a list")?;
    Ok(shown.iter().filter(|one| read.contains(&json!(one.id))).cloned().collect())
}

#[tokio::test]
async fn what_is_read_or_removed_goes_from_the_device_that_shows_it() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    for title in ["The lift works", "The door works", "The light works"] {
        tells(&cast, notice(&[noor.me.id, imani.me.id], title)).await?;
    }
    let shown = bell(&cast, &noor).await?;
    assert_eq!(settled(&noor, &shown).await?, []);
    noor.ask(Method::POST, &format!("/api/v1/notifications/{}/read", shown[0].id)).send().await?.error_for_status()?;
    let mut tx = cast.state.begin().await?;
    remove_notification(&mut tx, noor.me.id, shown[1].id).await?;
    tx.commit().await?;
    assert_eq!(settled(&noor, &shown).await?, shown[..2]);
    assert_eq!(settled(&imani, &shown).await?, [], "they are not hers");
    assert_eq!(settled(&noor, &[]).await?, []);
    Ok(())
}

#[tokio::test]
async fn what_leads_to_a_room_goes_once_the_room_is_read() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = imani.active_room().await?.id;
    let mut phone = noor.connects().await?;
    imani.says(room, "Your results are in").await?;
    phone.hears_of("notification").await?;
    let shown = bell(&cast, &noor).await?;
    assert_eq!((shown.len(), settled(&noor, &shown).await?.len()), (1, 0));
    // An answer is written by somebody who has read.
    noor.says(room, "Thank you").await?;
    assert_eq!(settled(&noor, &shown).await?.len(), 1);
    Ok(())
}
