//! The days on which the practice is closed.

use crate::appointments::model::Holiday;
use crate::appointments::remove_holiday;
use crate::time::date_line;
use crate::ui::{Attempt, Button, Empty, ErrorNotice, IconName, Look};
use leptos::prelude::*;

#[component]
pub fn HolidayList(holidays: Vec<Holiday>, #[prop(into)] on_change: Callback<()>) -> impl IntoView {
    if holidays.is_empty() {
        let hint = "Add the days on which the practice is closed.";
        return view! { <Empty icon=IconName::Calendar title="No holidays ahead" hint=hint /> }.into_any();
    }
    let attempt = Attempt::default();
    view! {
        {move || attempt.error.get().map(|error| view! { <ErrorNotice error /> })}
        <ul aria-label="Holidays">
            {holidays.into_iter().map(|holiday| view! { <HolidayRow holiday attempt on_change /> }).collect_view()}
        </ul>
    }
    .into_any()
}

/// Nothing is lost by removing one: it can be added again.
#[component]
fn HolidayRow(holiday: Holiday, attempt: Attempt, on_change: Callback<()>) -> impl IntoView {
    let (date, name) = (date_line(holiday.day), holiday.name.clone());
    let remove = move || {
        attempt.start(remove_holiday(holiday.clone()), move |()| {
            on_change.try_run(());
        });
    };
    view! {
        <li class="hours__type">
            <div>
                <b>{name}</b>
                <p class="soft">{date}</p>
            </div>
            <Button small=true look=Look::Quiet busy=attempt.busy on_press=remove>
                "Remove"
            </Button>
        </li>
    }
}
