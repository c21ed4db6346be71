//! Calendars: days and weeks with their appointments.

mod asked;
mod bar;
mod block;
mod columns;
mod late;
mod pages;
mod timetable;
mod whose;

pub use pages::{PracticeCalendarPage, PractitionerAppointments};

pub use asked::{Asked, long, use_asked};

use crate::app::paths;
use crate::ids::AppointmentId;
use crate::ui::{Icon, IconName};
use leptos::prelude::*;

/// Hands one appointment to a calendar program.
#[component]
pub fn AddToCalendar(id: AppointmentId) -> impl IntoView {
    view! {
        <a class="button" href=paths::calendar_file(id) rel="external" download>
            <Icon name=IconName::Calendar />
            "Add to calendar"
        </a>
    }
}
