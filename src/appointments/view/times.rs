//! Free times, a day at a time.

use crate::time::{Civil, Moment, month_short, weekday_short};
use leptos::prelude::*;
use std::sync::Arc;
use time::Date;

/// The days that have free times, and the times of the chosen one.
#[component]
pub fn TimePicker(
    free: Vec<Moment>,
    zone: String,
    day: RwSignal<Option<Date>>,
    chosen: RwSignal<Option<Moment>>,
) -> impl IntoView {
    let times: Arc<[(Moment, Civil)]> = free.into_iter().map(|at| (at, at.civil(&zone))).collect();
    let mut days: Vec<Civil> = times.iter().map(|(_, civil)| *civil).collect();
    days.dedup_by_key(|civil| civil.date);
    let dates: Arc<[Date]> = days.iter().map(|civil| civil.date).collect();
    // The parts of the picker before this one may still look at what is chosen: they are left nothing that goes with it.
    let shown = move || day.get().filter(|day| dates.contains(day)).or_else(|| dates.first().copied());
    let of_day = {
        let (times, shown) = (Arc::clone(&times), shown.clone());
        move || {
            let shown = shown();
            let of_day = times.iter().filter(|(_, civil)| Some(civil.date) == shown);
            of_day.map(|(at, _)| (*at, at.clock_in(&zone))).collect::<Vec<_>>()
        }
    };
    // A time that is still free stays chosen.
    Effect::new(move |_| {
        if chosen.get_untracked().is_some_and(|chosen| !times.iter().any(|(time, _)| *time == chosen)) {
            chosen.set(None);
        }
    });
    view! {
        <div class="stack">
            <h2 id="date-label">"Date"</h2>
            <div class="dates" role="group" aria-label="Date">
                {days
                    .into_iter()
                    .map(|civil| {
                        let shown = shown.clone();
                        view! {
                            <DayButton
                                civil
                                is_chosen=move || shown() == Some(civil.date)
                                on_press=move |date| {
                                    day.set(Some(date));
                                    chosen.set(None);
                                }
                            />
                        }
                    })
                    .collect_view()}
            </div>
        </div>
        <div class="stack">
            <h2>"Available times"</h2>
            <div class="slots" role="group" aria-label="Available times">
                <For each=of_day key=|(at, _)| *at let((at, clock))>
                    <button
                        type="button"
                        class="slots__time"
                        aria-pressed=move || (chosen.get() == Some(at)).to_string()
                        on:click=move |_| chosen.set(Some(at))
                    >
                        {clock}
                    </button>
                </For>
            </div>
        </div>
    }
}

#[component]
fn DayButton(
    civil: Civil,
    is_chosen: impl Fn() -> bool + Send + 'static,
    on_press: impl Fn(Date) + 'static,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="date"
            aria-pressed=move || is_chosen().to_string()
            aria-label=civil.day_short()
            on:click=move |_| on_press(civil.date)
        >
            <span>{weekday_short(civil.date)}</span>
            <b>{civil.date.day()}</b>
            <span>{month_short(civil.date)}</span>
        </button>
    }
}
