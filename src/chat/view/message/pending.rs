//! A message that is on its way out, or was refused.

use super::class_of;
use super::text::formatted;
use crate::app::use_me;
use crate::chat::view::desk::use_desk;
use crate::chat::view::thread::OpenThread;
use crate::chat::view::tick::TickMark;
use crate::chat::view::use_chat;
use crate::chat::{Pending, Tick};
use crate::ui::{Button, CopyButton, Look, When};
use leptos::prelude::*;

/// What whoever calls for help is told while there is no connection.
pub fn unsent(number: &str) -> String {
    format!("Not sent: there is no connection. If you cannot wait, call {number}.")
}

#[component]
pub fn PendingBubble(pending: Pending, zone: String, is_first: bool, is_last: bool) -> impl IntoView {
    let chat = use_chat();
    let tick = if pending.failed.is_some() { Tick::Failed } else { Tick::Sending };
    let class = class_of([
        (true, "own"),
        (is_first, "first"),
        (is_last, "last"),
        (pending.failed.is_none(), "pending"),
        (pending.failed.is_some(), "failed"),
    ]);
    let name = format!("You, {}", tick.name().to_lowercase());
    let is_urgent = pending.draft.is_urgent();
    let number = use_me().practice.emergency_number().to_owned();
    let draft = &pending.draft;
    let text = if draft.body.is_empty() { draft.kind.noun() } else { draft.body.as_str() };
    view! {
        <article class=class aria-label=name tabindex="-1">
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
                .clone()
                .map(|why| {
                    view! {
                        <div class="message__refused">
                            <p>{why}</p>
                            <Ways pending=pending.clone() />
                        </div>
                    }
                })}
        </article>
    }
}

/// What may be done about a message that was refused. In a conversation that has ended it cannot be said any more, but
/// taken along.
#[component]
fn Ways(pending: Pending) -> impl IntoView {
    let (chat, open) = (use_chat(), expect_context::<OpenThread>());
    let (id, desk) = (pending.draft.client_id, use_desk(pending.draft.room));
    let has_words = !pending.draft.body.is_empty();
    let words = StoredValue::new(pending.draft.body);
    let is_ended = Memo::new(move |_| open.thread.with(|thread| thread.room.is_ended()));
    let anew = move || {
        view! {
            <Button small=true look=Look::Quiet on_press=move || chat.try_again(id)>
                "Try again"
            </Button>
            <Show when=move || has_words>
                <Button
                    small=true
                    look=Look::Quiet
                    on_press=move || words.with_value(|words| desk.write_again(words))
                >
                    "Write again"
                </Button>
            </Show>
        }
    };
    view! {
        <div class="message__ways">
            <Show when=move || is_ended.get() fallback=anew>
                <Show when=move || has_words>
                    <CopyButton text=words.get_value() look=Look::Quiet />
                </Show>
            </Show>
            <Button small=true look=Look::Quiet on_press=move || chat.give_up(id)>
                "Discard"
            </Button>
        </div>
    }
}
