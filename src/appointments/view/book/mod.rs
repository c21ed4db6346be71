//! `/{role}/book`: what for, with whom, when, and why.

mod asking;
mod choosing;
mod draft;
mod form;
mod given;
mod kept;
mod repeat;

use crate::app::use_me;
use crate::appointments::view::live::settings_changes;
use crate::appointments::view::zone::zones_line;
use crate::appointments::{Choices, FreeQuery, booking_choices, list_free_times};
use crate::error::Result;
use crate::ids::UserId;
use crate::time::Moment;
use crate::ui::{ErrorNotice, Latest, Read, Skeleton, read};
use form::BookForm;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// The free times that are asked for; nothing while the first ones, which came with the page, are enough.
#[derive(Clone, Copy)]
pub struct FreeTimes {
    pub query: RwSignal<Option<FreeQuery>>,
    pub found: Read<Result<Vec<Moment>>>,
}

impl FreeTimes {
    pub fn new() -> Self {
        let query = RwSignal::new(None::<FreeQuery>);
        let found = read(
            move || query.get(),
            |query| async move {
                match query {
                    Some(query) => list_free_times(query).await,
                    None => Ok(Vec::new()),
                }
            },
        );
        Self { query, found }
    }
}

#[component]
pub fn BookPage() -> impl IntoView {
    let me = use_me();
    let query = use_query_map();
    let asked = move |name: &str| query.with(|query| query.get(name).and_then(|id| id.parse::<UserId>().ok()));
    let whom = Memo::new(move |_| (asked("client"), asked("practitioner")));
    let choices = read(move || whom.get(), |(client, practitioner)| booking_choices(client, practitioner));
    let free = FreeTimes::new();
    let fresh = Latest::<Choices>::default();
    // What the practice changes while somebody is booking: their page stays, and what they chose where it still can be.
    settings_changes(move || {
        let (client, practitioner) = whom.get_untracked();
        fresh.ask(booking_choices(client, practitioner), |_| {});
    });
    let zones = zones_line(&me);
    view! {
        <Title text="Book appointment" />
        <main class="page page--narrow" id="main">
            <header class="page__head">
                <div>
                    <h1>"Book appointment"</h1>
                    <p class="soft">{zones}</p>
                </div>
            </header>
            <Suspense fallback=|| view! { <Skeleton rows=5 /> }>
                {move || Suspend::new(async move {
                    match choices.await {
                        Ok(first) => view! { <BookForm first fresh free /> }.into_any(),
                        Err(error) => {
                            let retry = Callback::new(move |()| choices.refetch());
                            view! { <ErrorNotice error on_retry=retry /> }.into_any()
                        }
                    }
                })}
            </Suspense>
        </main>
    }
}
