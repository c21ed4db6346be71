//! Where one would write, in a conversation that has ended.

use crate::chat::view::{kept, use_chat};
use crate::ids::RoomId;
use crate::ui::{CopyButton, Look, once_alive};
use leptos::prelude::*;

/// What was begun here and not sent is not lost: it can be taken along.
#[component]
pub fn EndedNote(room: RoomId) -> impl IntoView {
    let me = use_chat().me;
    let begun = RwSignal::new(String::new());
    once_alive(move || {
        begun.try_set(kept::begun_of(me, room).text);
    });
    view! {
        <div class="log__ended" role="note">
            <p>"This conversation has ended. It can be read, not written."</p>
            {move || {
                let words = begun.get();
                (!words.is_empty())
                    .then(|| {
                        view! {
                            <p>"You had begun to write: " <q dir="auto">{words.clone()}</q></p>
                            <CopyButton text=words look=Look::Quiet />
                        }
                    })
            }}
        </div>
    }
}
