//! Free times, a day at a time.

use crate::time::{Civil, Moment, month_short, weekday_short};
use leptos::prelude::*;
use time::Date;

/// The days that have free times, and the times of the chosen one.
#[component]
pub fn TimePicker(
    free: Vec<Moment>,
    zone: String,
    day: RwSignal<Option<Date>>,
    chosen: RwSignal<Option<Moment>>,
) -> impl IntoView {
    let times: Vec<(Moment, Civil)> = free.into_iter().map(|at| (at, at.civil(&zone))).collect();
    let mut days: Vec<Civil> = times.iter().map(|(_, civil)| *civil).collect();
    days.dedup_by_key(|civil| civil.date);
    // A day that still has times stays chosen, and so does a time that is still free.
    if !days.iter().any(|civil| day.get_untracked() == Some(civil.date)) {
        day.set(days.first().map(|civil| civil.date));
    }
    if !times.iter().any(|(time, _)| chosen.get_untracked() == Some(*time)) {
        chosen.set(None);
    }
    let of_day = Memo::new(move |_| {
        let is_that_day = |(_, civil): &&(Moment, Civil)| Some(civil.date) == day.get();
        times.iter().filter(is_that_day).copied().collect::<Vec<_>>()
    });
    view! {
        <div class="stack">
            <h2 id="date-label">"Date"</h2>
            <div class="dates" role="group" aria-label="Date">
                {days
                    .into_iter()
                    .map(|civil| {
                        view! {
                            <DayButton
                                civil
                                is_chosen=Signal::derive(move || day.get() == Some(civil.date))
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
                <For each=move || of_day.get() key=|(at, _)| *at let((at, civil))>
                    <button
                        type="button"
                        class="slots__time"
                        aria-pressed=move || (chosen.get() == Some(at)).to_string()
                        on:click=move |_| chosen.set(Some(at))
                    >
                        {civil.clock()}
                    </button>
                </For>
            </div>
        </div>
    }
}

#[component]
fn DayButton(civil: Civil, is_chosen: Signal<bool>, on_press: impl Fn(Date) + 'static) -> impl IntoView {
    view! {
        <button
            type="button"
            class="date"
            aria-pressed=move || is_chosen.get().to_string()
            aria-label=civil.day_short()
            on:click=move |_| on_press(civil.date)
        >
            <span>{weekday_short(civil.date)}</span>
            <b>{civil.date.day()}</b>
            <span>{month_short(civil.date)}</span>
        </button>
    }
}
