//! What a client's card shows of the conversations that one shares with them.

use crate::chat::{Attachment, ConversationLine, Room, use_chat};
use crate::files::FileList;
use crate::ui::{Empty, IconName};
use leptos::prelude::*;

/// Each as the list of conversations has it now, where it is in it.
#[component]
pub fn SharedRooms(rooms: Vec<Room>) -> impl IntoView {
    let chat = use_chat();
    let is_empty = rooms.is_empty();
    view! {
        <section class="card" aria-labelledby="client-conversations">
            <h2 id="client-conversations">"Conversations"</h2>
            {is_empty
                .then(|| {
                    view! {
                        <Empty icon=IconName::Chat title="No conversations" hint="A confirmed appointment opens one." />
                    }
                })}
            {rooms
                .into_iter()
                .map(|room| {
                    let now = Memo::new(move |_| chat.conversations.with(|list| list.get(room.id).cloned()));
                    let room = StoredValue::new(room);
                    move || {
                        let room = now.get().unwrap_or_else(|| room.get_value());
                        view! { <ConversationLine room /> }
                    }
                })
                .collect_view()}
        </section>
    }
}

#[component]
pub fn SharedFiles(files: Vec<Attachment>) -> impl IntoView {
    view! {
        <section class="card" aria-labelledby="client-files">
            <h2 id="client-files">"Shared files"</h2>
            <FileList files />
        </section>
    }
}
