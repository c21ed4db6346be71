//! The only SQL on appointments, what can be booked, and when.

mod about;
mod appointments;
mod booking;
mod calendar;
mod changes;
mod deciding;
mod engaged;
mod feeds;
mod figures;
mod free;
mod hours;
mod import;
mod kinds;
mod lateness;
mod moving;
mod practice;
mod reminders;
mod rooms;
mod series;
mod staff;
mod waitlist;

pub use about::files_of;
pub use appointments::{
    AppointmentSearch, appointment_for, appointment_of_room, appointments_of, find_appointments, next_of, requests_to,
};
pub use booking::{NewAppointment, Slot, book, book_slot, forget_old_holds, hold_slot, release_holds};
pub use calendar::{Entry, calendars_for, entries_of, entry, entry_of, rosters};
pub use changes::changes_of;
pub use deciding::{decide, decline_unanswered, end_rooms_past_grace};
pub use feeds::{feed_of, make_feed, reader_of_feed, revoke_feed};
pub use figures::count_today;
pub use free::{FreeSearch, find_free_times, free_times};
pub use hours::{add_hours, availability_of, set_availability};
pub use import::{PastAppointment, import_appointment};
pub use kinds::{add_type, archive_type, change_type, offered_types, offers_of, practitioners_for, type_for, types_of};
pub use lateness::run_late;
pub use moving::{accept_proposal, dismiss_proposal, propose_time, reschedule};
pub use practice::{add_holiday, holiday_on, holidays_of, remove_holiday, rules_of, set_rules};
pub use reminders::remind;
pub use series::{Weekly, book_series, cancel_series, confirm_series, series_of};
pub use staff::{arranged_by, must_be_admin, practitioner_of};
pub use waitlist::{join_waitlist, leave_waitlist, pass_offer, pass_on_expired, take_offer, waitlist_for};
