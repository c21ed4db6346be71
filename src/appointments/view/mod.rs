//! What people see of appointments.

mod appointment;
mod appointments;
mod arranging;
mod book;
mod cards;
mod deeds;
mod history;
mod holidays;
mod hours;
mod input;
mod live;
mod moving;
mod requests;
pub(in crate::appointments) mod times;
mod today;
mod types;

pub use appointment::{AppointmentFacts, AppointmentPage};
pub use appointments::AppointmentsPage;
pub use arranging::{AvailabilityLink, BookingCard, BookingNavigation};
pub use book::BookPage;
pub use cards::{BookLink, NextCard};
pub use holidays::HolidaysPage;
pub use hours::{AvailabilityPage, PractitionerHoursPage};
pub use live::changes;
pub use requests::RequestsRegion;
pub use today::TodayCard;
pub use types::TypesPage;
