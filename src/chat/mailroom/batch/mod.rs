//! One batch. Mostly the rooms are as they are remembered, and everything is written by one statement, which fails
//! where they are not. Then it is written under a lock: rooms locked in order, what is not known read anew.
//! Either way numbers and versions are handed out in the order of the letters, and told after the commit.

mod ledger;
mod lookups;
mod rows;

pub use ledger::{Ledger, Position, RoomRow};

use super::clerk::Clerk;
use super::memory::Memory;
use super::{Letter, Posted};
use crate::accounts::User;
use crate::chat::Event;
use crate::error::Result;
use crate::ids::UserId;
use crate::server::db::{Outbox, Tx};
use crate::server::telemetry::names;
use ledger::Entry;
use std::collections::HashMap;

/// Whether to look for repeated drafts first. Mostly there are none, and the unique constraint tells when there are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Care {
    Optimistic,
    Repeats,
    /// It is not known whether the last try was committed, and then nobody was told: tell of repeats too.
    Uncertain,
}

/// One answer a letter: the message, nothing for a position, or the person's error.
pub type Answers = Vec<Result<Option<Posted>>>;

impl Clerk {
    pub async fn write_batch(&mut self, letters: &[Letter], care: Care) -> Result<Answers, sqlx::Error> {
        let from_memory = if care == Care::Optimistic { self.memory.ledger_for(letters) } else { None };
        match from_memory {
            Some(ledger) => self.write_at_once(letters, ledger).await,
            None => self.write_under_lock(letters, care).await,
        }
    }

    async fn write_at_once(&mut self, letters: &[Letter], mut ledger: Ledger) -> Result<Answers, sqlx::Error> {
        let entries = enter_all(&mut ledger, letters);
        let mut conn = self.take_connection().await?;
        let senders = rows::write(&mut conn, &ledger).await?;
        self.keep_connection(conn);
        let mut outbox = Outbox::new(&self.bus);
        tell(&mut outbox, &self.memory, &mut ledger, &senders);
        outbox.carry();
        Ok(self.close(&ledger, entries, &senders))
    }

    async fn write_under_lock(&mut self, letters: &[Letter], care: Care) -> Result<Answers, sqlx::Error> {
        self.return_connection();
        let mut tx = Tx::raw(&self.pool, &self.bus).await?;
        let Written { ledger, entries, senders } = write_within(&mut tx, &mut self.memory, letters, care).await?;
        tx.commit_raw().await?;
        Ok(self.close(&ledger, entries, &senders))
    }

    fn close(&mut self, ledger: &Ledger, entries: Vec<Result<Entry>>, senders: &HashMap<UserId, User>) -> Answers {
        self.memory.keep(ledger);
        self.bells.note(ledger.fresh.iter().map(|message| message.room), ledger.readers());
        metrics::counter!(names::MESSAGES).increment(ledger.fresh.len() as u64);
        entries.into_iter().map(|entry| ledger.resolve(entry, senders)).collect()
    }
}

/// What became of letters that are written and not committed yet.
pub struct Written {
    pub ledger: Ledger,
    pub entries: Vec<Result<Entry>>,
    pub senders: HashMap<UserId, User>,
}

/// Writes letters under a lock of their rooms, within a transaction that may hold more than they.
pub async fn write_within(
    tx: &mut Tx,
    memory: &mut Memory,
    letters: &[Letter],
    care: Care,
) -> Result<Written, sqlx::Error> {
    let locked = lookups::lock_rooms(tx, letters).await?;
    memory.refresh(tx, locked).await?;
    let mut ledger = memory.open_ledger(letters);
    ledger.tells_repeats = care == Care::Uncertain;
    if care != Care::Optimistic || ledger.needs_repeats(letters) {
        ledger.posted = lookups::find_repeats(tx, letters).await?;
    }
    lookups::find_parts(tx, letters, &mut ledger).await?;
    let entries = enter_all(&mut ledger, letters);
    let senders = rows::write(tx, &ledger).await?;
    rows::attach(tx, &ledger).await?;
    rows::ask(tx, &ledger).await?;
    tell(tx.outbox(), memory, &mut ledger, &senders);
    Ok(Written { ledger, entries, senders })
}

fn enter_all(ledger: &mut Ledger, letters: &[Letter]) -> Vec<Result<Entry>> {
    letters.iter().map(|letter| ledger.enter(letter)).collect()
}

/// The name of a fresh message's sender was read while it was written.
fn tell(outbox: &mut Outbox, memory: &Memory, ledger: &mut Ledger, senders: &HashMap<UserId, User>) {
    for event in &mut ledger.events {
        if let Event::MessageReceived { message, .. } = event
            && let Some(sender) = message.sender.as_ref().and_then(|sender| senders.get(&sender.id))
        {
            message.sender = Some(sender.clone());
        }
        outbox.tell(memory.audience_of(event, &ledger.fresh), event.clone());
    }
}
