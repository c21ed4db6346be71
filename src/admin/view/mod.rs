//! The admin's pages.

mod audit;
mod choice;
mod frame;
mod home;
mod invitations;
mod people;
mod person;
mod practice;

pub use audit::AuditPage;
pub(super) use frame::AdminPage;
pub use home::AdminHome;
pub use invitations::InvitationsPage;
pub use people::PeoplePage;
pub use person::PersonPage;
pub use practice::PracticePage;
