//! `/{role}/clients`: a practitioner's own clients, and all of the practice's.

mod line;
mod part;

use crate::app::use_me;
use crate::chat;
use crate::clients::{ClientsPart, Shown, list_clients};
use crate::error::Result;
use crate::live::event::{Event, Incoming};
use crate::live::use_live;
use crate::ui::{ErrorNotice, Read, SearchBox, Skeleton, read, settled};
use crate::words::{Role, capitalised};
use leptos::prelude::*;
use leptos_meta::Title;
use part::ClientList;
use std::time::Duration;

/// What happens within this time is read at once.
const GATHER: Duration = Duration::from_secs(1);

#[component]
pub fn ClientsPage() -> impl IntoView {
    let me = use_me();
    let people = me.practice.kind.people(Role::Client);
    let shown = RwSignal::new(if me.is_practitioner() { Shown::Name } else { Shown::All });
    let text = RwSignal::new(String::new());
    let first = read(move || (shown.get(), text.get()), |(shown, text)| list_clients(shown, text, None));
    let has_more_here = RwSignal::new(false);
    follow(first, has_more_here);
    view! {
        <Title text=capitalised(people) />
        <main class="page page--narrow" id="main">
            <header class="page__head">
                <h1>{capitalised(people)}</h1>
            </header>
            <section class="card stack" aria-label=capitalised(people)>
                <SearchBox label="Search by name" most=120 on_type=settled(text) />
                {me.is_practitioner().then(|| view! { <Order shown people /> })}
                <Transition fallback=|| view! { <Skeleton rows=6 /> }>
                    {move || Suspend::new(async move {
                        let part = first.await;
                        let what = (shown.get_untracked(), text.get_untracked());
                        match part {
                            Ok(first) => view! { <ClientList first what people has_more_here /> }.into_any(),
                            Err(error) => {
                                let retry = Callback::new(move |()| first.refetch());
                                view! { <ErrorNotice error on_retry=retry /> }.into_any()
                            }
                        }
                    })}
                </Transition>
            </section>
        </main>
    }
}

#[component]
fn Order(shown: RwSignal<Shown>, people: &'static str) -> impl IntoView {
    let orders = [
        (Shown::Name, "Yours by name".to_owned()),
        (Shown::Contact, "Yours by last contact".to_owned()),
        (Shown::All, format!("All {people}")),
    ];
    view! {
        <div class="segments" role="group" aria-label="Show">
            {orders
                .map(|(one, name)| {
                    view! {
                        <button
                            type="button"
                            aria-pressed=move || (shown.get() == one).to_string()
                            on:click=move |_| shown.set(one)
                        >
                            {name}
                        </button>
                    }
                })}
        </div>
    }
}

/// Reads again what appointments and messages change, unless the person has gone on in the list.
fn follow(first: Read<Result<ClientsPart>>, has_more_here: RwSignal<bool>) {
    let is_waiting = StoredValue::new(false);
    let reread = move || {
        if is_waiting.try_get_value() != Some(false) {
            return;
        }
        is_waiting.set_value(true);
        let read = move || {
            if is_waiting.try_set_value(false).is_none() && has_more_here.try_get_untracked() == Some(false) {
                first.refetch();
            }
        };
        set_timeout(read, GATHER);
    };
    let live = use_live();
    live.once_back(reread);
    live.listen(move |incoming| {
        if let Incoming::Event(
            Event::Appointments(_) | Event::Chat(chat::Event::MessageReceived { .. } | chat::Event::ReadMoved { .. }),
        ) = incoming
        {
            reread();
        }
    });
}
