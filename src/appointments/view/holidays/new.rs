//! Closing the practice on a day.

use crate::appointments::add_holiday;
use crate::appointments::model::Holiday;
use crate::appointments::view::input::Input;
use crate::error::{AppError, Result};
use crate::time::parse_date;
use crate::ui::{Attempt, ErrorNotice};
use leptos::prelude::*;

#[component]
pub fn NewHoliday(#[prop(into)] on_change: Callback<()>) -> impl IntoView {
    let (day, name) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let attempt = Attempt::default();
    let submit = move || match typed(&day.get_untracked(), name.get_untracked()) {
        Err(error) => attempt.error.set(Some(error)),
        Ok(holiday) => attempt.start(add_holiday(holiday), move |()| {
            day.try_set(String::new());
            name.try_set(String::new());
            on_change.run(());
        }),
    };
    let elsewhere =
        move || attempt.error.get().filter(|error| !error.field().is_some_and(|of| of == "day" || of == "name"));
    view! {
        <form
            class="stack"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                submit();
            }
        >
            <div class="grid grid--even">
                <Input label="Date" field="day" kind="date" value=day error=attempt.error />
                <Input label="Holiday" field="name" hint="What it is called." value=name error=attempt.error />
            </div>
            {move || elsewhere().map(|error| view! { <ErrorNotice error /> })} <div class="row">
                <button type="submit" class="button button--accent" disabled=attempt.busy>
                    "Add holiday"
                </button>
            </div>
        </form>
    }
}

fn typed(day: &str, name: String) -> Result<Holiday> {
    let day = parse_date(day).ok_or_else(|| AppError::invalid("day", "Please choose a date."))?;
    Holiday { day, name }.checked()
}
