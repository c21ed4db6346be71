//! Who the room is with, whether they are here, and what it is for.

use super::OpenThread;
use crate::accounts::model::initials;
use crate::app::{paths, use_me};
use crate::chat::Context;
use crate::chat::view::details::count_of_members;
use crate::chat::view::page::Pane;
use crate::live::use_live;
use crate::ui::{Avatar, Icon, IconName, use_clock};
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn ThreadHead() -> impl IntoView {
    let open = expect_context::<OpenThread>();
    let pane = expect_context::<RwSignal<Pane>>();
    let me = use_me();
    let name = {
        let me = me.id();
        Memo::new(move |_| open.thread.with(|thread| thread.room.name_for(me)))
    };
    let other = open.thread.with_untracked(|thread| thread.room.other(me.id()).cloned());
    let online = other.as_ref().map(|other| use_live().is_online(other.id));
    let room = open.thread.with_untracked(|thread| thread.room.id);
    let is_group = open.thread.with_untracked(|thread| thread.room.is_for_many());
    let seed = other.as_ref().map_or_else(|| room.to_string(), |other| other.id.to_string());
    let about = about(open, other.map(|other| other.id), me.time_zone.clone());
    view! {
        // The title is written anew with the bell's count too, also while this room goes.
        <Title text=move || name.try_get().unwrap_or_default() />
        <header class="thread__head">
            <a
                class="button button--icon button--quiet thread__back"
                href=paths::chat(&me)
                aria-label="Back to conversations"
            >
                <Icon name=IconName::Back class="icon icon--turns" />
            </a>
            {move || view! { <Avatar initials=initials(&name.get()) seed=seed.clone() online=online group=is_group /> }}
            <div class="thread__who">
                <h2 class="thread__title">{name}</h2>
                <span class="thread__about">{about}</span>
            </div>
            <button
                type="button"
                class="button button--icon button--quiet thread__search"
                aria-label="Search in this conversation"
                aria-expanded=move || (pane.get() == Pane::Search).to_string()
                on:click=move |_| toggle(pane, Pane::Search)
            >
                <Icon name=IconName::Search />
            </button>
            <button
                type="button"
                class="button button--icon button--quiet thread__details"
                aria-label="Details"
                aria-expanded=move || (pane.get() == Pane::Context).to_string()
                on:click=move |_| toggle(pane, Pane::Context)
            >
                <Icon name=IconName::Info />
            </button>
        </header>
    }
}

fn toggle(pane: RwSignal<Pane>, wanted: Pane) {
    pane.update(|pane| *pane = if *pane == wanted { Pane::Thread } else { wanted });
}

/// `Online · Appointment Fri 20 Nov, 14:30 · Nelli`
fn about(open: OpenThread, other: Option<crate::ids::UserId>, zone: String) -> impl Fn() -> String + Send + Sync {
    let live = use_live();
    let clock = use_clock();
    move || {
        let now = clock.get().civil(&zone);
        let presence = other.filter(|_| !live.is_deaf()).map(|other| {
            if live.is_online(other).get() {
                return "Online".to_owned();
            }
            match live.last_seen(other, open.last_seen, open.opened_at) {
                Some(at) => {
                    let at = at.civil(&zone);
                    format!("Last seen {}, {}", at.day_near(now).to_lowercase(), at.clock())
                }
                None => "Offline".to_owned(),
            }
        });
        let purpose = open.thread.with(|thread| match &thread.room.context {
            Some(Context::Appointment(appointment)) => {
                let at = appointment.starts_at.civil(&zone);
                let pet = appointment.pet.as_ref().map_or_else(String::new, |pet| format!(" · {pet}"));
                Some(format!("Appointment {}, {}{pet}", at.day_short(), at.clock()))
            }
            // What all of a course share is called by its title already.
            Some(Context::Course(course)) if !thread.room.is_for_many() => Some(course.title.clone()),
            _ => thread.room.is_for_many().then(|| count_of_members(thread.room.member_count)),
        });
        presence.into_iter().chain(purpose).collect::<Vec<_>>().join(" · ")
    }
}
