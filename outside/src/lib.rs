//! A small client of a running server, for what shows only from outside: what a crash loses, and how fast it is.
//! The server is the program that `ATTEND_BIN` names.

mod clock;
mod lane;
mod ledger;
pub mod load;
mod person;
pub mod postgres;
mod server;
mod socket;

pub use clock::Clock;
pub use lane::{Lane, Orders};
pub use ledger::compare;
pub use person::{Message, PEOPLE, Person, Room, http};
pub use postgres::Postmaster;
pub use server::{Server, program};
pub use socket::{Draft, Socket};

use std::error::Error;
use std::time::{Duration, Instant};

pub type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

/// Nothing here takes longer than this on a machine that works at all.
pub const PATIENCE: Duration = Duration::from_secs(30);
/// How often a condition is looked at that nobody announces.
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// Waits until it is so; an error that names it where that takes too long.
pub fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) -> Outcome {
    let deadline = Instant::now() + PATIENCE;
    while !is_so() {
        if Instant::now() > deadline {
            return Err(format!("waited {PATIENCE:?} in vain until {what}").into());
        }
        std::thread::sleep(LOOK_EVERY);
    }
    Ok(())
}
