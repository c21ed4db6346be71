//! Work for later. A job is a row, written in the transaction it follows from, so it exists exactly where that does.
//! Any server takes it; one that dies over it leaves it to the next. What a job does has to bear being done twice.

pub mod registry;
mod store;
mod worker;

pub use store::{NewJob, free_taken, pause_after, put, put_at, put_many, take_back};
pub use worker::{Lane, Outcome, run_due, work};

#[cfg(test)]
mod tests;
