//! What waits for nobody: messages that are marked urgent, written by the emergency's own short transaction, not in the
//! mailroom's line; and the functions that find out who asks by the connections of emergencies.

use super::store;
use crate::accounts;
use crate::chat::{Draft, Posted};
use crate::error::Result;
use crate::ids::UserId;
use crate::server::state::AppState;
use std::pin::Pin;

/// Server functions of `api.rs`.
pub const URGENT: [&str; 5] = [
    "/fn/raise-emergency",
    "/fn/see-emergency",
    "/fn/take-emergency",
    "/fn/give-emergency-back",
    "/fn/resolve-emergency",
];

pub fn post_urgently(
    state: &AppState,
    user: UserId,
    draft: Draft,
) -> Pin<Box<dyn Future<Output = Result<Posted>> + Send + '_>> {
    Box::pin(async move {
        let mut tx = state.begin_urgently().await?;
        let me = accounts::store::me(&mut tx, user).await?;
        let posted = store::raise_by_message(&mut tx, &me, draft, state.limits.may_ring(user)).await?;
        tx.commit().await?;
        state.bells.note(std::iter::once(posted.message.room), std::iter::empty());
        Ok(posted)
    })
}
