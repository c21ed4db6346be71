//! *Running late*: one press, and everyone who is still to come today sees when to expect the practitioner.

use crate::accounts::User;
use crate::appointments::{Appointment, DELAYS, Delay, delay_now, run_late};
use crate::ui::{Attempt, ErrorNotice, use_clock};
use leptos::prelude::*;

/// Nothing where nothing is left of the day.
#[component]
pub fn RunningLate(
    /// The practitioner's day, in order.
    #[prop(into)]
    today: Signal<Vec<Appointment>>,
    /// Whose day it is, where an admin says it for them.
    #[prop(optional)]
    whose: Option<User>,
) -> impl IntoView {
    let now = use_clock();
    let practitioner = whose.as_ref().map(|one| one.id);
    let label = whose.as_ref().map_or("Running late".to_owned(), |one| format!("Running late: {}", one.name));
    let title = whose.map_or("Running late".to_owned(), |one| one.name);
    let delay = Memo::new(move |_| today.with(|today| delay_now(today, now.get())));
    let attempt = Attempt::default();
    let say = move |minutes: i64| attempt.start(run_late(Delay { minutes, practitioner }), |_| {});
    let press = move |minutes: i64, name: String, says: String| {
        view! {
            <button
                type="button"
                aria-pressed=move || (delay.get() == Some(minutes)).to_string()
                aria-label=says
                disabled=move || attempt.busy.get()
                on:click=move |_| say(minutes)
            >
                {name}
            </button>
        }
    };
    move || {
        delay.with(Option::is_some).then(|| {
            let later = DELAYS.map(|minutes| {
                press(minutes, format!("+{minutes}"), format!("+{minutes} minutes, counted from the plan"))
            });
            view! {
                <div class="late" role="group" aria-label=label.clone()>
                    <h3 class="late__title">{title.clone()}</h3>
                    <div class="segments">
                        {later.into_iter().collect_view()} {press(0, "On time".into(), "On time".into())}
                    </div>
                    <p class="faint">"Minutes count from the plan. All who come today are told at once."</p>
                    {move || attempt.error.get().map(|error| view! { <ErrorNotice error /> })}
                </div>
            }
        })
    }
}
