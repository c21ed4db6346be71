//! The log of a room. Only a window of its history is in the page; pages come in at both ends while one scrolls.

mod going;
#[cfg(feature = "hydrate")]
mod growing;
mod jump;
mod not_loaded;
mod paging;
mod scrolling;
mod typing;

use super::OpenThread;
use crate::app::use_me;
use crate::chat::view::message::{MessageBubble, PendingBubble};
use crate::chat::view::rows::{Row, rows};
use crate::chat::view::use_chat;
use crate::ui::{Badge, Empty, Icon, IconName, When, once_alive};
use going::{Arrival, Going};
use jump::JumpToDay;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use paging::{End, EndOfLog, Paging};
use scrolling::{keep_place, look, scroll_to_fresh};
use typing::Typing;
use web_sys::HtmlElement;

#[component]
pub fn Log() -> impl IntoView {
    let open = expect_context::<OpenThread>();
    let chat = use_chat();
    let me = use_me();
    let zone = StoredValue::new(me.time_zone.clone());
    let log = NodeRef::<html::Div>::new();
    let paging = Paging::new(open, log);
    let going = Going::new(paging);
    provide_context(going);
    let room = open.thread.with_untracked(|thread| thread.room.id);
    let shown = Memo::new(move |_| {
        let pending: Vec<_> = chat.outbox.with(|outbox| outbox.of_room(room).cloned().collect());
        open.thread.with(|thread| zone.with_value(|zone| rows(thread, &pending, chat.me, zone, open.fresh_after)))
    });
    keep_place(paging, going, shown);
    #[cfg(feature = "hydrate")]
    growing::follow_growth(paging, shown);
    let is_alive = RwSignal::new(false);
    once_alive(move || {
        is_alive.try_set(true);
    });
    // The log may come alive a moment after the rest.
    Effect::new(move |_| {
        if is_alive.get() && log.get().is_some() {
            if open.begins_at_fresh {
                scroll_to_fresh(log);
            }
            request_animation_frame(move || look(paging));
        }
    });
    let unread = move || {
        let known = chat.conversations.with(|list| list.get(room).and_then(|room| room.unread));
        // Of an older room, which is not in the list, it is not known exactly.
        known.unwrap_or_else(|| open.thread.with(|thread| (thread.room.last_number - thread.read_by(chat.me)).max(0)))
    };
    view! {
        <div
            class="log"
            role="log"
            aria-label="Messages"
            tabindex="0"
            node_ref=log
            on:scroll=move |_| look(paging)
            on:keydown=walk
            on:pointerleave=move |event| {
                // A finger leaves whenever it is lifted.
                if event.pointer_type() == "mouse" {
                    open.active.set(None);
                }
            }
        >
            <EndOfLog paging end=End::Older />
            <Show when=move || shown.with(Vec::is_empty)>
                {move || {
                    let is_ended = open.thread.with(|thread| thread.room.is_ended());
                    let hint = if is_ended { "It ended before anything was said." } else { "Write the first message below." };
                    view! { <Empty icon=IconName::Chat title="Nothing said yet" hint /> }
                }}
            </Show>
            <For each=move || shown.get() key=Row::key children=move |row| row_view(row, zone.get_value()) />
            <EndOfLog paging end=End::Newer />
            <Typing />
        </div>
        <Show when=move || !open.is_at_end.get()>
            <button
                type="button"
                class="thread__newest button button--icon"
                aria-label="To the newest message"
                on:click=move |_| open.to_end.update(|asked| *asked += 1)
            >
                <Icon name=IconName::Down />
                <Badge count=Signal::derive(unread) />
            </button>
        </Show>
        <Arrival going />
    }
}

/// One stop of the tabulator for all messages; the arrows go from one to the next.
fn walk(event: KeyboardEvent) {
    let step: i32 = match event.key().as_str() {
        "ArrowUp" => -1,
        "ArrowDown" => 1,
        _ => return,
    };
    let messages = document().query_selector_all("[role=log] article").ok();
    let Some(messages) = messages.filter(|messages| messages.length() > 0) else { return };
    let here = document().active_element();
    let count = messages.length().cast_signed();
    let place = (0..count)
        .find(|place| messages.item(place.cast_unsigned()).is_some_and(|message| here.as_deref() == Some(&message)));
    let next = place.map_or(count - 1, |place| (place + step).clamp(0, count - 1));
    if let Some(message) = messages.item(next.cast_unsigned()).and_then(|node| node.dyn_into::<HtmlElement>().ok()) {
        event.prevent_default();
        message.focus().ok();
    }
}

fn row_view(row: Row, zone: String) -> AnyView {
    match row {
        Row::Day(_, at) => view! {
            <div class="log__day">
                <JumpToDay>
                    <When at zone form=crate::time::Civil::day_long />
                </JumpToDay>
            </div>
        }
        .into_any(),
        Row::Fresh => view! {
            <div class="log__fresh" role="separator">
                "New messages"
            </div>
        }
        .into_any(),
        Row::Message { message, is_first, is_last } => {
            view! { <MessageBubble message=*message zone is_first is_last /> }.into_any()
        }
        Row::Pending { pending, is_first, is_last } => {
            view! { <PendingBubble pending=*pending zone is_first is_last /> }.into_any()
        }
    }
}
