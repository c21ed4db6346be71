//! One room: who it is with, what was said, and where to write.

mod following;
mod head;
mod log;

use super::composer::Composer;
use super::search::SearchPane;
use crate::app::set_status;
use crate::chat::{Opened, Thread, open_thread};
use crate::error::AppError;
use crate::ids::{RoomId, UserId};
use crate::time::Moment;
use crate::ui::{Empty, ErrorNotice, IconName, Skeleton, read};
use following::follow;
use head::ThreadHead;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use log::Log;

/// The context beside a thread, as the front hall composes it.
pub type ContextView = fn(RwSignal<Thread>) -> AnyView;

/// What the parts of an open thread share.
#[derive(Clone, Copy)]
pub struct OpenThread {
    pub thread: RwSignal<Thread>,
    /// Who is typing here.
    pub typing: RwSignal<Vec<UserId>>,
    /// When the other person of a room of two was here last.
    pub last_seen: Option<Moment>,
    /// The read position when the room was opened: what comes after it is new.
    pub fresh_after: i64,
    /// Whether the newest message is in view.
    pub is_at_end: RwSignal<bool>,
    /// Whether the server has been asked what changed and has not answered yet.
    pub is_joining: StoredValue<bool>,
    /// Rises to ask the log to go to its end.
    pub to_end: RwSignal<u32>,
}

#[component]
pub fn ThreadPane(context: ContextView) -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("room").and_then(|id| id.parse::<RoomId>().ok())));
    let opened = read(
        move || id.get(),
        |id| async move {
            match id {
                Some(id) => open_thread(id).await,
                None => Err(AppError::NotFound),
            }
        },
    );
    view! {
        <Suspense fallback=waiting>
            {move || Suspend::new(async move {
                match opened.await {
                    Ok(opened) => view! { <OpenedThread opened context /> }.into_any(),
                    Err(AppError::NotFound) => view! { <NotHere /> }.into_any(),
                    Err(error) => failed(error, move || opened.refetch()).into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn OpenedThread(opened: Opened, context: ContextView) -> impl IntoView {
    let me = super::use_chat().me;
    let open = OpenThread {
        fresh_after: opened.thread.read_by(me),
        thread: RwSignal::new(opened.thread),
        typing: RwSignal::default(),
        last_seen: opened.last_seen,
        is_at_end: RwSignal::new(true),
        is_joining: StoredValue::new(false),
        to_end: RwSignal::new(0),
    };
    provide_context(open);
    follow(open, me);
    let room = open.thread.with_untracked(|thread| thread.room.id);
    let is_ended = Memo::new(move |_| open.thread.with(|thread| thread.room.is_ended()));
    view! {
        <section class="thread" aria-label="Conversation">
            <ThreadHead />
            <Log />
            <Show
                when=move || !is_ended.get()
                fallback=|| {
                    view! {
                        <p class="log__ended" role="note">
                            "This conversation has ended. It can be read, not written."
                        </p>
                    }
                }
            >
                <Composer room on_sent=move || open.to_end.update(|asked| *asked += 1) />
            </Show>
        </section>
        {context(open.thread)}
        <SearchPane room />
    }
}

/// What is not there and what is not ours look the same.
#[component]
fn NotHere() -> impl IntoView {
    set_status(404);
    view! {
        <section class="thread" aria-label="Conversation">
            <Empty
                icon=IconName::Lock
                title="Not found"
                hint="There is no conversation here that you can see. It may belong to somebody else."
                is_page=true
            />
        </section>
    }
}

fn waiting() -> impl IntoView {
    view! {
        <section class="thread" aria-label="Conversation" aria-busy="true">
            <div class="log">
                <Skeleton rows=5 />
            </div>
        </section>
    }
}

fn failed(error: AppError, retry: impl Fn() + Send + Sync + 'static) -> impl IntoView {
    view! {
        <section class="thread" aria-label="Conversation">
            <ErrorNotice error on_retry=Callback::new(move |()| retry()) />
        </section>
    }
}
