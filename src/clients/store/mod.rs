//! The only SQL on what is known of clients; and reading who is whose, which follows from appointments and rooms.

mod facts;
mod listing;
mod people;
mod visits;

pub use facts::{change_facts, facts_among, facts_of, sheet_of};
pub use listing::{ClientSearch, Place, find_clients};
pub use people::{carers_of, client_for, client_of_room, clients_among, own_practitioners};
pub use visits::{ahead_with, files_given, last_with, past_with};
