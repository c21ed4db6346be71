//! Who needs somebody now: what is not resolved, the newest first.

use super::article::QueuedEmergency;
use super::sound::AllowSound;
use super::use_board;
use crate::app::{paths, use_me};
use leptos::prelude::*;

/// `brief`: nothing at all where nobody needs anybody. `above`: at the head of something else, to which it leaves room.
#[component]
pub fn EmergencyQueue(#[prop(optional)] brief: bool, #[prop(optional)] above: bool) -> impl IntoView {
    let (board, me) = (use_board(), use_me());
    let all = paths::emergencies(&me);
    let ids = Memo::new(move |_| {
        board.watch.with(|watch| watch.open().iter().map(|emergency| emergency.id).collect::<Vec<_>>())
    });
    let is_empty = Memo::new(move |_| ids.with(Vec::is_empty));
    view! {
        <Show when=move || !(brief && is_empty.get())>
            <section
                class="emergencies card"
                class:card--alarm=move || !is_empty.get()
                class:emergencies--above=above
                role="region"
                aria-label="Emergencies"
            >
                <div class="card__head">
                    <h2>"Emergencies"</h2>
                    <a class="more" href=all.clone()>
                        "All emergencies"
                    </a>
                </div>
                <Show when=move || is_empty.get()>
                    <p class="soft">"Nobody waits. An alert appears here by itself."</p>
                </Show>
                <For each=move || ids.get() key=|id| *id let:id>
                    <QueuedEmergency id above />
                </For>
                // Where somebody waits, the banner over the page says it.
                {(!above).then(|| view! { <Show when=move || is_empty.get()><AllowSound /></Show> })}
            </section>
        </Show>
    }
}

/// At the head of the conversations.
pub fn queue_above_conversations() -> AnyView {
    view! { <EmergencyQueue brief=true above=true /> }.into_any()
}
