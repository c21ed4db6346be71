//! One room: who it is with, what was said, and where to write.

mod confirmations;
mod deleting;
mod dropping;
mod ended;
mod following;
mod head;
mod later;
mod log;
mod mentioned;
mod names;
mod open;
mod readers;
mod removed;
mod slowest;

pub use open::OpenThread;

use super::composer::Composer;
use super::message::EarlierVersions;
use super::search::SearchPane;
use crate::chat::{Opened, Thread, open_thread};
use crate::error::AppError;
use crate::files::{Viewer, provide_gallery};
use crate::ids::RoomId;
use crate::ui::{ErrorNotice, NotHere, Skeleton, read, use_path_id};
use confirmations::Confirmations;
use deleting::ConfirmDeletion;
use dropping::follow_drags;
use ended::EndedNote;
use following::follow;
use head::ThreadHead;
use leptos::prelude::*;
use leptos_router::hooks::use_url;
use leptos_router::location::Url;
use log::Log;
use readers::Readers;
use removed::tell_of_removal;

/// The context beside a thread, as the front hall composes it.
pub type ContextView = fn(RwSignal<Thread>) -> AnyView;

#[component]
pub fn ThreadPane(context: ContextView) -> impl IntoView {
    let id = use_path_id::<RoomId>("room");
    let url = use_url();
    let opened = read(
        move || (id.get(), url.with_untracked(wanted_message)),
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
fn wanted_message(url: &Url) -> Option<i64> {
    url.search_params().get("message").and_then(|number| number.parse().ok())
}

/// To the message that the address asks for, whenever one is led there: a quote or a hit that is pressed again leads to
/// the address that one is at already.
fn follow_address(open: OpenThread) {
    let (url, here) = (use_url(), use_path_id::<RoomId>("room"));
    let room = open.thread.with_untracked(|thread| thread.room.id);
    Effect::new(move |_| {
        // What leads to a place of the page, as to its main part, leads to no message.
        let wanted = url.try_with(|url| wanted_message(url).filter(|_| url.hash().is_empty())).flatten();
        // On the way to another room, the address is of that one before this one goes.
        let is_here = here.try_get_untracked().flatten() == Some(room);
        if let Some(number) = wanted.filter(|_| is_here) {
            open.want(number);
        }
    });
}

#[component]
fn OpenedThread(opened: Opened, context: ContextView) -> impl IntoView {
    let me = super::use_chat().me;
    let open = OpenThread::new(opened, me);
    provide_context(open);
    provide_gallery();
    follow(open, me);
    follow_address(open);
    tell_of_removal(open, me);
    let room = open.thread.with_untracked(|thread| thread.room.id);
    let is_ended = Memo::new(move |_| open.thread.with(|thread| thread.room.is_ended()));
    let is_dragged_over = follow_drags(move |event| {
        if is_ended.try_get_untracked() == Some(false) {
            open.uploads.drop(event);
        }
    });
    view! {
        <section class="thread" aria-label="Conversation">
            <ThreadHead />
            <Log />
            <p class="thread__said" role="status" data-empty=move || open.said.with(String::is_empty).then_some("")>
                {move || open.said.get()}
            </p>
            <Show
                when=move || !is_ended.get()
                fallback=move || view! { <EndedNote room /> }
            >
                <Composer room />
            </Show>
            <ConfirmDeletion />
            <Readers />
            <Confirmations />
            <EarlierVersions />
            <Show when=move || is_dragged_over.get() && !is_ended.get()>
                <p class="thread__veil">"Drop to attach"</p>
            </Show>
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
