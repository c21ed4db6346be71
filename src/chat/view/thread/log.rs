//! The log of a room: it stays at its end while one reads there, and holds still while older pages come in above.

use super::OpenThread;
use crate::app::use_me;
use crate::chat::older_messages;
use crate::chat::view::message::{MessageBubble, PendingBubble};
use crate::chat::view::rows::{Row, rows};
use crate::chat::view::use_chat;
use crate::ui::{Badge, Empty, Icon, IconName, When};
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Pixels from the end within which one is at the end, and from the start within which older messages are fetched.
const AT_END: i32 = 80;
const NEAR_START: i32 = 400;

#[component]
pub fn Log() -> impl IntoView {
    let open = expect_context::<OpenThread>();
    let chat = use_chat();
    let me = use_me();
    let zone = StoredValue::new(me.time_zone.clone());
    let log = NodeRef::<html::Div>::new();
    let is_loading = RwSignal::new(false);
    let room = open.thread.with_untracked(|thread| thread.room.id);
    let shown = Memo::new(move |_| {
        let pending: Vec<_> = chat.outbox.with(|outbox| outbox.of_room(room).cloned().collect());
        open.thread.with(|thread| zone.with_value(|zone| rows(thread, &pending, chat.me, zone, open.fresh_after)))
    });
    keep_at_end(open, log, shown);

    let load_older = move || {
        let wanted = open.thread.with_untracked(|thread| thread.has_older && !thread.messages.is_empty());
        if wanted && !is_loading.get_untracked() {
            is_loading.set(true);
            spawn_local(async move {
                prepend_older(open, log).await;
                is_loading.set(false);
            });
        }
    };
    let on_scroll = move |_| {
        if let Some(log) = log.try_get_untracked().flatten() {
            open.is_at_end.set(log.scroll_height() - log.scroll_top() - log.client_height() < AT_END);
            if log.scroll_top() < NEAR_START {
                load_older();
            }
        }
    };
    let newer = move || open.thread.with(|thread| (thread.room.last_number - thread.read_by(chat.me)).max(0));
    view! {
        <div class="log" role="log" aria-label="Messages" tabindex="0" node_ref=log on:scroll=on_scroll on:keydown=walk>
            <Show when=move || is_loading.get()>
                <div class="log__older" role="status" aria-label="Loading older messages">
                    <span class="spinner"></span>
                </div>
            </Show>
            <Show when=move || shown.with(Vec::is_empty)>
                {move || {
                    let is_ended = open.thread.with(|thread| thread.room.is_ended());
                    let hint = if is_ended { "It ended before anything was said." } else { "Write the first message below." };
                    view! { <Empty icon=IconName::Chat title="Nothing said yet" hint /> }
                }}
            </Show>
            <For each=move || shown.get() key=Row::key children=move |row| row_view(row, open, zone.get_value()) />
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
                <Badge count=Signal::derive(newer) />
            </button>
        </Show>
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

fn row_view(row: Row, open: OpenThread, zone: String) -> AnyView {
    match row {
        Row::Day(_, at) => view! {
            <div class="log__day">
                <span class="chip">
                    <When at zone form=crate::time::Civil::day_long />
                </span>
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
            view! { <MessageBubble message=*message thread=open.thread zone is_first is_last /> }.into_any()
        }
        Row::Pending(pending) => view! { <PendingBubble pending=*pending zone /> }.into_any(),
    }
}

/// Who is writing just now.
#[component]
fn Typing() -> impl IntoView {
    let open = expect_context::<OpenThread>();
    let names = Memo::new(move |_| {
        let typing = open.typing.get();
        open.thread.with(|thread| {
            let is_typing = |member: &&crate::chat::Member| typing.contains(&member.user.id);
            let names: Vec<String> =
                thread.room.members.iter().filter(is_typing).map(|member| member.user.name.clone()).collect();
            names.join(", ")
        })
    });
    let sentence = move || {
        let names = names.get();
        if names.is_empty() { String::new() } else { format!("{names} is typing") }
    };
    view! {
        <Show when=move || names.with(|names| !names.is_empty())>
            <div class="typing" role="status" aria-label=sentence>
                <i></i>
                <i></i>
                <i></i>
                <span class="typing__name">{move || format!("{} is typing", names.get())}</span>
            </div>
        </Show>
    }
}

fn scroll_to_end(log: NodeRef<html::Div>) {
    request_animation_frame(move || {
        // The room may have been left before this frame.
        if let Some(log) = log.try_get_untracked().flatten() {
            log.set_scroll_top(log.scroll_height());
        }
    });
}

/// To the end at first, with each new row while one is there, and whenever it is asked for.
fn keep_at_end(open: OpenThread, log: NodeRef<html::Div>, shown: Memo<Vec<Row>>) {
    Effect::new(move |_| {
        shown.track();
        open.typing.track();
        if log.get().is_some() && open.is_at_end.get_untracked() {
            scroll_to_end(log);
        }
    });
    Effect::new(move |_| {
        if open.to_end.get() > 0 {
            open.is_at_end.set(true);
            scroll_to_end(log);
        }
    });
}

/// Fetches the page before the first message, and keeps what is in view where it is.
async fn prepend_older(open: OpenThread, log: NodeRef<html::Div>) {
    let (room, first) = open
        .thread
        .with_untracked(|thread| (thread.room.id, thread.messages.first().map_or(0, |message| message.number)));
    let Ok(older) = older_messages(room, first).await else { return };
    let Some(element) = log.try_get_untracked().flatten() else { return };
    let (top, height) = (element.scroll_top(), element.scroll_height());
    open.thread.update(|thread| thread.prepend(older.messages, older.has_older));
    request_animation_frame(move || element.set_scroll_top(top + element.scroll_height() - height));
}
