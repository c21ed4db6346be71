//! Going from a group, and ending a conversation.

use super::of_room;
use crate::app::use_me;
use crate::chat::{Room, Thread, end_conversation, remove_member};
use crate::ui::{Attempt, Button, Confirm, Look};
use leptos::prelude::*;

#[component]
pub fn Leaving(thread: RwSignal<Thread>) -> impl IntoView {
    let me = use_me();
    let (id, role) = (me.id(), me.role);
    let may_end = Memo::new(move |_| thread.with(|thread| thread.room.may_end(id, role)));
    let is_group = of_room(thread, Room::is_group);
    let (leaving, ending) = (RwSignal::new(false), RwSignal::new(false));
    view! {
        <Show when=move || may_end.get() || is_group.get()>
            <section class="context__ends">
                <Show when=move || is_group.get()>
                    <Button look=Look::Quiet on_press=move || leaving.set(true)>
                        "Leave group"
                    </Button>
                </Show>
                <Show when=move || may_end.get()>
                    <Button look=Look::Quiet on_press=move || ending.set(true)>
                        "End conversation"
                    </Button>
                </Show>
            </section>
        </Show>
        <ConfirmLeaving thread open=leaving />
        <ConfirmEnding thread open=ending />
    }
}

/// Whoever has left is told so on every device, which takes them to the list.
#[component]
fn ConfirmLeaving(thread: RwSignal<Thread>, open: RwSignal<bool>) -> impl IntoView {
    let me = use_me().id();
    let room = thread.with_untracked(|thread| thread.room.id);
    let is_opener = Memo::new(move |_| thread.with(|thread| thread.room.opened_by == Some(me)));
    let attempt = Attempt::default();
    let text = move || {
        let passes_on = if is_opener.get() { " Whoever has been in it longest will manage it." } else { "" };
        format!("You will not see this conversation any more.{passes_on}")
    };
    let leave = Callback::new(move |()| {
        attempt.start(remove_member(room, me), move |()| {
            open.try_set(false);
        });
    });
    view! {
        <Confirm
            id="leave-group"
            title=Signal::stored("Leave this group?".to_owned())
            text=Signal::derive(text)
            verb="Leave"
            open
            on_confirm=leave
            busy=attempt.busy
            error=attempt.error
        />
    }
}

#[component]
fn ConfirmEnding(thread: RwSignal<Thread>, open: RwSignal<bool>) -> impl IntoView {
    let (room, is_of_appointment) = thread.with_untracked(|thread| (thread.room.id, thread.room.is_of_appointment()));
    let text = if is_of_appointment {
        "It can be read after that, not written. The appointment stays as it is."
    } else {
        "It can be read after that, not written."
    };
    let attempt = Attempt::default();
    let end = Callback::new(move |()| {
        attempt.start(end_conversation(room), move |()| {
            open.try_set(false);
        });
    });
    view! {
        <Confirm
            id="end-conversation"
            title=Signal::stored("End this conversation?".to_owned())
            text=Signal::stored(text.to_owned())
            verb="End"
            open
            on_confirm=end
            busy=attempt.busy
            error=attempt.error
        />
    }
}
