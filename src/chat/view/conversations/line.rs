//! One room as a line of a list: who, what was said last, and how much of it is unread.

use crate::accounts::model::initials;
use crate::app::{paths, use_me};
use crate::chat::view::tick::TickMark;
use crate::chat::view::use_chat;
use crate::chat::{Context, Pending, Room, Tick};
use crate::live::use_live;
use crate::time::Civil;
use crate::ui::{Avatar, Badge, Chip, Icon, IconName, When};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

#[component]
pub fn ConversationLine(room: Room) -> impl IntoView {
    let me = use_me();
    let name = room.name_for(me.id());
    let path = paths::room(&me, room.id);
    let here = use_location().pathname;
    let other = room.other(me.id());
    let online = other.map(|other| use_live().is_online(other.id));
    let seed = other.map_or_else(|| room.id.to_string(), |other| other.id.to_string());
    let about = about(&room, &me.time_zone);
    let unread = room.unread.unwrap_or(0);
    let current = {
        let path = path.clone();
        move || (here.get() == path).then_some("page")
    };
    let at = room.last_message.as_ref().map_or(room.created_at, |message| message.created_at);
    view! {
        <a class=class_of(&room) href=path aria-current=current>
            <Avatar initials=initials(&name) seed=seed online=online group=room.is_for_many() />
            <span class="conversation__name">
                {name} {about.map(|title| view! { <span class="conversation__about">{format!(" · {title}")}</span> })}
            </span>
            <span class="conversation__time">
                <When at zone=me.time_zone.clone() form=Civil::brief />
            </span>
            <Excerpt room=room.clone() />
            <span class="conversation__end">
                {room
                    .is_muted()
                    .then(|| {
                        view! {
                            <Icon name=IconName::Muted class="icon icon--small" />
                            <span class="visually-hidden">"Muted"</span>
                        }
                    })}
                {room.is_ended().then(|| view! { <Chip text="Ended" /> })}
                {(unread > 0)
                    .then(|| {
                        view! {
                            <Badge count=Signal::stored(unread) />
                            <span class="visually-hidden">{format!("{unread} unread")}</span>
                        }
                    })}
            </span>
        </a>
    }
}

/// Which of several conversations with one person it is: each appointment opens one, and each course.
fn about(room: &Room, zone: &str) -> Option<String> {
    match &room.context {
        Some(Context::Appointment(appointment)) => Some(appointment.starts_at.civil(zone).date_short()),
        Some(Context::Course(course)) if !room.is_for_many() => Some(course.title.clone()),
        _ => None,
    }
}

/// What was said last; what is on its way out counts as said, and what was refused until something is said after it.
#[component]
fn Excerpt(room: Room) -> impl IntoView {
    let chat = use_chat();
    let id = room.id;
    let said = room.excerpt_for(chat.me);
    let last_at = room.last_message.as_ref().map(|message| message.created_at);
    let waiting = Memo::new(move |_| {
        let is_last = |pending: &&Pending| pending.failed.is_none() || last_at.is_none_or(|at| pending.written_at > at);
        chat.outbox.with(|outbox| outbox.of_room(id).filter(is_last).last().cloned())
    });
    view! {
        <span class="conversation__excerpt" dir="auto">
            {move || {
                let Some(pending) = waiting.get() else { return said.clone().into_any() };
                let tick = if pending.failed.is_some() { Tick::Failed } else { Tick::Sending };
                view! {
                    <TickMark tick=Signal::stored(tick) />
                    {pending.draft.excerpt()}
                }
                    .into_any()
            }}
        </span>
    }
}

fn class_of(room: &Room) -> String {
    let mut class = String::from("conversation");
    for (holds, modifier) in [
        (room.unread.unwrap_or(0) > 0 && !room.is_muted(), " conversation--unread"),
        (room.is_ended(), " conversation--ended"),
        (room.is_muted(), " conversation--muted"),
    ] {
        if holds {
            class.push_str(modifier);
        }
    }
    class
}
