//! What the pages ask of messages that are to be confirmed.

use crate::chat::model::{Confirmation, Message};
use crate::error::Result;
use crate::ids::{MessageId, UserId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

/// People that a list gets at once.
#[cfg(feature = "ssr")]
const PEOPLE: i64 = 50;

/// Confirms that one has read and understood it. Once more, it changes nothing.
#[server(prefix = "/fn", endpoint = "acknowledge", input = Json)]
pub async fn acknowledge(message: MessageId) -> Result<Message> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = door.who()?.me.id();
        door.state.limits.take_command(me)?;
        let mut tx = door.state.begin().await?;
        let (message, _) = crate::chat::store::acknowledge(&mut tx, me, message).await?;
        tx.commit().await?;
        Ok(message)
    })
    .await
}

/// Those who have confirmed a message, or those who have not, by name, from after one of them.
#[server(prefix = "/fn", endpoint = "list-acknowledgements", input = Json)]
pub async fn list_acknowledgements(
    message: MessageId,
    confirmed: bool,
    after: Option<UserId>,
) -> Result<Vec<Confirmation>> {
    use crate::chat::store::{Wanted, confirmations};
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let wanted = Wanted { confirmed: Some(confirmed), after, limit: PEOPLE };
        confirmations(&mut *door.state.read().await?, &door.who()?.me, message, wanted).await
    })
    .await
}
