//! One batch as one transaction: rooms locked in order, numbers and versions handed out, everything written by
//! one statement, told after the commit.

mod ledger;
mod rows;

use super::members::Members;
use super::{Errand, Letter};
use crate::chat::Event;
use crate::chat::model::Message;
use crate::error::Result;
use crate::live::bus::Bus;
use crate::server::db::Tx;
use crate::server::telemetry::names;
use ledger::Ledger;
use sqlx::PgPool;

/// Whether to look for repeated drafts first. Mostly there are none, and the unique constraint tells when there are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Care {
    Optimistic,
    Repeats,
    /// It is not known whether the last try was committed, and then nobody was told: tell of repeats too.
    Uncertain,
}

/// One answer a letter: the message, nothing for a position, or the person's error.
pub type Answers = Vec<Result<Option<Message>>>;

pub async fn write_batch(
    pool: &PgPool,
    bus: &Bus,
    members: &mut Members,
    letters: &[Letter],
    care: Care,
) -> Result<Answers, sqlx::Error> {
    let mut tx = Tx::raw(pool, bus).await?;
    let mut ledger = Ledger::new(rows::lock_rooms(&mut tx, letters).await?);
    members.learn(&mut tx, ledger.changed_versions()).await?;
    if letters.iter().any(|letter| !matches!(letter.errand, Errand::Post { .. })) {
        ledger.positions = rows::positions(&mut tx, letters).await?;
    }
    ledger.tells_repeats = care == Care::Uncertain;
    if care != Care::Optimistic || ledger.has_ended_rooms() {
        ledger.posted = rows::find_repeats(&mut tx, letters).await?;
    }
    let answers: Vec<_> =
        letters.iter().map(|letter| ledger.enter(letter, members.of(letter.room).contains(&letter.user))).collect();
    let senders = rows::write(&mut tx, &ledger).await?;
    for event in &mut ledger.events {
        if let Event::MessageReceived { message, .. } = event {
            // The name of a fresh message's sender was read while it was written.
            if let Some(sender) = message.sender.as_ref().and_then(|sender| senders.get(&sender.id)) {
                message.sender = Some(sender.clone());
            }
        }
        tx.tell(members.of(event.room()), event.clone());
    }
    tx.commit_raw().await?;
    metrics::counter!(names::MESSAGES).increment(ledger.fresh.len() as u64);
    Ok(answers.into_iter().map(|answer| ledger.resolve(answer, &senders)).collect())
}
