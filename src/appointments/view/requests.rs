//! What waits for a practitioner's decision.

use super::cards::span_line;
use super::deeds::DeedButtons;
use super::proposals::who_proposed;
use super::series::SeriesLink;
use crate::accounts::model::initials;
use crate::app::{paths, use_me};
use crate::appointments::Appointment;
use crate::ui::{Avatar, Button, Empty, IconName, Look};
use leptos::prelude::*;

/// As many as stand above something else.
const FEW: usize = 3;

/// `all`: whether more than a few are shown; without it they are.
#[component]
pub fn RequestsRegion(requests: Vec<Appointment>, #[prop(optional)] all: Option<RwSignal<bool>>) -> impl IntoView {
    let count = requests.len();
    let requests = StoredValue::new(requests);
    let shown = move || {
        let most = if all.is_none_or(|all| all.get()) { count } else { FEW };
        requests.with_value(|requests| requests.iter().take(most).cloned().collect::<Vec<_>>())
    };
    view! {
        <section class="card" role="region" aria-label="Requests">
            <h2>"Requests"</h2>
            {(count == 0)
                .then(|| {
                    view! {
                        <Empty
                            icon=IconName::Check
                            title="Nothing to decide"
                            hint="New requests appear here by themselves."
                        />
                    }
                })}
            <For each=shown key=|request| request.id let:request>
                <Request request />
            </For>
            {all.filter(|_| count > FEW).map(|all| view! { <ShowAll all count /> })}
        </section>
    }
}

#[component]
fn Request(request: Appointment) -> impl IntoView {
    let me = use_me();
    let client = request.client.clone();
    let pet = request.pet.as_ref().map(|pet| pet.name.clone());
    let parts = [Some(client.name.clone()), pet, Some(request.reason.clone())];
    let name = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let proposed = who_proposed(&request, &me);
    view! {
        <article class="line" aria-label=name>
            <Avatar initials=initials(&client.name) seed=client.id.to_string() />
            <div>
                <a href=paths::appointment(&me, request.id)>{client.name}</a>
                <div class="soft">{span_line(&request, &me.time_zone)}</div>
                {proposed.map(|line| view! { <div><strong>{line}</strong></div> })}
                <SeriesLink appointment=request.clone() />
                <div class="lines">{request.reason.clone()}</div>
            </div>
            <DeedButtons appointment=request small=true on_done=|()| {} />
        </article>
    }
}

#[component]
fn ShowAll(all: RwSignal<bool>, count: usize) -> impl IntoView {
    let name = move || if all.get() { "Show fewer".to_owned() } else { format!("Show all ({count})") };
    view! {
        <Button look=Look::Quiet on_press=move || all.update(|all| *all = !*all)>
            {name}
        </Button>
    }
}
