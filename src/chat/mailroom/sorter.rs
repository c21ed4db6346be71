//! Takes what comes in and hands it to the clerks.

use super::Letter;
use super::clerk::Clerk;
use super::memory::Memory;
use super::tray::{Claim, Tray};
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until};

pub struct Sorter {
    tray: Tray,
    /// Of rooms in which nothing is under way; of the others the clerks have it.
    memory: Memory,
    idle: Vec<Clerk>,
    busy: JoinSet<(Clerk, Claim)>,
}

impl Sorter {
    pub fn new(clerks: Vec<Clerk>) -> Self {
        Self { tray: Tray::default(), memory: Memory::default(), idle: clerks, busy: JoinSet::new() }
    }

    /// Runs until nobody sends any more and everything is written.
    pub async fn run(mut self, mut letters: mpsc::Receiver<Letter>) {
        let (mut incoming, mut is_open) = (Vec::new(), true);
        while is_open || !self.tray.is_empty() || !self.busy.is_empty() {
            self.hand_out();
            let places = self.tray.places();
            tokio::select! {
                Some(done) = self.busy.join_next() => match done {
                    Ok((clerk, claim)) => self.take_back(clerk, &claim),
                    // It has panicked, which the log says, or everything stops.
                    Err(_) => return,
                },
                count = letters.recv_many(&mut incoming, places), if is_open && places > 0 => {
                    is_open = count > 0;
                    self.tray.put(incoming.drain(..));
                }
                () = sleep_until(self.tray.patience.unwrap_or_else(Instant::now)), if self.tray.patience.is_some() => {}
            }
        }
    }

    fn hand_out(&mut self) {
        while let Some(mut clerk) = self.idle.pop() {
            let Some((letters, claim)) = self.tray.next_batch(Instant::now()) else { return self.idle.push(clerk) };
            clerk.memory = self.memory.lend(&claim.rooms);
            self.busy.spawn(async move {
                clerk.write(letters).await;
                (clerk, claim)
            });
        }
    }

    fn take_back(&mut self, mut clerk: Clerk, claim: &Claim) {
        self.memory.take_back(&mut clerk.memory);
        self.tray.release(claim);
        self.idle.push(clerk);
    }
}
