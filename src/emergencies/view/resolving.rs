//! Saying how an emergency ended.

use super::use_board;
use crate::emergencies::{Emergency, resolve_emergency};
use crate::error::AppError;
use crate::ui::{Attempt, Button, Dialog, ErrorNotice, open_about};
use leptos::prelude::*;

/// Once on the page, whichever emergency it is about.
#[component]
pub fn ResolveEmergency() -> impl IntoView {
    let resolving = use_board().resolving;
    let open = open_about(resolving);
    view! {
        <Dialog id="resolve-emergency" title=Signal::stored("Resolve the emergency".to_owned()) open>
            {move || resolving.get().map(|emergency| view! { <OutcomeForm emergency open /> })}
        </Dialog>
    }
}

#[component]
fn OutcomeForm(emergency: Emergency, open: RwSignal<bool>) -> impl IntoView {
    let board = use_board();
    let attempt = Attempt::default();
    let outcome = RwSignal::new(String::new());
    let id = emergency.id;
    let refused = Memo::new(move |_| {
        attempt.error.get().filter(|error| error.field() == Some("outcome")).map(|error| error.to_string())
    });
    let other = move || attempt.error.get().filter(|error: &AppError| error.field().is_none());
    let resolve = move || {
        attempt.start(resolve_emergency(id, outcome.get_untracked()), move |resolved| {
            board.put(resolved);
            open.try_set(false);
        });
    };
    view! {
        <form
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                resolve();
            }
        >
            <p class="soft">{format!("{} reads what you write here.", emergency.client.name)}</p>
            <div class="field" data-invalid=move || refused.get().map(|_| "")>
                <label class="field__label" for="emergency-outcome">
                    "Outcome"
                </label>
                <textarea
                    id="emergency-outcome"
                    rows="3"
                    autofocus
                    aria-invalid=move || refused.get().map(|_| "true")
                    aria-describedby="emergency-outcome-note"
                    on:input:target=move |event| outcome.set(event.target().value())
                ></textarea>
                <p id="emergency-outcome-note" class="field__error">
                    {move || refused.get()}
                </p>
            </div>
            {move || other().map(|error| view! { <ErrorNotice error /> })}
            <div class="dialog__actions">
                <Button on_press=move || open.set(false)>"Cancel"</Button>
                <button type="submit" class="button button--accent" disabled=move || attempt.busy.get()>
                    "Resolve"
                </button>
            </div>
        </form>
    }
}
