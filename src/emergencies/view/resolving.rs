//! Saying how an emergency ended.

use super::use_board;
use crate::emergencies::{Emergency, resolve_emergency};
use crate::error::AppError;
use crate::ids::EmergencyId;
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
    let over = resolved_elsewhere(id, attempt.busy);
    let other =
        move || attempt.error.get().filter(|error: &AppError| error.field().is_none() && over.with(Option::is_none));
    let may_not = move || attempt.busy.get() || over.with(Option::is_some);
    let resolve = move || {
        if untrack(may_not) {
            return;
        }
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
                    readonly=move || over.with(Option::is_some)
                    on:input:target=move |event| outcome.set(event.target().value())
                ></textarea>
                <p id="emergency-outcome-note" class="field__error">
                    {move || refused.get()}
                </p>
            </div>
            {move || {
                over.get()
                    .map(|words| {
                        view! {
                            <p class="notice" role="alert">
                                <span>{words} " What you wrote was not sent; you can still copy it."</span>
                            </p>
                        }
                    })
            }}
            {move || other().map(|error| view! { <ErrorNotice error /> })}
            <div class="dialog__actions">
                <Button on_press=move || open.set(false)>"Cancel"</Button>
                <button
                    type="submit"
                    class="button button--accent"
                    aria-disabled=move || may_not().then_some("true")
                >
                    "Resolve"
                </button>
            </div>
        </form>
    }
}

/// Who has resolved it meanwhile. One's own `busy` attempt is told by its answer.
fn resolved_elsewhere(id: EmergencyId, busy: RwSignal<bool>) -> Memo<Option<String>> {
    let board = use_board();
    let is_known = board.watch.with_untracked(|watch| watch.get(id).is_some());
    Memo::new(move |_| {
        let words = board.watch.with(|watch| match watch.get(id) {
            Some(Emergency { resolved_at: None, .. }) => None,
            Some(Emergency { resolved_by: Some(user), .. }) => Some(format!("{} has resolved it.", user.name)),
            Some(_) => Some("It is resolved.".to_owned()),
            None => is_known.then(|| "It is resolved.".to_owned()),
        });
        words.filter(|_| !busy.get())
    })
}
