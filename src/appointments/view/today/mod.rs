//! A practitioner's day: who is next, who waits, and when each is expected.

mod slot;

use crate::app::{paths, use_me};
use crate::appointments::{Appointment, Status};
use crate::ui::{Empty, IconName, use_clock};
use leptos::prelude::*;
use slot::{Slot, Turn};

#[component]
pub fn TodayCard(appointments: Vec<Appointment>) -> impl IntoView {
    let me = use_me();
    let clock = use_clock();
    let today = todays(appointments, me.time_zone.clone());
    // Whose turn it is changes with the minutes; the slots stay until the day changes.
    let next = Memo::new(move |_| today.with(|today| turn_of(today, clock.get())));
    view! {
        <section class="card" aria-labelledby="today">
            <div class="card__head">
                <h2 id="today">"Today"</h2>
                <a class="more" href=paths::day_sheet(&me)>
                    "Day sheet"
                </a>
            </div>
            {move || {
                let appointments = today.get();
                if appointments.is_empty() {
                    let hint = "Confirmed appointments of today stand here.";
                    return view! { <Empty icon=IconName::Calendar title="A free day" hint /> }.into_any();
                }
                let slots = appointments
                    .into_iter()
                    .map(|appointment| view! { <Slot appointment next /> })
                    .collect_view();
                view! { <div class="agenda">{slots}</div> }.into_any()
            }}
        </section>
    }
}

/// Those of today, by the clock of whoever looks.
fn todays(appointments: Vec<Appointment>, zone: String) -> Memo<Vec<Appointment>> {
    let clock = use_clock();
    let date = {
        let zone = zone.clone();
        Memo::new(move |_| clock.get().civil(&zone).date)
    };
    Memo::new(move |_| {
        let today = date.get();
        let is_today = |a: &&Appointment| a.starts_at.civil(&zone).date == today && a.status != Status::Requested;
        appointments.iter().filter(is_today).cloned().collect()
    })
}

/// The first that is not over: it is under way, or it is next.
fn turn_of(today: &[Appointment], now: crate::time::Moment) -> Option<Turn> {
    let first = today.iter().find(|one| one.status == Status::Confirmed && one.ends_soonest() > now)?;
    Some(Turn { id: first.id, is_now: first.begins_at() <= now })
}
