//! The rail of a wide screen, the bottom bar of a phone.

use super::frame::{use_me, use_me_signal};
use super::paths;
use crate::accounts::Me;
use crate::accounts::model::initials;
use crate::chat::use_chat;
use crate::emergencies::EmergencyButton;
use crate::notifications::Bell;
use crate::ui::{Avatar, Badge, Icon, IconName};
use crate::words::{Role, capitalised};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

#[component]
pub fn Navigation() -> impl IntoView {
    let me = use_me();
    let unread = use_chat().unread();
    let chat_name = move || match unread.get() {
        0 => "Chat".to_owned(),
        count => format!("Chat, {count} unread"),
    };
    let signal = use_me_signal();
    let home = paths::home(&me);
    let has_pets = me.is_client() && me.practice.kind.has_pets();
    let meets_people = !matches!(me.role, Role::Admin);
    view! {
        <nav class="rail" aria-label="Main">
            <span class="rail__mark">
                <Icon name=IconName::Mark />
            </span>
            <RailLink path=home exact=true icon=IconName::Home name=Signal::stored("Home".to_owned()) label="Home" />
            <RailLink path=paths::chat(&me) icon=IconName::Chat name=Signal::derive(chat_name) label="Chat">
                <Badge count=unread />
            </RailLink>
            <RailLink
                path=paths::appointments(&me)
                icon=IconName::Calendar
                name=Signal::stored("Appointments".to_owned())
                label="Appointments"
            />
            {has_pets
                .then(|| {
                    view! {
                        <RailLink
                            path=paths::pets(&me)
                            icon=IconName::Paw
                            name=Signal::stored("Pets".to_owned())
                            label="Pets"
                        />
                    }
                })}
            {(!meets_people)
                .then(|| {
                    view! {
                        <RailLink
                            path=paths::ADMIN_PEOPLE.to_owned()
                            also=paths::admin_sections(&me)
                            icon=IconName::Form
                            name=Signal::stored("Admin".to_owned())
                            label="Admin"
                        />
                    }
                })}
            {(meets_people && me.practice.kind.has_courses())
                .then(|| {
                    view! {
                        <RailLink
                            path=paths::courses(&me)
                            icon=IconName::Form
                            name=Signal::stored("Courses".to_owned())
                            label="Courses"
                        />
                    }
                })}
            {(!me.is_client()).then(|| view! { <ClientsLink me=me.clone() /> })}
            {(me.is_client() && me.practice.kind.has_emergencies()).then(|| view! { <EmergencyButton /> })}
            <span class="rail__grow"></span>
            <Bell />
            <a class="rail__me" href=paths::PROFILE aria-label="Your profile">
                {move || {
                    let me = signal.get();
                    view! { <Avatar initials=initials(&me.name) seed=me.id().to_string() /> }
                }}
            </a>
        </nav>
    }
}

/// Called as the practice calls its clients.
#[component]
fn ClientsLink(me: Me) -> impl IntoView {
    let name = capitalised(me.practice.kind.people(Role::Client));
    view! {
        <RailLink
            path=paths::clients(&me)
            icon=IconName::People
            name=Signal::stored(name.clone())
            label=name
        />
    }
}

/// `exact`: current on that very page only, not on those below it.
#[component]
fn RailLink(
    path: String,
    icon: IconName,
    name: Signal<String>,
    #[prop(into)] label: String,
    #[prop(optional)] exact: bool,
    /// Further pages on which it is current.
    #[prop(default = &[])]
    also: &'static [(&'static str, &'static str)],
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let here = use_location().pathname;
    let current = {
        let path = path.clone();
        move || {
            let here = here.get();
            let is_below = !exact && here.strip_prefix(&path).is_some_and(|rest| rest.starts_with('/'));
            (here.trim_end_matches('/') == path || is_below || also.iter().any(|(_, page)| here.starts_with(page)))
                .then_some("page")
        }
    };
    view! {
        <a class="rail__link" href=path aria-label=move || name.get() aria-current=current>
            <Icon name=icon />
            <span class="rail__label">{label}</span>
            {children.map(|children| children())}
        </a>
    }
}
