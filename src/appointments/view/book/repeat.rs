//! Once, or every week.

use super::asking::Asking;
use crate::appointments::Offer;
use crate::error::AppError;
use crate::ui::{Switch, use_clock};
use leptos::prelude::*;

const WEEKS: [u8; 7] = [2, 3, 4, 6, 8, 12, 26];

/// As many weeks as lie within reach of the chosen time; nothing where no second one does.
#[component]
pub fn Repeat(asking: Asking, offers: Memo<Vec<Offer>>) -> impl IntoView {
    let clock = use_clock();
    let choices = Memo::new(move |_| {
        let most = offers.with(|offers| asking.weeks_within_reach(offers, clock.get()));
        WEEKS.into_iter().filter(|weeks| i64::from(*weeks) <= most).collect::<Vec<_>>()
    });
    // From a later time on there may be fewer weeks than were chosen.
    Effect::new(move |_| {
        let most = choices.with(|choices| choices.last().copied());
        if asking.weeks.try_get_untracked().flatten() > most {
            asking.weeks.set(most);
        }
    });
    view! {
        <Show when=move || choices.with(|choices| !choices.is_empty())>
            <div class="field">
                <label class="field__label" for="repeat">
                    "Repeat"
                </label>
                <select id="repeat" on:change:target=move |event| asking.weeks.set(event.target().value().parse().ok())>
                    <option value="" prop:selected=move || asking.weeks.get().is_none()>
                        "Once"
                    </option>
                    <For each=move || choices.get() key=|weeks| *weeks let:weeks>
                        <option value=weeks.to_string() prop:selected=move || asking.weeks.get() == Some(weeks)>
                            {format!("Every week, {weeks} weeks")}
                        </option>
                    </For>
                </select>
            </div>
            <SkipTaken asking />
        </Show>
    }
}

/// Asked where not all weeks turned out to be free.
#[component]
fn SkipTaken(asking: Asking) -> impl IntoView {
    let is_asked = move || {
        asking
            .request
            .value()
            .with(|answer| matches!(answer, Some(Err(AppError::Invalid { field, .. })) if field == "weeks"))
            || asking.skip_taken.get()
    };
    move || {
        is_asked().then(|| {
            view! {
                <Switch
                    label="Book the weeks that are free"
                    on=asking.skip_taken
                    on_turn=move |on| asking.skip_taken.set(on)
                />
            }
        })
    }
}
