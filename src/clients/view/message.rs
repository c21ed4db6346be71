//! The way to a conversation with somebody: the one that is open, or a new one.

use crate::accounts::User;
use crate::app::{paths, use_me};
use crate::chat::{NewConversation, open_conversation};
use crate::ids::RoomId;
use crate::ui::{Attempt, ErrorNotice};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// `room`: their conversation, where one is open.
#[component]
pub fn MessageLink(user: User, #[prop(optional_no_strip)] room: Option<RoomId>) -> impl IntoView {
    let me = use_me();
    let name = format!("Message {}", user.name);
    if let Some(room) = room {
        return view! {
            <a class="button" href=paths::room(&me, room) aria-label=name>
                "Message"
            </a>
        }
        .into_any();
    }
    let (attempt, navigate) = (Attempt::default(), use_navigate());
    let begin = move |_| {
        let (me, navigate) = (me.clone(), navigate.clone());
        attempt.start(open_conversation(NewConversation::direct(user.id)), move |room| {
            navigate(&paths::room(&me, room), NavigateOptions::default());
        });
    };
    view! {
        <button type="button" class="button" aria-label=name disabled=move || attempt.busy.get() on:click=begin>
            "Message"
        </button>
        {move || attempt.error.get().map(|error| view! { <ErrorNotice error /> })}
    }
    .into_any()
}
