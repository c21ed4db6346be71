//! The only SQL on appointments, their types and weekly hours.

mod appointments;
mod deeds;
mod figures;
mod hours;
mod import;

pub use appointments::{appointment_for, appointment_of_room, appointments_of, next_of, requests_to};
pub use deeds::{NewAppointment, book_slot, decide};
pub use figures::count_today;
pub use hours::{NewType, Span, add_hours, add_type, free_times, types_of};
pub use import::{PastAppointment, import_appointment};
