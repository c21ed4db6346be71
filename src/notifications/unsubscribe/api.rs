//! What the page of a link asks. The link is enough; nobody has to be signed in.

use super::Unsubscribing;
use crate::error::Result;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

/// `NotFound` where the link is none of ours.
#[server(prefix = "/fn", endpoint = "show-unsubscribing", input = Json)]
pub async fn show_unsubscribing(token: String) -> Result<Unsubscribing> {
    let door = crate::server::door::Door::open()?;
    door.answer(async { super::store::unsubscribing(&mut *door.state.read().await?, &token).await }).await
}

/// Answers with how it is now; a form sent without JavaScript is led back to its page. Letters that come again come as
/// was `chosen` before, and where nothing is said of that, as is usual.
#[server(prefix = "/fn", endpoint = "stop-letters")]
pub async fn stop_letters(token: String, stop: bool, #[server(default)] chosen: String) -> Result<Unsubscribing> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let mut tx = door.state.begin().await?;
        if stop {
            super::store::stop_letters(&mut tx, &token).await?;
        } else {
            super::store::send_again(&mut tx, &token, &chosen).await?;
        }
        let now = super::store::unsubscribing(&mut tx, &token).await?;
        tx.commit().await?;
        door.lead_to(&crate::app::paths::unsubscribe(&token));
        Ok(now)
    })
    .await
}
