//! Once, or every week.

use super::asking::Asking;
use crate::error::AppError;
use crate::ui::{Select, Switch};
use leptos::prelude::*;

const WEEKS: [u8; 6] = [2, 4, 6, 8, 12, 26];

#[component]
pub fn Repeat(asking: Asking) -> impl IntoView {
    let mut options = vec![(String::new(), "Once".to_owned())];
    options.extend(WEEKS.map(|weeks| (weeks.to_string(), format!("Every week, {weeks} weeks"))));
    // Asked where not all weeks turned out to be free.
    let is_asked = move || {
        asking
            .request
            .value()
            .with(|answer| matches!(answer, Some(Err(AppError::Invalid { field, .. })) if field == "weeks"))
            || asking.skip_taken.get()
    };
    view! {
        <Select label="Repeat" id="repeat" options on_choose=move |value| asking.weeks.set(value.parse().ok()) />
        {move || {
            is_asked()
                .then(|| {
                    view! {
                        <Switch
                            label="Book the weeks that are free"
                            on=asking.skip_taken
                            on_turn=move |on| asking.skip_taken.set(on)
                        />
                    }
                })
        }}
    }
}
