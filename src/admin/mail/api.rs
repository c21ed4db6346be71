//! What the page of e-mail asks.

use super::{MailStatus, TestLetter};
use crate::error::Result;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

#[server(prefix = "/fn", endpoint = "mail-status", input = Json)]
pub async fn read_mail_status() -> Result<MailStatus> {
    let door = crate::server::door::Door::open()?;
    door.answer(async { super::trial::mail_status(&door.state, &door.who()?.me) }).await
}

#[server(prefix = "/fn", endpoint = "send-test-letter", input = Json)]
pub async fn send_test_letter() -> Result<TestLetter> {
    let door = crate::server::door::Door::open()?;
    door.answer(async { Box::pin(super::trial::send_test_letter(&door.state, &door.who()?.me)).await }).await
}
