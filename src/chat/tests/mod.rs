//! Stories of rooms: each promise of delivery, what the socket refuses, and who is told what.

mod acknowledgements;
mod catching_up;
mod changes;
mod delivery;
mod files;
mod history;
mod hostile;
mod presence;
mod refusals;
mod ringing;
mod ringing_again;
mod rooms;
mod search;
mod search_beside;
