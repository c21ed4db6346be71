//! One notification.

use super::deliveries::Deliveries;
use super::state::ListState;
use crate::accounts::model::initials;
use crate::app::use_me;
use crate::notifications::view::bell::use_bell;
use crate::notifications::{Notification, Sort};
use crate::time::Civil;
use crate::ui::{Avatar, Icon, IconName, Size, When};
use leptos::prelude::*;

/// `settled` is called once it is read or gone.
#[component]
pub fn NotificationRow(
    notification: Notification,
    list: ListState,
    brief: bool,
    settled: Callback<()>,
) -> impl IntoView {
    let (bell, zone) = (use_bell(), use_me().time_zone);
    let picture = picture(&notification);
    let Notification { id, title, body, link, created_at, read_at, .. } = notification;
    let is_unread = read_at.is_none();
    let form = if brief { Civil::brief } else { day_and_clock };
    let (to_read, to_remove) = (format!("Mark read: {title}"), format!("Remove: {title}"));
    // The page may have been left meanwhile.
    let settled = move || {
        settled.try_run(());
    };
    view! {
        <li class="notification" data-unread=is_unread.then_some("")>
            <a class="notification__link" href=link on:click=move |_| bell.open(id)>
                {picture}
                <span class="notification__text">
                    <span class="notification__title">
                        {is_unread.then(|| view! { <span class="visually-hidden">"Unread: "</span> })} {title}
                    </span>
                    <span class="notification__body">{body}</span>
                    <span class="notification__when">
                        <When at=created_at zone form />
                    </span>
                </span>
            </a>
            {is_unread
                .then(|| {
                    view! {
                        <button
                            type="button"
                            class="button button--icon button--quiet"
                            aria-label=to_read
                            title="Mark read"
                            disabled=move || list.settling.busy.get()
                            on:click=move |_| list.read(id, settled)
                        >
                            <Icon name=IconName::Check />
                        </button>
                    }
                })}
            <button
                type="button"
                class="button button--icon button--quiet"
                aria-label=to_remove
                title="Remove"
                disabled=move || list.settling.busy.get()
                on:click=move |_| list.remove(id, settled)
            >
                <Icon name=IconName::Close />
            </button>
            {(!brief).then(|| view! { <Deliveries id /> })}
        </li>
    }
}

/// Who did it, or what it is about.
fn picture(notification: &Notification) -> AnyView {
    if let Some(actor) = &notification.actor {
        let (initials, seed) = (initials(&actor.name), actor.id.to_string());
        return view! { <Avatar initials seed size=Size::Small /> }.into_any();
    }
    let icon = match notification.kind.sort() {
        Sort::Messages | Sort::Groups | Sort::Mentions => IconName::Chat,
        Sort::Reactions => IconName::Smile,
        Sort::Appointments | Sort::Offers => IconName::Calendar,
        Sort::Reminders => IconName::Clock,
        Sort::Courses => IconName::Form,
        Sort::Announcements => IconName::Info,
        Sort::Emergencies => IconName::Alert,
    };
    view! {
        <span class="notification__icon">
            <Icon name=icon />
        </span>
    }
    .into_any()
}

/// `Yesterday, 14:30`
fn day_and_clock(at: Civil, now: Civil) -> String {
    format!("{}, {}", at.day_near(now), at.clock())
}
