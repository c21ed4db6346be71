//! `/{role}/day-sheet`: a day on paper, put together from several domains, with room for notes.

mod table;

use super::frame::use_me;
use super::paths;
use crate::appointments::{Asked, CalendarQuery, Roster, changes, later, long, read_calendar, use_asked};
use crate::clients::{Glance, client_changes, glance_at};
use crate::error::Result;
use crate::ids::{PetId, UserId};
use crate::pets::{Pet, list_some_pets};
use crate::ui::{Button, ErrorNotice, Icon, IconName, Look, NotHere, Skeleton, once_alive, read};
use leptos::prelude::*;
use leptos_meta::Title;
use serde::{Deserialize, Serialize};
use table::sheet;

/// A day with what is known of those who come.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Day {
    rosters: Vec<Roster>,
    clients: Vec<Glance>,
    pets: Vec<Pet>,
}

#[component]
pub fn DaySheetPage() -> impl IntoView {
    if use_me().is_client() {
        return view! {
            <main class="page" id="main">
                <NotHere hint="Day sheets are the practice's." />
            </main>
        }
        .into_any();
    }
    let asked = use_asked();
    let day = read(move || asked.get(), read_day);
    changes(move |()| day.refetch());
    client_changes(None, move |()| day.refetch());
    view! {
        <Title text="Day sheet" />
        <main class="page page--narrow sheet" id="main">
            <SheetHead asked />
            <Transition fallback=|| view! { <Skeleton rows=5 /> }>
                {move || Suspend::new(async move {
                    match day.await {
                        Ok(Day { rosters, clients, pets }) => {
                            rosters
                                .into_iter()
                                .map(|roster| sheet(roster, &clients, &pets))
                                .collect_view()
                                .into_any()
                        }
                        Err(error) => {
                            let retry = Callback::new(move |()| day.refetch());
                            view! { <ErrorNotice error on_retry=retry /> }.into_any()
                        }
                    }
                })}
            </Transition>
        </main>
    }
    .into_any()
}

async fn read_day(asked: Asked) -> Result<Day> {
    let query = CalendarQuery { first: asked.day, days: 1, practitioner: asked.practitioner };
    let rosters = read_calendar(query).await?;
    let all = || rosters.iter().flat_map(|roster| &roster.appointments);
    let mut clients: Vec<UserId> = all().map(|one| one.client.id).collect();
    clients.sort_unstable();
    clients.dedup();
    let pets: Vec<PetId> = all().filter_map(|one| one.pet.as_ref()).map(|pet| pet.id).collect();
    let clients = if clients.is_empty() { Vec::new() } else { glance_at(clients).await? };
    let pets = if pets.is_empty() { Vec::new() } else { list_some_pets(pets).await? };
    Ok(Day { rosters, clients, pets })
}

#[component]
fn SheetHead(asked: Memo<Asked>) -> impl IntoView {
    let me = use_me();
    let base = StoredValue::new(paths::day_sheet(&me));
    let is_alive = RwSignal::new(false);
    once_alive(move || is_alive.set(true));
    let step = move |by| base.with_value(|base| asked.get().on(later(asked.get().day, by)).href(base));
    view! {
        <header class="page__head">
            <h1>{move || long(asked.get().day)}</h1>
            <p>{format!("{} · times are in {}", me.practice.name, me.time_zone)}</p>
            <div class="row row--wrap sheet__deeds">
                <a class="button button--icon" aria-label="Previous day" href=move || step(-1)>
                    <Icon name=IconName::Back />
                </a>
                <a class="button button--icon" aria-label="Next day" href=move || step(1)>
                    <Icon name=IconName::Next />
                </a>
                <Show when=move || is_alive.get()>
                    <Button look=Look::Accent on_press=|| drop(window().print())>
                        <Icon name=IconName::Print />
                        "Print"
                    </Button>
                </Show>
            </div>
        </header>
    }
}
