//! What a group is called, and who may add people: for those who may change it.

use super::of_room;
use crate::app::use_me;
use crate::chat::{Invites, Room, RoomChange, Thread, change_room};
use crate::ui::{Attempt, Button, Dialog, ErrorNotice, Field, Look, Switch};
use leptos::prelude::*;

#[component]
pub fn GroupTitle(thread: RwSignal<Thread>) -> impl IntoView {
    let me = use_me().id();
    let may_rename = Memo::new(move |_| thread.with(|thread| thread.room.may_invite(me)));
    let open = RwSignal::new(false);
    view! {
        <Show when=move || may_rename.get()>
            <div class="context__acts">
                <Button small=true on_press=move || open.set(true)>
                    "Rename"
                </Button>
            </div>
        </Show>
        <Dialog id="rename-group" title=Signal::stored("Rename group".to_owned()) open>
            <RenameForm thread open />
        </Dialog>
    }
}

#[component]
fn RenameForm(thread: RwSignal<Thread>, open: RwSignal<bool>) -> impl IntoView {
    let (room, now) = thread.with_untracked(|thread| (thread.room.id, thread.room.title.clone().unwrap_or_default()));
    let title = RwSignal::new(now.clone());
    let attempt = Attempt::default();
    let rename = move || {
        let change = RoomChange { title: Some(title.get_untracked()), ..RoomChange::default() };
        attempt.start(change_room(room, change), move |()| open.set(false));
    };
    view! {
        <form
            on:submit=move |event| {
                event.prevent_default();
                rename();
            }
            on:input=move |event| title.set(event_target_value(&event))
        >
            <Field label="Title" name="group-title" value=now error=Signal::stored(None) />
            {move || attempt.error.get().map(|error| view! { <ErrorNotice error /> })}
            <div class="dialog__actions">
                <Button on_press=move || open.set(false)>"Cancel"</Button>
                <Button look=Look::Accent busy=attempt.busy on_press=rename>
                    "Rename"
                </Button>
            </div>
        </form>
    }
}

/// Shown to the one who decides.
#[component]
pub fn GroupSettings(thread: RwSignal<Thread>) -> impl IntoView {
    let me = use_me().id();
    let room = thread.with_untracked(|thread| thread.room.id);
    let may_decide = Memo::new(move |_| thread.with(|thread| thread.room.may_decide(me)));
    let lets_all = of_room(thread, |room: &Room| room.invites == Invites::Members);
    let attempt = Attempt::default();
    let turn = Callback::new(move |all| {
        let invites = Some(if all { Invites::Members } else { Invites::Opener });
        attempt.start(change_room(room, RoomChange { invites, ..RoomChange::default() }), |()| {});
    });
    view! {
        <Show when=move || may_decide.get()>
            <Switch label="All members add people" on=lets_all on_turn=turn busy=attempt.busy />
            {move || attempt.error.get().map(|error| view! { <ErrorNotice error /> })}
        </Show>
    }
}
