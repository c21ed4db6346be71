//! A practitioner's day: who is next, who waits, and when each is expected.

mod slot;

use super::lateness::RunningLate;
use crate::app::{paths, use_me};
use crate::appointments::{Appointment, Status};
use crate::time::Moment;
use crate::ui::{Empty, IconName, use_clock};
use leptos::prelude::*;
use slot::{Slot, Turns};

#[component]
pub fn TodayCard(appointments: Vec<Appointment>) -> impl IntoView {
    let me = use_me();
    let clock = use_clock();
    let today = todays(appointments, me.time_zone.clone());
    // Whose turn it is changes with the minutes; the slots stay until the day changes.
    let turns = Memo::new(move |_| today.with(|today| turns(today, clock.get())));
    view! {
        <section class="card" aria-labelledby="today">
            <div class="card__head">
                <h2 id="today">"Today"</h2>
                <a class="more" href=paths::day_sheet(&me)>
                    "Day sheet"
                </a>
            </div>
            <RunningLate today />
            {move || {
                let appointments = today.get();
                if appointments.is_empty() {
                    let hint = "Confirmed appointments of today stand here.";
                    return view! { <Empty icon=IconName::Calendar title="A free day" hint /> }.into_any();
                }
                let slots = appointments
                    .into_iter()
                    .map(|appointment| view! { <Slot appointment turns /> })
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

/// Of those that are not over: the one that is under way, and the one after it.
fn turns(today: &[Appointment], now: Moment) -> Turns {
    let mut ahead = today.iter().filter(|one| one.status == Status::Confirmed && one.ends_soonest() > now).peekable();
    let under_way = ahead.next_if(|one| one.begins_at() <= now).map(|one| one.id);
    Turns { now: under_way, next: ahead.next().map(|one| one.id) }
}
