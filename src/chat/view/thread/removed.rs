//! Whoever is removed while the room is open is told why it goes away.

use super::OpenThread;
use crate::chat::Event;
use crate::ids::UserId;
use crate::live::event::{self, Incoming};
use crate::live::use_live;
use crate::ui::{Toast, Toasts};
use leptos::prelude::*;

pub fn tell_of_removal(open: OpenThread, me: UserId) {
    let Some(toasts) = use_context::<Toasts>() else { return };
    let on_open = Callback::new(|()| {});
    let room = open.thread.with_untracked(|thread| thread.room.id);
    let key = format!("removed-{room}");
    // Whoever opens it is in it again.
    let of_before = key.clone();
    Effect::new(move |_| toasts.keep(|toast| toast.key != of_before));
    use_live().listen(move |incoming| {
        let Incoming::Event(event::Event::Chat(Event::Removed { room: removed })) = incoming else { return };
        let name = open.thread.try_with_untracked(|thread| thread.room.name_for(me));
        if let Some(name) = name.filter(|_| *removed == room) {
            toasts.show(Toast {
                key: key.clone(),
                title: format!("You were removed from {name}."),
                body: "You do not see this conversation any more.".to_owned(),
                link: String::new(),
                on_open,
            });
        }
    });
}
