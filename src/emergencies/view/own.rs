//! What becomes of one's own alerts, on every page until it is read that they are over.

use super::alert::NumberLink;
use super::use_board;
use crate::app::{paths, use_me, use_me_signal};
use crate::emergencies::{Emergency, dismiss_emergency};
use crate::ids::EmergencyId;
use crate::ui::{Attempt, ErrorNotice, Icon, IconName};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

#[component]
pub fn OwnEmergencies() -> impl IntoView {
    let board = use_board();
    let dismissing = Dismissing { hidden: RwSignal::default(), attempt: Attempt::default() };
    let error = dismissing.attempt.error;
    // What waits before what is taken, and both before what is over; of each the newest first.
    let shown = Memo::new(move |_| {
        let is_shown = |one: &&Emergency| !one.dismissed && !dismissing.hides(one.id);
        board.watch.with(|watch| {
            let mut shown: Vec<&Emergency> = watch.all.iter().filter(is_shown).collect();
            shown.sort_by_key(|one| (!one.is_waiting(), !one.is_open()));
            shown.into_iter().map(|one| one.id).collect::<Vec<_>>()
        })
    });
    let first = Memo::new(move |_| shown.with(|shown| shown.first().copied()));
    view! {
        <Show when=move || !shown.with(Vec::is_empty)>
            <section class="own-emergencies" aria-label="Your emergency">
                {move || error.get().map(|error| view! { <ErrorNotice error /> })}
                <For each=move || shown.get() key=|id| *id let:id>
                    <OwnEmergency id first dismissing />
                </For>
            </section>
        </Show>
    }
}

/// What is dismissed is hidden at once, and is back where the server could not be told.
#[derive(Clone, Copy)]
struct Dismissing {
    hidden: RwSignal<Vec<EmergencyId>>,
    attempt: Attempt,
}

impl Dismissing {
    fn hides(self, id: EmergencyId) -> bool {
        self.hidden.with(|hidden| hidden.contains(&id))
    }

    fn begin(self, id: EmergencyId) {
        self.hidden.update(|hidden| hidden.push(id));
        let telling = async move {
            let outcome = dismiss_emergency(id).await;
            if outcome.is_err() {
                self.hidden.try_update(|hidden| hidden.retain(|other| *other != id));
            }
            outcome
        };
        self.attempt.start(telling, |()| {});
    }
}

/// What to do as long as nobody has taken it.
#[component]
fn Meanwhile() -> impl IntoView {
    let me = use_me_signal();
    view! {
        <p class="own-emergencies__meanwhile">
            "Stay near your phone. If it gets worse, call "
            {move || view! { <NumberLink practice=me.with(|me| me.practice.clone()) /> }} "."
        </p>
    }
}

/// Of those that are over only the `first` is shown whole, where none is open; the others are a line each.
#[component]
fn OwnEmergency(id: EmergencyId, first: Memo<Option<EmergencyId>>, dismissing: Dismissing) -> impl IntoView {
    let (board, me) = (use_board(), use_me());
    let emergency = Memo::new(move |_| board.watch.with(|watch| watch.get(id).cloned()));
    let (zone, kind) = (me.time_zone.clone(), me.practice.kind);
    let story = move || emergency.get().map(|one| one.story(&zone, kind).join(" · "));
    let outcome = move || emergency.get().and_then(|one| one.outcome);
    let is_over = Memo::new(move |_| emergency.with(|one| one.as_ref().is_some_and(|one| !one.is_open())));
    let is_first = Memo::new(move |_| first.get() == Some(id));
    let says_what_to_do =
        Memo::new(move |_| is_first.get() && emergency.with(|one| one.as_ref().is_some_and(Emergency::is_waiting)));
    let is_open = RwSignal::new(false);
    let may_fold = Memo::new(move |_| is_over.get() && !is_first.get());
    let is_folded = Memo::new(move |_| may_fold.get() && !is_open.get());
    let text = move || {
        let words = emergency.get().map(|one| one.last_words().to_owned())?;
        Some(if is_folded.get() { format!("Resolved: {words}") } else { words })
    };
    let path = Memo::new(move |_| emergency.with(|one| one.as_ref().map(|one| paths::room(&me, one.room))));
    let here = use_location().pathname;
    let is_here = Memo::new(move |_| path.get().is_none_or(|path| path == here.get()));
    view! {
        <div
            class="own-emergency"
            data-over=move || is_over.get().then_some("")
            data-folded=move || is_folded.get().then_some("")
        >
            <Icon name=IconName::Alert />
            <p class="own-emergency__text">{text}</p>
            <div class="own-emergency__deeds">
                <Show when=move || may_fold.get()>
                    <button
                        type="button"
                        class="button button--small button--quiet"
                        aria-expanded=move || is_open.get().to_string()
                        on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)
                    >
                        {move || if is_open.get() { "Less" } else { "More" }}
                    </button>
                </Show>
                <Show when=move || !is_here.get() && !is_folded.get()>
                    <a class="button button--small" href=move || path.get()>
                        "Open chat"
                    </a>
                </Show>
                <Show when=move || is_over.get()>
                    <button
                        type="button"
                        class="button button--icon button--quiet"
                        aria-label="Dismiss"
                        on:click=move |_| dismissing.begin(id)
                    >
                        <Icon name=IconName::Close />
                    </button>
                </Show>
            </div>
            <div class="own-emergency__story">
                <p role="status" class:visually-hidden=move || is_folded.get()>
                    {story}
                </p>
                <Show when=move || says_what_to_do.get()>
                    <Meanwhile />
                </Show>
                {move || {
                    outcome()
                        .filter(|_| !is_folded.get())
                        .map(|outcome| view! { <p class="own-emergency__outcome">{outcome}</p> })
                }}
            </div>
        </div>
    }
}
