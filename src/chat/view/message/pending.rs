//! A message that is on its way out, or was refused.

use super::text::formatted;
use crate::app::use_me;
use crate::chat::view::desk::use_desk;
use crate::chat::view::tick::TickMark;
use crate::chat::view::use_chat;
use crate::chat::{Pending, Tick};
use crate::ui::{Button, Look, When};
use leptos::prelude::*;

/// What whoever calls for help is told while there is no connection.
pub fn unsent(number: &str) -> String {
    format!("Not sent: there is no connection. If you cannot wait, call {number}.")
}

#[component]
pub fn PendingBubble(pending: Pending, zone: String) -> impl IntoView {
    let chat = use_chat();
    let id = pending.draft.client_id;
    let desk = use_desk(pending.draft.room);
    let words = StoredValue::new(pending.draft.body.clone());
    let tick = if pending.failed.is_some() { Tick::Failed } else { Tick::Sending };
    let look = if pending.failed.is_some() { "message--failed" } else { "message--pending" };
    let name = format!("You, {}", tick.name().to_lowercase());
    let is_urgent = pending.draft.is_urgent();
    let number = use_me().practice.emergency_number().to_owned();
    let text = if pending.draft.body.is_empty() { pending.draft.kind.noun() } else { pending.draft.body.as_str() };
    view! {
        <article class=format!("message message--own message--first message--last {look}") aria-label=name tabindex="-1">
            <div class="message__body" dir="auto">{formatted(text, &[], "")}</div>
            <div class="message__meta">
                {is_urgent.then(|| view! { <span class="message__urgent">"Urgent"</span> })}
                <When at=pending.written_at zone=zone form=super::clock_of />
                <TickMark tick=Signal::stored(tick) />
            </div>
            <Show when=move || is_urgent && !chat.is_connected()>
                <p class="message__unsent" role="alert">
                    {unsent(&number)}
                </p>
            </Show>
            {pending
                .is_unkept
                .then(|| {
                    view! {
                        <p class="message__unkept" role="status">
                            "This browser has no room to keep it. Please leave this page open until it is sent."
                        </p>
                    }
                })}
            {pending
                .failed
                .map(|why| {
                    view! {
                        <div class="message__retry">
                            <span>{why}</span>
                            <Button small=true look=Look::Quiet on_press=move || chat.try_again(id)>
                                "Try again"
                            </Button>
                            {words
                                .with_value(|words| !words.is_empty())
                                .then(|| {
                                    view! {
                                        <Button
                                            small=true
                                            look=Look::Quiet
                                            on_press=move || words.with_value(|words| desk.write_again(words))
                                        >
                                            "Write again"
                                        </Button>
                                    }
                                })}
                            <Button small=true look=Look::Quiet on_press=move || chat.give_up(id)>
                                "Discard"
                            </Button>
                        </div>
                    }
                })}
        </article>
    }
}
