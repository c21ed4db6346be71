//! Stories of rooms: each promise of delivery, what the socket refuses, and who is told what.

mod acknowledgements;
mod changes;
mod delivery;
mod history;
mod hostile;
mod presence;
mod refusals;
mod ringing;
mod rooms;
mod search;
