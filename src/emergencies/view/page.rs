//! `/{role}/emergencies`: all of the practice, and who is on call.

use super::OnCallCard;
use crate::accounts::deeds_done;
use crate::app::{paths, use_me};
use crate::emergencies::{Emergency, PAGE, list_emergencies};
use crate::live::event::{Event, Incoming};
use crate::live::use_live;
use crate::time::{Civil, month_short};
use crate::ui::{Attempt, Button, Chip, Empty, ErrorNotice, IconName, Look, Skeleton, SubNavigation, When, read};
use crate::words::Role;
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn EmergenciesPage() -> impl IntoView {
    let first = read(|| (), |()| list_emergencies(None));
    use_live().listen(move |incoming| {
        if matches!(incoming, Incoming::Event(Event::Emergencies(event)) if event.emergency().is_some()) {
            first.refetch();
        }
    });
    // Admins are told of an emergency late; of what happens to it they learn with their audit.
    deeds_done(move || first.refetch());
    let me = use_me();
    let sections = (me.role == Role::Admin).then(|| paths::admin_sections(&me));
    view! {
        <Title text="Emergencies" />
        <main class="page page--narrow" id="main">
            <header class="page__head">
                <h1>"Emergencies"</h1>
            </header>
            {sections.map(|pages| view! { <SubNavigation label="Admin" pages /> })}
            <Transition fallback=|| view! { <Skeleton rows=4 /> }>
                {move || Suspend::new(async move {
                    match first.await {
                        Ok(found) => view! { <EmergencyList found /> }.into_any(),
                        Err(error) => {
                            let retry = Callback::new(move |()| first.refetch());
                            view! { <ErrorNotice error on_retry=retry /> }.into_any()
                        }
                    }
                })}
            </Transition>
            <OnCallCard />
        </main>
    }
}

#[component]
fn EmergencyList(found: Vec<Emergency>) -> impl IntoView {
    if found.is_empty() {
        let hint = "Whatever clients alert you to stands here, with all that happened to it.";
        return view! {
            <section class="card" aria-label="All emergencies">
                <Empty icon=IconName::Check title="No emergencies yet" hint />
            </section>
        }
        .into_any();
    }
    let page = usize::try_from(PAGE).unwrap_or(0);
    let attempt = Attempt::default();
    let has_more = RwSignal::new(found.len() > page);
    let list = RwSignal::new(found.into_iter().take(page).collect::<Vec<_>>());
    let more = move || {
        let after = list.with_untracked(|list| list.last().map(|emergency| emergency.id));
        attempt.start(list_emergencies(after), move |found| {
            has_more.set(found.len() > page);
            list.update(|list| list.extend(found.into_iter().take(page)));
        });
    };
    view! {
        <section class="card" aria-label="All emergencies">
            <ul>
                <For each=move || list.get() key=|emergency| (emergency.id, emergency.version) let:emergency>
                    <EmergencyLine emergency />
                </For>
            </ul>
            {move || {
                let retry = Callback::new(move |()| more());
                attempt.error.get().map(|error| view! { <ErrorNotice error on_retry=retry /> })
            }}
            <Show when=move || has_more.get()>
                <Button look=Look::Quiet busy=attempt.busy on_press=more>
                    "Show more"
                </Button>
            </Show>
        </section>
    }
    .into_any()
}

#[component]
fn EmergencyLine(emergency: Emergency) -> impl IntoView {
    let me = use_me();
    view! {
        <li class="emergency-line">
            <a class="emergency-line__name" href=paths::emergency(&me, emergency.id)>
                {emergency.client.name.clone()}
            </a>
            {standing_chip(&emergency)}
            <p class="emergency-line__text">{emergency.text.clone()}</p>
            <p class="faint">
                <When at=emergency.raised_at zone=me.time_zone.clone() form=when />
            </p>
        </li>
    }
}

pub(super) fn standing_chip(emergency: &Emergency) -> AnyView {
    match (emergency.is_open(), emergency.is_waiting()) {
        (_, true) => view! { <Chip text="Waiting" look="alarm" /> }.into_any(),
        (true, false) => view! { <Chip text="Taken" look="accent" /> }.into_any(),
        (false, _) => view! { <Chip text="Resolved" /> }.into_any(),
    }
}

/// `20 Nov 2026, 14:30`
pub(super) fn when(at: Civil, _: Civil) -> String {
    format!("{} {} {}, {}", at.date.day(), month_short(at.date), at.date.year(), at.clock())
}
