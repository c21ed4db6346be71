//! Home: what is next, for each role.

use super::frame::{use_me, use_me_signal};
use super::paths;
use crate::accounts::{AboutPractice, Me};
use crate::admin::AdminHome;
use crate::announcements::AnnouncementsCard;
use crate::appointments::{
    Agenda, BookLink, DecisionDialog, NextCard, OtherZone, ProposalsCard, RequestsRegion, TodayCard, WaitlistCard,
    changes, provide_deciding, read_agenda,
};
use crate::chat::{ConversationLine, use_chat};
use crate::clients::OwnPractitionersCard;
use crate::emergencies::EmergencyQueue;
use crate::error::Result;
use crate::pets::YourPets;
use crate::ui::{Empty, ErrorNotice, IconName, Read, Skeleton, read, use_clock};
use crate::words::Role;
use leptos::prelude::*;
use leptos_meta::Title;

/// Conversations that a home shows.
const CONVERSATIONS: usize = 4;

#[component]
pub fn HomePage() -> impl IntoView {
    let me = use_me();
    let has_emergencies = me.practice.kind.has_emergencies();
    let content = match me.role {
        Role::Admin => view! {
            {has_emergencies.then(|| view! { <EmergencyQueue /> })}
            <AdminHome />
        }
        .into_any(),
        Role::Practitioner => view! {
            {has_emergencies.then(|| view! { <EmergencyQueue /> })}
            <PeopleHome me=me.clone() />
        }
        .into_any(),
        Role::Client => view! {
            <PeopleHome me=me.clone() />
            <OwnPractitionersCard />
        }
        .into_any(),
    };
    let has_pets = me.is_client() && me.practice.kind.has_pets();
    let signal = use_me_signal();
    view! {
        <Title text="Home" />
        <main class="page" id="main">
            <header class="page__head">
                <div>
                    <h1>{greeting(&me)}</h1>
                    <p class="soft">{move || signal.with(|me| me.practice.name.clone())}</p>
                    <OtherZone />
                </div>
                <BookLink />
            </header>
            {content}
            <AnnouncementsCard />
            {has_pets.then(|| view! { <YourPets /> })}
        </main>
    }
}

#[component]
fn PeopleHome(me: Me) -> impl IntoView {
    let agenda: Read<Result<Agenda>> = read(|| (), |()| read_agenda());
    changes(move |()| agenda.refetch());
    let is_client = me.is_client();
    provide_deciding();
    view! {
        {is_client
            .then(|| {
                view! {
                    <ProposalsCard />
                    <WaitlistCard />
                }
            })}
        <div class="grid">
            {of_agenda(agenda, 4, if is_client { next } else { today })}
            <div class="stack stack--wide">
                {(!is_client).then(|| of_agenda(agenda, 2, requests))}
                <RecentConversations />
                {is_client.then(|| view! { <AboutPractice /> })}
            </div>
        </div>
        {(!is_client).then(|| view! { <DecisionDialog /> })}
    }
}

/// One block of what the agenda says, with so many rows while it is read. Where that fails, this block says so, and the
/// others stay.
fn of_agenda(agenda: Read<Result<Agenda>>, rows: usize, block: fn(Agenda) -> AnyView) -> impl IntoView {
    view! {
        <Transition fallback=move || view! { <Skeleton rows /> }>
            {move || Suspend::new(async move {
                match agenda.await {
                    Ok(agenda) => block(agenda),
                    Err(error) => {
                        let retry = Callback::new(move |()| agenda.refetch());
                        view! { <ErrorNotice error on_retry=retry /> }.into_any()
                    }
                }
            })}
        </Transition>
    }
}

fn next(agenda: Agenda) -> AnyView {
    view! { <NextCard appointment=agenda.next /> }.into_any()
}

fn today(agenda: Agenda) -> AnyView {
    view! { <TodayCard appointments=agenda.around_now /> }.into_any()
}

fn requests(agenda: Agenda) -> AnyView {
    view! { <RequestsRegion requests=agenda.requests /> }.into_any()
}

/// Unread ones first.
#[component]
fn RecentConversations() -> impl IntoView {
    let chat = use_chat();
    let me = use_me();
    let recent = Memo::new(move |_| {
        let mut rooms = chat.conversations.with(|list| list.rooms.clone());
        rooms.sort_by_key(|room| room.unread.unwrap_or(0) == 0);
        rooms.truncate(CONVERSATIONS);
        rooms
    });
    view! {
        <section class="card" aria-labelledby="recent-conversations">
            <div class="card__head">
                <h2 id="recent-conversations">"Conversations"</h2>
                <a class="more" href=paths::chat(&me)>
                    "See all"
                </a>
            </div>
            {move || {
                let rooms = recent.get();
                if rooms.is_empty() {
                    return view! {
                        <Empty
                            icon=IconName::Chat
                            title="No conversations yet"
                            hint="A confirmed appointment opens one."
                        />
                    }
                        .into_any();
                }
                rooms.into_iter().map(|room| view! { <ConversationLine room /> }).collect_view().into_any()
            }}
        </section>
    }
}

fn greeting(me: &Me) -> impl Fn() -> String + Send + Sync + use<> {
    let clock = use_clock();
    let (zone, name) = (me.time_zone.clone(), me.name.clone());
    move || {
        let hello = match clock.get().civil(&zone).hour {
            0..=4 => "Hello",
            5..=11 => "Good morning",
            12..=17 => "Good afternoon",
            _ => "Good evening",
        };
        format!("{hello}, {name}")
    }
}
