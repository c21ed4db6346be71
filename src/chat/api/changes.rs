//! What the pages do to messages that were sent.

use crate::chat::model::EarlierVersion;
use crate::error::Result;
use crate::ids::MessageId;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

/// Earlier versions that a list gets at once.
#[cfg(feature = "ssr")]
const VERSIONS: i64 = 50;

/// Answers nothing: what changed comes as an event, here as on every other device.
#[server(prefix = "/fn", endpoint = "edit-message", input = Json)]
pub async fn edit_message(message: MessageId, body: String) -> Result<()> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = door.who()?.me.id();
        door.state.limits.take_command(me)?;
        let mut tx = door.state.begin().await?;
        crate::chat::store::edit_message(&mut tx, me, message, &body).await?;
        tx.commit().await
    })
    .await
}

#[server(prefix = "/fn", endpoint = "delete-message", input = Json)]
pub async fn delete_message(message: MessageId) -> Result<()> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = door.who()?.me.id();
        door.state.limits.take_command(me)?;
        let mut tx = door.state.begin().await?;
        crate::chat::store::delete_message(&mut tx, me, message).await?;
        tx.commit().await
    })
    .await
}

/// Gives an emoji, or takes it back.
#[server(prefix = "/fn", endpoint = "react", input = Json)]
pub async fn react(message: MessageId, emoji: String, gives: bool) -> Result<()> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = door.who()?.me.id();
        let emoji = crate::chat::model::check_emoji(&emoji)?;
        door.state.limits.take_command(me)?;
        let mut tx = door.state.begin().await?;
        if gives {
            crate::chat::store::react(&mut tx, me, message, emoji).await?;
        } else {
            crate::chat::store::unreact(&mut tx, me, message, emoji).await?;
        }
        tx.commit().await
    })
    .await
}

/// What a message said before, the oldest first, from after one of them.
#[server(prefix = "/fn", endpoint = "list-earlier-versions", input = Json)]
pub async fn list_earlier_versions(message: MessageId, after: Option<i64>) -> Result<Vec<EarlierVersion>> {
    use crate::chat::store::{VersionsFrom, earlier_versions};
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let from = VersionsFrom { after, limit: VERSIONS };
        earlier_versions(&mut *door.state.read().await?, &door.who()?.me, message, from).await
    })
    .await
}
