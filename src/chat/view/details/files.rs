//! What was sent in a room besides words.

use crate::chat::{Attachment, Thread, list_room_files};
use crate::files::FileList;
use crate::ids::FileId;
use crate::ui::{Attempt, ErrorNotice, once_alive};
use leptos::prelude::*;

/// Read when the page is alive, and again when a file comes or goes in the part of the history that is here.
#[component]
pub fn RoomFiles(thread: RwSignal<Thread>) -> impl IntoView {
    let room = thread.with_untracked(|thread| thread.room.id);
    let files = RwSignal::new(None::<Vec<Attachment>>);
    let attempt = Attempt::default();
    let here = Memo::new(move |_| thread.with(files_here));
    let is_alive = RwSignal::new(false);
    once_alive(move || {
        is_alive.try_set(true);
    });
    Effect::new(move |_| {
        // Read, since a memo that nobody has read follows nothing.
        here.read();
        if is_alive.get() {
            attempt.start(list_room_files(room), move |list| {
                files.try_set(Some(list));
            });
        }
    });
    view! {
        <section>
            <h3>"Shared files"</h3>
            {move || attempt.error.get().map(|error| view! { <ErrorNotice error /> })}
            {move || files.get().map(|files| view! { <FileList files /> })}
        </section>
    }
}

fn files_here(thread: &Thread) -> Vec<FileId> {
    thread.messages.iter().flat_map(|message| message.attachments.iter().map(|file| file.id)).collect()
}
