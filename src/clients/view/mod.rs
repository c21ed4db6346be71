//! What people see of clients.

mod editor;
mod facts;
mod history;
mod list;
mod live;
mod message;
mod own;
mod practitioners;

pub use editor::FactsForm;
pub use facts::FactsList;
pub use history::FactHistory;
pub use list::ClientsPage;
pub use live::client_changes;
pub use message::MessageLink;
pub use own::OwnCardPage;
pub use practitioners::OwnPractitionersCard;
