//! Rooms are written in apart from each other.

use super::opens_group;
use crate::ids::ClientId;
use crate::server::testing::{Cast, Story, text};
use serde_json::json;

/// Something else holds a room for a while, as an appointment that is being moved does.
#[tokio::test]
async fn no_room_waits_for_one_that_is_held_and_nobody_overtakes_themselves() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let held = opens_group(&imani, "Held", &[noor.me.id]).await?.id;
    let free = opens_group(&imani, "Free", &[noor.me.id]).await?.id;
    let (mut phone, mut desk) = (noor.connects().await?, imani.connects().await?);
    let mut tx = cast.state.begin().await?;
    sqlx::query("select from rooms where id = $1 for update").bind(held.0).execute(&mut *tx).await?;
    phone.sends(&text("1", held, ClientId::new(), "First")).await?;
    cast.has_waiting(1).await?;
    phone.sends(&text("2", free, ClientId::new(), "Second")).await?;
    desk.asks(&text("3", free, ClientId::new(), "Meanwhile"), "ack").await?;
    desk.asks(&text("4", free, ClientId::new(), "And again"), "ack").await?;
    tx.commit().await?;
    assert_eq!(phone.hears_of("ack").await?["id"], json!("1"));
    assert_eq!(phone.hears_of("ack").await?["id"], json!("2"));
    let said: Vec<String> = noor.history(free, 0).await?.into_iter().map(|message| message.body).collect();
    assert_eq!(said[said.len() - 3..], ["Meanwhile", "And again", "Second"]);
    Ok(())
}
