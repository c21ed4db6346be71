//! What people see of appointments.

mod appointment;
mod appointments;
mod arranging;
mod book;
mod calendar;
mod cards;
mod deeds;
mod feed;
mod history;
mod holidays;
mod hours;
mod input;
mod lateness;
mod live;
mod moving;
mod requests;
pub(in crate::appointments) mod times;
mod today;
mod types;
mod waitlist;

pub use appointment::{AppointmentFacts, AppointmentPage};
pub use appointments::AppointmentsPage;
pub use arranging::AvailabilityLink;
pub use book::BookPage;
pub use calendar::{Asked, PracticeCalendarPage, long, use_asked};
pub use cards::{BookLink, NextCard};
pub use feed::CalendarFeedPage;
pub use holidays::HolidaysPage;
pub use hours::{AvailabilityPage, PractitionerHoursPage};
pub use lateness::RunningLate;
pub use live::changes;
pub use requests::RequestsRegion;
pub use today::TodayCard;
pub use types::TypesPage;
pub use waitlist::{JoinWaitlist, WaitingList, WaitlistCard};
