//! Stories of rooms: each promise of delivery, what the socket refuses, and who is told what.

mod delivery;
mod history;
mod presence;
mod refusals;
mod search;
