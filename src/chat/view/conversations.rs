//! The list of conversations, in the order of what happened last.

use super::search::FoundMessages;
use super::use_chat;
use crate::accounts::model::initials;
use crate::app::{paths, use_me};
use crate::chat::{MessageKind, Room};
use crate::live::use_live;
use crate::time::Civil;
use crate::ui::{Avatar, Badge, Chip, Empty, Icon, IconName, When};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Filter {
    All,
    Unread,
    Active,
    Ended,
}

impl Filter {
    const ALL: [(Self, &'static str); 4] =
        [(Self::All, "All"), (Self::Unread, "Unread"), (Self::Active, "Active"), (Self::Ended, "Ended")];

    fn lets(self, room: &Room) -> bool {
        match self {
            Self::All => true,
            Self::Unread => room.unread.unwrap_or(0) > 0,
            Self::Active => !room.is_ended(),
            Self::Ended => room.is_ended(),
        }
    }
}

#[component]
pub fn ConversationList() -> impl IntoView {
    let chat = use_chat();
    let search = RwSignal::new(String::new());
    let filter = RwSignal::new(Filter::All);
    let shown = Memo::new(move |_| {
        let wanted = search.get().trim().to_lowercase();
        chat.conversations.with(|list| {
            let fits =
                |room: &&Room| filter.get().lets(room) && room.name_for(chat.me).to_lowercase().contains(&wanted);
            list.rooms.iter().filter(fits).map(|room| room.id).collect::<Vec<_>>()
        })
    });
    let is_empty = move || chat.conversations.with(|list| list.rooms.is_empty());
    view! {
        <section class="conversations" aria-label="Chat">
            <div class="conversations__head">
                <h1>"Chat"</h1>
                <label class="conversations__search">
                    <Icon name=IconName::Search />
                    <input
                        type="search"
                        placeholder="Search"
                        aria-label="Search conversations"
                        prop:value=move || search.get()
                        on:input:target=move |event| search.set(event.target().value())
                    />
                </label>
                <div class="segments" role="group" aria-label="Show">
                    {Filter::ALL
                        .map(|(one, name)| {
                            view! {
                                <button
                                    type="button"
                                    aria-pressed=move || (filter.get() == one).to_string()
                                    on:click=move |_| filter.set(one)
                                >
                                    {name}
                                </button>
                            }
                        })}
                </div>
            </div>
            <ul class="conversations__list" aria-label="Conversations">
                <For
                    each=move || shown.get()
                    key=|id| *id
                    children=move |id| {
                        let room = Memo::new(move |_| chat.conversations.with(|list| list.get(id).cloned()));
                        move || room.get().map(|room| view! { <li><ConversationLine room /></li> })
                    }
                />
            </ul>
            <Show when=move || shown.with(Vec::is_empty)>
                {move || {
                    let (title, hint) = if is_empty() {
                        ("No conversations yet", "A confirmed appointment opens one.")
                    } else {
                        ("Nothing found", "Try another name, or another filter.")
                    };
                    view! { <Empty icon=IconName::Chat title hint /> }
                }}
            </Show>
            <FoundMessages query=search />
        </section>
    }
}

/// One room as a line of a list: who, what was said last, and how much of it is unread.
#[component]
pub fn ConversationLine(room: Room) -> impl IntoView {
    let me = use_me();
    let name = room.name_for(me.id());
    let path = paths::room(&me, room.id);
    let here = use_location().pathname;
    let online = room.other(me.id()).map(|other| use_live().is_online(other.id));
    let seed = room.other(me.id()).map_or_else(|| room.id.to_string(), |other| other.id.to_string());
    let unread = room.unread.unwrap_or(0);
    let current = {
        let path = path.clone();
        move || (here.get() == path).then_some("page")
    };
    let mut class = String::from("conversation");
    if unread > 0 {
        class.push_str(" conversation--unread");
    }
    if room.is_ended() {
        class.push_str(" conversation--ended");
    }
    let at = room.last_message.as_ref().map_or(room.created_at, |message| message.created_at);
    let is_ended = room.is_ended();
    view! {
        <a class=class href=path aria-current=current>
            <Avatar initials=initials(&name) seed=seed online=online />
            <span class="conversation__name">{name}</span>
            <span class="conversation__time">
                <When at zone=me.time_zone.clone() form=Civil::brief />
            </span>
            <span class="conversation__excerpt">{excerpt(&room, me.id())}</span>
            <span class="conversation__end">
                {if unread > 0 {
                    view! {
                        <Badge count=Signal::stored(unread) />
                        <span class="visually-hidden">{format!("{unread} unread")}</span>
                    }
                        .into_any()
                } else if is_ended {
                    view! { <Chip text="Ended" /> }.into_any()
                } else {
                    ().into_any()
                }}
            </span>
        </a>
    }
}

/// What was said last, in one line.
fn excerpt(room: &Room, me: crate::ids::UserId) -> String {
    let Some(message) = &room.last_message else { return "No messages yet".into() };
    let text = match message.kind {
        _ if message.deleted_at.is_some() => "Message deleted",
        MessageKind::Image => "Photo",
        MessageKind::Video => "Video",
        MessageKind::File => "File",
        MessageKind::Assessment => "Assessment",
        MessageKind::Prescription => "Prescription",
        MessageKind::Text | MessageKind::System => message.body.as_str(),
    };
    let text: String = text.chars().take(120).map(|c| if c == '\n' { ' ' } else { c }).collect();
    if message.is_by(me) { format!("You: {text}") } else { text }
}
