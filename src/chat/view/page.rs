//! The chat page: conversations, thread and context side by side; on a phone one of them at a time.

use super::conversations::ConversationList;
use super::use_chat;
use crate::ui::{Empty, IconName};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::Outlet;
use leptos_router::hooks::use_location;

/// Which pane a phone shows. A wide screen shows them all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    Thread,
    Context,
    Search,
}

#[component]
pub fn ChatPage() -> impl IntoView {
    let pane = RwSignal::new(Pane::Thread);
    provide_context(pane);
    let path = use_location().pathname;
    // Another room begins with what was said in it.
    Effect::new(move |before: Option<String>| {
        let here = path.get();
        if before.is_some_and(|before| before != here) {
            pane.set(Pane::Thread);
        }
        here
    });
    let is_list = move || path.with(|path| path.trim_end_matches('/').ends_with("/chat"));
    let shown = move || match pane.get() {
        _ if is_list() => "list",
        Pane::Thread => "thread",
        Pane::Context => "context",
        Pane::Search => "search",
    };
    view! {
        <Title text="Chat" />
        <main class="chat" data-pane=shown id="main">
            <ConversationList />
            <Outlet />
        </main>
    }
}

/// Beside the list while no room is open.
#[component]
pub fn NoRoom() -> impl IntoView {
    let chat = use_chat();
    let has_any = Memo::new(move |_| chat.conversations.with(|list| !list.rooms.is_empty()));
    view! {
        <section class="thread" aria-label="Conversation">
            {move || {
                let (title, hint) = if has_any.get() {
                    (
                        "Choose a conversation",
                        "Pick one on the left, or begin a new one. A confirmed appointment opens one of its own.",
                    )
                } else {
                    ("Nothing to read yet", "What is said in your conversations stands here.")
                };
                view! { <Empty icon=IconName::Chat title hint /> }
            }}
        </section>
    }
}
