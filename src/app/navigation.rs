//! The rail of a wide screen, the bottom bar of a phone.

use super::frame::{use_me, use_me_signal};
use super::paths;
use crate::accounts::Me;
use crate::accounts::model::initials;
use crate::chat::use_chat;
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
            {meets_people
                .then(|| {
                    view! {
                        <RailLink
                            path=paths::appointments(&me)
                            icon=IconName::Calendar
                            name=Signal::stored("Appointments".to_owned())
                            label="Appointments"
                        />
                    }
                })}
            {(!me.is_client()).then(|| view! { <ClientsLink me=me.clone() /> })}
            <span class="rail__grow"></span>
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
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let here = use_location().pathname;
    let current = {
        let path = path.clone();
        move || {
            let here = here.get();
            let is_below = !exact && here.strip_prefix(&path).is_some_and(|rest| rest.starts_with('/'));
            (here.trim_end_matches('/') == path || is_below).then_some("page")
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
