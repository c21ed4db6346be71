//! A practitioner's day.

use super::cards::StatusChip;
use super::lateness::RunningLate;
use crate::app::{paths, use_me};
use crate::appointments::{Appointment, Status};
use crate::ui::{Empty, IconName, use_clock};
use leptos::prelude::*;

#[component]
pub fn TodayCard(appointments: Vec<Appointment>) -> impl IntoView {
    let me = use_me();
    let clock = use_clock();
    let zone = me.time_zone.clone();
    let today = {
        let zone = zone.clone();
        Memo::new(move |_| {
            let today = clock.get().civil(&zone).date;
            let is_today = |a: &&Appointment| a.starts_at.civil(&zone).date == today && a.status != Status::Requested;
            appointments.iter().filter(is_today).cloned().collect::<Vec<_>>()
        })
    };
    view! {
        <section class="card" aria-labelledby="today">
            <h2 id="today">"Today"</h2>
            <RunningLate today />
            {move || {
                let appointments = today.get();
                if appointments.is_empty() {
                    return view! {
                        <Empty
                            icon=IconName::Calendar
                            title="A free day"
                            hint="Confirmed appointments of today stand here."
                        />
                    }
                        .into_any();
                }
                let (me, zone, now) = (me.clone(), zone.clone(), clock.get());
                view! {
                    <div class="agenda">
                        {appointments
                            .into_iter()
                            .map(|appointment| {
                                let class = if appointment.ends_at <= now {
                                    "agenda__slot agenda__slot--done"
                                } else if appointment.starts_at <= now {
                                    "agenda__slot agenda__slot--now"
                                } else {
                                    "agenda__slot"
                                };
                                let expected = appointment.expected_later().map(|at| at.civil(&zone).clock());
                                view! {
                                    <time datetime=appointment
                                        .starts_at
                                        .rfc3339()>{appointment.starts_at.civil(&zone).clock()}</time>
                                    <div class=class>
                                        <div>
                                            <a href=paths::appointment(
                                                &me,
                                                appointment.id,
                                            )>{appointment.client.name}</a>
                                            <div class="soft">
                                                {appointment.reason} " · " {appointment.place.name()}
                                                {expected.map(|at| format!(" · expected {at}"))}
                                            </div>
                                        </div>
                                        <StatusChip status=appointment.status />
                                    </div>
                                }
                            })
                            .collect_view()}
                    </div>
                }
                    .into_any()
            }}
        </section>
    }
}
