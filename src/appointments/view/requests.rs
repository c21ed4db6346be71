//! What waits for a practitioner's decision.

use super::cards::span_line;
use super::deeds::DeedButtons;
use crate::accounts::model::initials;
use crate::app::{paths, use_me};
use crate::appointments::Appointment;
use crate::ui::{Avatar, Empty, IconName};
use leptos::prelude::*;

#[component]
pub fn RequestsRegion(requests: Vec<Appointment>) -> impl IntoView {
    let me = use_me();
    let zone = me.time_zone.clone();
    let is_empty = requests.is_empty();
    view! {
        <section class="card" role="region" aria-label="Requests">
            <h2>"Requests"</h2>
            {is_empty
                .then(|| {
                    view! {
                        <Empty
                            icon=IconName::Check
                            title="Nothing to decide"
                            hint="New requests appear here by themselves."
                        />
                    }
                })}
            {requests
                .into_iter()
                .map(|request| {
                    let client = request.client.clone();
                    let name = format!("{}, {}", client.name, request.reason);
                    view! {
                        <article class="line" aria-label=name>
                            <Avatar initials=initials(&client.name) seed=client.id.to_string() />
                            <div>
                                <a href=paths::appointment(&me, request.id)>{client.name}</a>
                                <div class="soft">{span_line(&request, &zone)}</div>
                                <div>{request.reason.clone()}</div>
                            </div>
                            <DeedButtons appointment=request small=true on_done=|()| {} />
                        </article>
                    }
                })
                .collect_view()}
        </section>
    }
}
