//! What was sent in a room besides words.

use crate::chat::{Attachment, Thread, list_room_files};
use crate::files::FileList;
use crate::ids::FileId;
use crate::ui::{ErrorNotice, once_alive};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Read when the page is alive, and again when a file comes or goes in the part of the history that is here.
#[component]
pub fn RoomFiles(thread: RwSignal<Thread>) -> impl IntoView {
    let room = thread.with_untracked(|thread| thread.room.id);
    let files = RwSignal::new(None::<Vec<Attachment>>);
    let error = RwSignal::new(None);
    let fetch = move || {
        spawn_local(async move {
            match list_room_files(room).await {
                Ok(list) => {
                    files.try_set(Some(list));
                }
                Err(refusal) => {
                    error.try_set(Some(refusal));
                }
            }
        });
    };
    let here = Memo::new(move |_| thread.with(files_here));
    let is_alive = RwSignal::new(false);
    once_alive(move || {
        is_alive.try_set(true);
    });
    Effect::new(move |_| {
        // Read, since a memo that nobody has read follows nothing.
        here.read();
        if is_alive.get() {
            fetch();
        }
    });
    view! {
        <section>
            <h3>"Shared files"</h3>
            {move || error.get().map(|error| view! { <ErrorNotice error /> })}
            {move || files.get().map(|files| view! { <FileList files /> })}
        </section>
    }
}

fn files_here(thread: &Thread) -> Vec<FileId> {
    thread.messages.iter().flat_map(|message| message.attachments.iter().map(|file| file.id)).collect()
}
