//! A practitioner's day as a table: each appointment with room for notes, and below it what is known of who comes.

use crate::app::use_me;
use crate::appointments::{Appointment, Roster};
use crate::clients::{FactsList, Glance, KnownFact};
use crate::pets::Pet;
use crate::ui::{Empty, IconName, use_clock};
use crate::words::{Role, capitalised};
use leptos::prelude::*;

/// The rows are put together from what was read of all clients and pets of the day.
pub fn sheet(roster: Roster, clients: &[Glance], pets: &[Pet]) -> impl IntoView + use<> {
    let client = capitalised(use_me().practice.kind.person(Role::Client));
    let name = roster.practitioner.name;
    let rows: Vec<_> = roster
        .appointments
        .into_iter()
        .map(|appointment| {
            let known = clients.iter().find(|known| known.client.id == appointment.client.id);
            let facts = known.map(|known| known.facts.clone()).unwrap_or_default();
            let pet = appointment.pet.as_ref().and_then(|named| pets.iter().find(|pet| pet.id == named.id)).cloned();
            view! { <Row appointment facts pet /> }
        })
        .collect();
    let label = name.clone();
    view! {
        <section class="card" aria-label=label>
            <h2>{name}</h2>
            {if rows.is_empty() {
                let hint = "Appointments of the day stand here with room for notes.";
                view! { <Empty icon=IconName::Calendar title="Nothing is booked" hint /> }.into_any()
            } else {
                view! {
                    <table class="sheet__table">
                        <thead>
                            <tr>
                                <th scope="col">"Time"</th>
                                <th scope="col">{client}</th>
                                <th scope="col">"What for"</th>
                                <th scope="col">"Notes"</th>
                            </tr>
                        </thead>
                        {rows}
                    </table>
                }
                    .into_any()
            }}
        </section>
    }
}

#[component]
fn Row(appointment: Appointment, facts: Vec<KnownFact>, pet: Option<Pet>) -> impl IntoView {
    let zone = use_me().time_zone;
    let clock = |at: crate::time::Moment| at.civil(&zone).clock();
    let times = format!("{} – {}", clock(appointment.starts_at), clock(appointment.ends_at));
    let expected = appointment.expected_at.map(|at| format!("expected {}", clock(at)));
    let pet_name = appointment.pet.map(|pet| pet.name);
    view! {
        <tbody>
            <tr>
                <td>
                    <time datetime=appointment.starts_at.rfc3339()>{times}</time>
                    {expected.map(|expected| view! { <div class="soft">{expected}</div> })}
                </td>
                <th scope="row">
                    {appointment.client.name} <div class="soft">{appointment.status.name()}</div>
                </th>
                <td>
                    {appointment.type_name} " · " {appointment.place.name()}
                    <div class="soft lines">{appointment.reason}</div>
                </td>
                <td class="sheet__notes"></td>
            </tr>
            {(!facts.is_empty() || pet_name.is_some())
                .then(|| {
                    view! {
                        <tr class="sheet__known">
                            <td colspan="4">
                                {pet_name.map(|name| view! { <PetFacts name pet /> })}
                                {(!facts.is_empty()).then(|| view! { <FactsList facts /> })}
                            </td>
                        </tr>
                    }
                })}
        </tbody>
    }
}

/// `Pet: Nelli · Dog · Border collie · 4 years`, with its notes.
#[component]
fn PetFacts(name: String, pet: Option<Pet>) -> impl IntoView {
    let (clock, zone) = (use_clock(), use_me().practice.time_zone);
    let notes = pet.as_ref().map(|pet| pet.notes.clone()).filter(|notes| !notes.is_empty());
    let summary = pet.map(|pet| Memo::new(move |_| format!(" · {}", pet.summary(clock.get().civil(&zone).date))));
    view! {
        <dl class="facts">
            <dt>"Pet"</dt>
            <dd>{name} {summary}</dd>
            {notes
                .map(|notes| {
                    view! {
                        <dt>"Notes on the pet"</dt>
                        <dd class="facts__text">{notes}</dd>
                    }
                })}
        </dl>
    }
}
