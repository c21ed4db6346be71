//! What people see of appointments.

mod appointment;
mod appointments;
mod book;
mod calendar;
mod cards;
mod day_sheet;
mod deeds;
mod feed;
mod history;
mod lateness;
mod live;
mod moving;
mod requests;
pub(in crate::appointments) mod times;
mod today;
mod waitlist;

pub use appointment::{AppointmentFacts, AppointmentPage};
pub use appointments::AppointmentsPage;
pub use book::BookPage;
pub use calendar::PracticeCalendarPage;
pub use cards::{BookLink, NextCard};
pub use day_sheet::DaySheetPage;
pub use feed::CalendarFeedPage;
pub use lateness::RunningLate;
pub use live::changes;
pub use requests::RequestsRegion;
pub use today::TodayCard;
pub use waitlist::{JoinWaitlist, WaitingList, WaitlistCard};
