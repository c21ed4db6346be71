//! What was sent in a room besides words, each with the way to its message.

use crate::app::{paths, use_me};
use crate::chat::view::page::Pane;
use crate::chat::view::thread::OpenThread;
use crate::chat::{Attachment, Event, Message, SharedFile, SharedFiles, Thread, list_room_files};
use crate::files::FileList;
use crate::ids::{FileId, RoomId};
use crate::live::event::{self, Answer, Incoming};
use crate::live::use_live;
use crate::ui::{Attempt, Button, ErrorNotice, Icon, IconName, Look, Skeleton, once_alive};
use leptos::prelude::*;
use std::collections::HashMap;

/// Read when the page is alive; from then on the list follows what is told of messages.
#[component]
pub fn RoomFiles(thread: RwSignal<Thread>) -> impl IntoView {
    let shelf = Shelf::of(thread.with_untracked(|thread| thread.room.id));
    let Shelf { list, attempt, .. } = shelf;
    shelf.follow();
    let is_alive = RwSignal::new(false);
    once_alive(move || {
        is_alive.try_set(true);
    });
    Effect::new(move |_| {
        if is_alive.get() {
            shelf.read(None);
        }
    });
    let is_awaited = move || list.with(Option::is_none) && attempt.error.with(Option::is_none);
    let next = Memo::new(move |_| list.with(|list| list.as_ref()?.next));
    view! {
        <section>
            <h3>"Shared files"</h3>
            {move || {
                let retry = Callback::new(move |()| shelf.read(None));
                attempt.error.get().map(|error| view! { <ErrorNotice error on_retry=retry /> })
            }}
            <Show when=is_awaited>
                <Skeleton rows=2 />
            </Show>
            {move || list.with(|list| list.as_ref().map(|list| list.files.clone())).map(listed)}
            <Show when=move || next.get().is_some()>
                <Button look=Look::Quiet busy=attempt.busy on_press=move || shelf.read(next.get_untracked())>
                    "Show more"
                </Button>
            </Show>
        </section>
    }
}

/// The list, and what keeps it true.
#[derive(Clone, Copy)]
struct Shelf {
    room: RoomId,
    list: RwSignal<Option<SharedFiles>>,
    /// What was told of messages with files, of each the latest: an answer that was on its way meanwhile may be older.
    heard: StoredValue<Vec<Message>>,
    attempt: Attempt,
}

impl Shelf {
    fn of(room: RoomId) -> Self {
        Self { room, list: RwSignal::new(None), heard: StoredValue::new(Vec::new()), attempt: Attempt::default() }
    }

    /// The newest, or those that come after a place.
    fn read(self, after: Option<(i64, i16)>) {
        self.attempt.read(list_room_files(self.room, after), move |part| {
            let heard = self.heard.try_get_value().unwrap_or_default();
            self.list.try_update(|list| {
                let mut files = match (list.take(), after) {
                    (Some(mut known), Some(after)) => {
                        known.go_on(after, part);
                        known
                    }
                    _ => part,
                };
                for message in &heard {
                    files.note(message);
                }
                *list = Some(files);
            });
        });
    }

    fn follow(self) {
        use_live().listen(move |incoming| match incoming {
            Incoming::Event(event::Event::Chat(
                Event::MessageReceived { message, .. } | Event::MessageChanged { message, .. },
            )) => self.hear(message),
            Incoming::Answer(Answer::Joined { room, changes, complete, .. }) if *room == self.room => {
                if *complete {
                    for message in changes {
                        self.hear(message);
                    }
                } else {
                    // What was heard before may have been changed since.
                    self.heard.set_value(Vec::new());
                    self.read(None);
                }
            }
            _ => {}
        });
    }

    fn hear(self, message: &Message) {
        let may_have_files = !message.attachments.is_empty() || message.deleted_at.is_some();
        if message.room != self.room || !may_have_files {
            return;
        }
        let is_news = self.heard.try_update_value(|heard| {
            let is_news = !heard.iter().any(|known| known.id == message.id && known.version >= message.version);
            if is_news {
                heard.retain(|known| known.id != message.id);
                heard.push(message.clone());
            }
            is_news
        });
        if is_news == Some(true) {
            self.list.try_maybe_update(|list| (list.as_mut().is_some_and(|list| list.note(message)), ()));
        }
    }
}

fn listed(shared: Vec<SharedFile>) -> impl IntoView {
    let numbers: HashMap<FileId, i64> = shared.iter().map(|shared| (shared.file.id, shared.number)).collect();
    let files: Vec<Attachment> = shared.into_iter().map(|shared| shared.file).collect();
    let beside = Callback::new(move |file: Attachment| match numbers.get(&file.id) {
        Some(number) => view! { <WayToMessage name=file.name number=*number /> }.into_any(),
        None => ().into_any(),
    });
    view! { <FileList files beside /> }
}

/// Leads there in this page; a link, so that it can be opened in another one, too.
#[component]
fn WayToMessage(name: String, number: i64) -> impl IntoView {
    let open = expect_context::<OpenThread>();
    let pane = expect_context::<RwSignal<Pane>>();
    let path = open.thread.with_untracked(|thread| paths::message(&use_me(), thread.room.id, number));
    view! {
        <a
            class="button button--icon button--quiet files__way"
            href=path
            title="Go to message"
            aria-label=format!("Go to message, {name}")
            on:click=move |event| {
                if !event.ctrl_key() && !event.meta_key() && !event.shift_key() {
                    event.prevent_default();
                    // Where the list lies over the thread, it makes room.
                    pane.set(Pane::Thread);
                    open.want(number);
                }
            }
        >
            <Icon name=IconName::Chat />
        </a>
    }
}
