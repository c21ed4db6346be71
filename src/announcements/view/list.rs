//! `/{role}/announcements`: what one was told; for admins what was told, to whom, and how far it has come.

use super::live::announcement_changes;
use super::progress::Bar;
use super::times::moment;
use crate::announcements::{Announcement, Announcements, Sending, SendingState, list_announcements};
use crate::app::{paths, use_me};
use crate::ui::{Chip, Empty, ErrorNotice, IconName, More, Skeleton, SubNavigation, When, read};
use crate::words::Role;
use leptos::prelude::*;
use leptos_meta::Title;

/// As many more as the list shows at once.
const PAGE: i64 = 20;

#[component]
pub fn AnnouncementsPage() -> impl IntoView {
    let is_admin = use_me().role == Role::Admin;
    let limit = RwSignal::new(PAGE);
    let announcements = read(move || limit.get(), list_announcements);
    announcement_changes(None, move || announcements.refetch());
    view! {
        <Title text="Announcements" />
        <main class="page page--narrow" id="main">
            <header class="page__head">
                <h1>"Announcements"</h1>
                {is_admin
                    .then(|| {
                        view! {
                            <a class="button button--accent" href=paths::NEW_ANNOUNCEMENT>
                                "New announcement"
                            </a>
                        }
                    })}
            </header>
            {is_admin.then(|| view! { <SubNavigation label="Admin" pages=paths::admin_sections(&use_me()) /> })}
            <Transition fallback=|| view! { <Skeleton rows=4 /> }>
                {move || Suspend::new(async move {
                    match announcements.await {
                        Ok(found) => listed(found, is_admin, limit),
                        Err(error) => {
                            let retry = Callback::new(move |()| announcements.refetch());
                            view! { <ErrorNotice error on_retry=retry /> }.into_any()
                        }
                    }
                })}
            </Transition>
        </main>
    }
}

fn listed(found: Announcements, is_admin: bool, limit: RwSignal<i64>) -> AnyView {
    if found.items.is_empty() {
        let hint = if is_admin {
            "Write one to everybody of the practice, or to a part of them."
        } else {
            "What the practice tells you is kept here."
        };
        return view! { <Empty icon=IconName::Info title="No announcements yet" hint /> }.into_any();
    }
    let is_there = Signal::stored(found.has_more);
    view! {
        <ul class="announcements" aria-label="Announcements">
            {found.items.into_iter().map(|announcement| view! { <Card announcement /> }).collect_view()}
        </ul>
        <More is_there on_press=move |()| limit.update(|limit| *limit += PAGE) />
    }
    .into_any()
}

#[component]
fn Card(announcement: Announcement) -> impl IntoView {
    let me = use_me();
    let is_new = announcement.mine.is_some_and(|mine| mine.opened_at.is_none());
    let is_waiting = announcement.is_waiting();
    let is_done = announcement.mine.is_some_and(|mine| mine.acknowledged_at.is_some());
    let href = paths::announcement(&me, announcement.id);
    let Announcement { title, author, created_at, withdrawn_at, sending, .. } = announcement;
    let is_withdrawn = withdrawn_at.is_some() && sending.is_none();
    view! {
        <li class="announcement-card">
            <div class="spread">
                <a class="announcement-card__title" href=href>
                    {title}
                </a>
                <span class="row row--wrap">
                    {is_new.then(|| view! { <Chip text="New" look="accent" /> })}
                    {is_waiting.then(|| view! { <Chip text="Please confirm" look="accent" /> })}
                    {is_done.then(|| view! { <Chip text="Confirmed" look="good" /> })}
                    {is_withdrawn.then(|| view! { <Chip text="Withdrawn" look="away" /> })}
                    {sending.as_ref().map(|sending| view! { <StateChip state=sending.state /> })}
                </span>
            </div>
            <p class="soft">{author.name} ", " <When at=created_at zone=me.time_zone form=moment /></p>
            {sending.map(|sending| view! { <Reached sending asks=announcement.asks_acknowledgement /> })}
        </li>
    }
}

#[component]
pub fn StateChip(state: SendingState) -> impl IntoView {
    match state {
        SendingState::Sending => view! { <Chip text="Sending" look="accent" /> },
        SendingState::Sent => view! { <Chip text="Sent" look="good" /> },
        SendingState::Stopped => view! { <Chip text="Stopped" look="away" /> },
    }
}

/// How many of how many, in a line.
#[component]
fn Reached(sending: Sending, asks: bool) -> impl IntoView {
    let kind = use_me().practice.kind;
    let to = sending.cohort.label(kind, sending.cohort_name.as_deref());
    let progress = sending.progress;
    let confirmed = if asks { format!(", {} confirmed", progress.acknowledged) } else { String::new() };
    view! {
        <p class="soft">
            {format!("To {to}: {} of {} told, {} opened{confirmed}", progress.told, progress.people, progress.opened)}
        </p>
        <Bar part=progress.told whole=progress.people />
    }
}
