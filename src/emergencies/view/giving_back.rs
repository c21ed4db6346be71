//! Giving an emergency back that one has taken and cannot go on with.

use super::use_board;
use crate::app::use_me;
use crate::emergencies::{Emergency, give_emergency_back};
use crate::ui::{Attempt, Button, Confirm, open_about};
use leptos::prelude::*;

/// Which one somebody is about to give back.
#[derive(Clone, Copy)]
struct GivingBack {
    which: RwSignal<Option<Emergency>>,
    attempt: Attempt,
}

/// Call it once, where somebody is signed in; `GiveEmergencyBack` asks then.
pub fn provide_giving_back() {
    provide_context(GivingBack { which: RwSignal::new(None), attempt: Attempt::default() });
}

/// For whoever has taken it, and for admins.
#[component]
pub fn GiveBack(emergency: Emergency) -> impl IntoView {
    let GivingBack { which, attempt } = expect_context();
    emergency.may_give_back(&use_me()).then(|| {
        let ask = move || {
            attempt.error.set(None);
            which.set(Some(emergency.clone()));
        };
        view! { <Button on_press=ask>"Give back"</Button> }
    })
}

/// Once on the page, whichever emergency it is about.
#[component]
pub fn GiveEmergencyBack() -> impl IntoView {
    let board = use_board();
    let GivingBack { which, attempt } = expect_context();
    let open = open_about(which);
    // Whoever comes too late sees how it stands.
    Effect::new(move |_| {
        if attempt.error.with(Option::is_some) {
            board.refresh();
        }
    });
    let text = move || {
        let client = which.with(|one| one.as_ref().map(|one| one.client.name.clone())).unwrap_or_default();
        format!("Everybody else who can come is told again, and {client} reads that it was given back.")
    };
    let give_back = Callback::new(move |()| {
        let Some(id) = which.with_untracked(|one| one.as_ref().map(|one| one.id)) else { return };
        attempt.start(give_emergency_back(id), move |freed| {
            board.put(freed);
            open.try_set(false);
        });
    });
    view! {
        <Confirm
            id="give-emergency-back"
            title=Signal::stored("Give this emergency back?".to_owned())
            text=Signal::derive(text)
            verb="Give back"
            open
            on_confirm=give_back
            busy=attempt.busy
            error=attempt.error
        />
    }
}
