//! Chat's own part of the pane beside a thread: muting it, who is in it, and what one may do to it.

mod files;
mod group;
mod leaving;
mod members;

use super::use_chat;
use crate::accounts::model::initials;
use crate::app::use_me;
use crate::chat::{Room, RoomChange, Thread, change_room};
use crate::ui::{Attempt, Avatar, ErrorNotice, Size, Switch};
use files::RoomFiles;
use group::{GroupSettings, GroupTitle};
use leaving::Leaving;
use leptos::prelude::*;
use members::Members;

/// Something of the room, as it is now.
fn of_room<T: PartialEq + Send + Sync + 'static>(thread: RwSignal<Thread>, what: fn(&Room) -> T) -> Memo<T> {
    Memo::new(move |_| thread.with(|thread| what(&thread.room)))
}

/// A group's face: what it is called, and how many are in it.
#[component]
pub fn GroupFace(thread: RwSignal<Thread>) -> impl IntoView {
    let me = use_me().id();
    let name = Memo::new(move |_| thread.with(|thread| thread.room.name_for(me)));
    let count = of_room(thread, |room| room.member_count);
    let id = thread.with_untracked(|thread| thread.room.id);
    view! {
        <div class="context__who">
            {move || {
                view! {
                    <Avatar initials=initials(&name.get()) seed=id.to_string() size=Size::Huge group=true />
                }
            }}
            <h2>{name}</h2>
            <span class="soft">{move || count_of_members(count.get())}</span>
        </div>
    }
}

pub fn count_of_members(count: i64) -> String {
    if count == 1 { "1 member".into() } else { format!("{count} members") }
}

#[component]
pub fn RoomDetails(thread: RwSignal<Thread>) -> impl IntoView {
    let (is_group, is_for_many) = thread.with_untracked(|thread| (thread.room.is_group(), thread.room.is_for_many()));
    view! {
        {is_group.then(|| view! { <GroupTitle thread /> })}
        <section>
            <MuteSwitch thread />
            {is_group.then(|| view! { <GroupSettings thread /> })}
        </section>
        {is_for_many.then(|| view! { <Members thread /> })}
        <RoomFiles thread />
        <Leaving thread />
    }
}

/// What other devices say of it comes with the list.
#[component]
fn MuteSwitch(thread: RwSignal<Thread>) -> impl IntoView {
    let chat = use_chat();
    let (room, at_first) = thread.with_untracked(|thread| (thread.room.id, thread.room.is_muted()));
    let muted =
        Memo::new(move |_| chat.conversations.with(|list| list.get(room).map(Room::is_muted)).unwrap_or(at_first));
    let attempt = Attempt::default();
    let turn = Callback::new(move |muted| {
        attempt.start(change_room(room, RoomChange { muted: Some(muted), ..RoomChange::default() }), |()| {});
    });
    view! {
        <Switch label="Mute" on=muted on_turn=turn busy=attempt.busy />
        {move || attempt.error.get().map(|error| view! { <ErrorNotice error /> })}
    }
}
