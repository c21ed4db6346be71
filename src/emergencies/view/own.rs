//! What becomes of one's own alerts, on every page until it is read that they are over.

use super::use_board;
use crate::app::{paths, use_me};
use crate::emergencies::Emergency;
use crate::ids::EmergencyId;
use crate::ui::{Icon, IconName};
use leptos::prelude::*;

#[component]
pub fn OwnEmergencies() -> impl IntoView {
    let board = use_board();
    let ids = Memo::new(move |_| board.watch.with(|watch| watch.all.iter().map(|one| one.id).collect::<Vec<_>>()));
    view! {
        <Show when=move || !ids.with(Vec::is_empty)>
            <section class="own-emergencies" aria-label="Your emergency">
                <For each=move || ids.get() key=|id| *id let:id>
                    <OwnEmergency id />
                </For>
            </section>
        </Show>
    }
}

#[component]
fn OwnEmergency(id: EmergencyId) -> impl IntoView {
    let (board, me) = (use_board(), use_me());
    let emergency = Memo::new(move |_| board.watch.with(|watch| watch.get(id).cloned()));
    let zone = me.time_zone.clone();
    let kind = me.practice.kind;
    let story = move || emergency.get().map(|one| one.story(&zone, kind).join(" · "));
    let outcome = move || emergency.get().and_then(|one| one.outcome);
    let is_over = move || emergency.with(|one| one.as_ref().is_some_and(|one| !one.is_open()));
    let path = move || emergency.with(|one| one.as_ref().map(|one: &Emergency| paths::room(&me, one.room)));
    view! {
        <div class="own-emergency" data-over=move || is_over().then_some("")>
            <Icon name=IconName::Alert />
            <div class="own-emergency__story">
                <p role="status">{story}</p>
                {move || outcome().map(|outcome| view! { <p class="own-emergency__outcome">{outcome}</p> })}
            </div>
            <a class="button" href=path>
                "Open chat"
            </a>
            {move || {
                is_over()
                    .then(|| {
                        view! {
                            <button
                                type="button"
                                class="button button--icon button--quiet"
                                aria-label="Dismiss"
                                on:click=move |_| board.watch.update(|watch| watch.forget(id))
                            >
                                <Icon name=IconName::Close />
                            </button>
                        }
                    })
            }}
        </div>
    }
}
