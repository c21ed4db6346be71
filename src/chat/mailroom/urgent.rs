//! What cannot wait in the line: a message written within somebody else's transaction, by the same rules and with the
//! same bookkeeping. The room takes its next version, by which the mailroom knows that it remembers it no more.

use super::batch::{Care, write_within};
use super::memory::Memory;
use super::{Errand, Letter, Posted, Reply};
use crate::chat::model::Draft;
use crate::error::{AppError, Result};
use crate::ids::UserId;
use crate::server::db::Tx;
use crate::server::state::AppState;
use crate::server::telemetry::names;
use std::pin::Pin;
use tokio::sync::oneshot;

/// How a message that is marked urgent is written: the domain that raises emergencies says so at the start.
pub type PostUrgently = fn(&AppState, UserId, Draft) -> Pin<Box<dyn Future<Output = Result<Posted>> + Send + '_>>;

/// Takes a checked draft. A repeat answers with the message that is there.
pub async fn post_within(tx: &mut Tx, user: UserId, draft: Draft) -> Result<Posted> {
    let (reply, _) = oneshot::channel();
    let room = draft.room;
    let errand = Errand::Post { draft: Box::new(draft), reply: Reply::Caller(reply) };
    let letter = Letter { room, user, errand };
    let written = write_within(tx, &mut Memory::default(), &[letter], Care::Repeats).await?;
    metrics::counter!(names::MESSAGES).increment(written.ledger.fresh.len() as u64);
    let entry = written.entries.into_iter().next().ok_or(AppError::NotFound)?;
    written.ledger.resolve(entry, &written.senders)?.ok_or(AppError::NotFound)
}
