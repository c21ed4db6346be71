//! One room: who it is with, what was said, and where to write.

mod confirmations;
mod deleting;
mod following;
mod head;
mod log;
mod open;
mod readers;

pub use open::OpenThread;

use super::composer::Composer;
use super::search::SearchPane;
use crate::chat::{Opened, Thread, open_thread};
use crate::error::AppError;
use crate::files::{Viewer, provide_gallery};
use crate::ids::RoomId;
use crate::ui::{ErrorNotice, NotHere, Skeleton, read, use_path_id};
use confirmations::Confirmations;
use deleting::ConfirmDeletion;
use following::follow;
use head::ThreadHead;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use log::Log;
use readers::Readers;

/// The context beside a thread, as the front hall composes it.
pub type ContextView = fn(RwSignal<Thread>) -> AnyView;

#[component]
pub fn ThreadPane(context: ContextView) -> impl IntoView {
    let id = use_path_id::<RoomId>("room");
    let wanted = wanted_message();
    let opened = read(
        move || (id.get(), wanted.get_untracked()),
        |(id, wanted)| async move {
            match id {
                Some(id) => open_thread(id, wanted).await,
                None => Err(AppError::NotFound),
            }
        },
    );
    view! {
        <Suspense fallback=waiting>
            {move || Suspend::new(async move {
                match opened.await {
                    Ok(opened) => view! { <OpenedThread opened context /> }.into_any(),
                    Err(AppError::NotFound) => view! { <NoThread /> }.into_any(),
                    Err(error) => failed(error, move || opened.refetch()).into_any(),
                }
            })}
        </Suspense>
    }
}

/// The number of the message that the address asks for.
fn wanted_message() -> Memo<Option<i64>> {
    let query = use_query_map();
    Memo::new(move |_| query.with(|query| query.get("message").and_then(|number| number.parse().ok())))
}

#[component]
fn OpenedThread(opened: Opened, context: ContextView) -> impl IntoView {
    let me = super::use_chat().me;
    let open = OpenThread::new(opened, me);
    provide_context(open);
    provide_gallery();
    follow(open, me);
    let wanted = wanted_message();
    Effect::new(move |_| {
        if let Some(number) = wanted.get() {
            open.want(number);
        }
    });
    let room = open.thread.with_untracked(|thread| thread.room.id);
    let is_ended = Memo::new(move |_| open.thread.with(|thread| thread.room.is_ended()));
    view! {
        <section
            class="thread"
            aria-label="Conversation"
            on:dragover=|event| event.prevent_default()
            on:drop=move |event| {
                if is_ended.get_untracked() {
                    event.prevent_default();
                } else {
                    open.uploads.drop(&event);
                }
            }
        >
            <ThreadHead />
            <Log />
            <p class="thread__said" role="status" data-empty=move || open.said.with(String::is_empty).then_some("")>
                {move || open.said.get()}
            </p>
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
                <Composer room />
            </Show>
            <ConfirmDeletion />
            <Readers />
            <Confirmations />
            <Viewer />
        </section>
        {context(open.thread)}
        <SearchPane room />
    }
}

/// What is not there and what is not ours look the same.
#[component]
fn NoThread() -> impl IntoView {
    view! {
        <section class="thread" aria-label="Conversation">
            <NotHere hint="There is no conversation here that you can see. It may belong to somebody else." />
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
