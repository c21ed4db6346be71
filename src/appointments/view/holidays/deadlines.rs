//! Until when clients may change what is confirmed, how long its conversation stays open, and how long offers hold.

use crate::app::use_me;
use crate::appointments::model::PracticeRules;
use crate::appointments::view::input::Input;
use crate::appointments::view::live::settings_changes;
use crate::appointments::{read_practice_rules, set_practice_rules};
use crate::error::{AppError, Result};
use crate::ui::{Attempt, ErrorNotice, Questions, Saved};
use crate::words::{Role, capitalised};
use leptos::prelude::*;
use leptos::task::spawn_local;

const FIELDS: [&str; 3] = ["cancellationHours", "graceHours", "waitlistMinutes"];

#[component]
pub fn DeadlinesForm(rules: PracticeRules) -> impl IntoView {
    let clients = capitalised(use_me().practice.kind.people(Role::Client));
    let (cancellation, grace) =
        (RwSignal::new(rules.cancellation_hours.to_string()), RwSignal::new(rules.grace_hours.to_string()));
    let offer = RwSignal::new(rules.waitlist_minutes.to_string());
    let kept = RwSignal::new(rules);
    let (attempt, is_saved) = (Attempt::default(), RwSignal::new(false));
    let read = move || {
        PracticeRules {
            cancellation_hours: whole("cancellationHours", &cancellation.get())?,
            grace_hours: whole("graceHours", &grace.get())?,
            waitlist_minutes: whole("waitlistMinutes", &offer.get())?,
        }
        .checked()
    };
    let reading = Questions::default();
    settings_changes(move || {
        let question = reading.ask();
        spawn_local(async move {
            let Ok(now) = read_practice_rules().await else { return };
            // What is being typed is not touched.
            if question.is_last() && untrack(read) == Ok(kept.get_untracked()) {
                kept.set(now);
                cancellation.set(now.cancellation_hours.to_string());
                grace.set(now.grace_hours.to_string());
                offer.set(now.waitlist_minutes.to_string());
            }
        });
    });
    let submit = move || match untrack(read) {
        Err(error) => attempt.error.set(Some(error)),
        Ok(rules) => attempt.start(set_practice_rules(rules), move |()| {
            reading.outdate();
            kept.try_set(rules);
            is_saved.try_set(true);
        }),
    };
    let is_shown = move || is_saved.get() && read() == Ok(kept.get());
    let elsewhere = move || attempt.error.get().filter(|error| !error.field().is_some_and(|of| FIELDS.contains(&of)));
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
                <Input
                    label="Cancellation deadline (hours)"
                    field="cancellationHours"
                    kind="number"
                    hint=format!("{clients} can move or cancel a confirmed appointment until then; 0: until it begins.")
                    value=cancellation
                    error=attempt.error
                />
                <Input
                    label="Conversation stays open (hours)"
                    field="graceHours"
                    kind="number"
                    hint="After it was completed or cancelled; it can always be read."
                    value=grace
                    error=attempt.error
                />
                <Input
                    label="A freed time is offered for (minutes)"
                    field="waitlistMinutes"
                    kind="number"
                    hint="To one on the waitlist; then it is the next one's turn."
                    value=offer
                    error=attempt.error
                />
            </div>
            {move || elsewhere().map(|error| view! { <ErrorNotice error /> })}
            {move || is_shown().then(|| view! { <Saved text="Saved" /> })} <div class="row">
                <button type="submit" class="button button--accent" disabled=attempt.busy>
                    "Save deadlines"
                </button>
            </div>
        </form>
    }
}

fn whole(field: &str, text: &str) -> Result<i32> {
    text.trim().parse().map_err(|_| AppError::invalid(field, "Please give a whole number."))
}
