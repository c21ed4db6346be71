//! What there is to know of an appointment: on its page, and beside its conversation.

use super::cards::StatusChip;
use crate::app::{paths, use_me, use_me_signal};
use crate::appointments::{Appointment, Place};
use crate::time::span_in;
use leptos::prelude::*;

/// When, where, what for, and what has become of it.
#[component]
pub fn AppointmentFacts(appointment: Appointment) -> impl IntoView {
    let me = use_me();
    let zone = me.time_zone.clone();
    let day = appointment.starts_at.civil(&zone).day_short();
    let span = span_in(appointment.starts_at, appointment.ends_at, &zone);
    let expected = appointment.expected_later().map(|at| at.clock_in(&zone));
    view! {
        <dl class="facts">
            <dt>"Status"</dt>
            <dd>
                <StatusChip status=appointment.status />
            </dd>
            <dt>"When"</dt>
            <dd>
                <time datetime=appointment
                    .starts_at
                    .rfc3339()>{format!("{day}, {span}")}</time>
            </dd>
            <dt>"Time zone"</dt>
            <dd>{zone}</dd>
            {expected
                .map(|at| {
                    view! {
                        <dt>"Expected"</dt>
                        <dd>{at}</dd>
                    }
                })}
            {appointment
                .pet
                .map(|pet| {
                    view! {
                        <dt>"Pet"</dt>
                        <dd>
                            <a href=paths::pet(&me, pet.id)>{pet.name}</a>
                        </dd>
                    }
                })}
            <dt>"Type"</dt>
            <dd>{appointment.type_name}</dd>
            {(!appointment.price.is_empty())
                .then(|| {
                    view! {
                        <dt>"Price"</dt>
                        <dd>{appointment.price}</dd>
                    }
                })}
            <dt>"Where"</dt>
            <dd>
                <Whereabouts place=appointment.place />
            </dd>
            <dt>"Reason"</dt>
            <dd class="lines">{appointment.reason}</dd>
            {(!appointment.closing_note.is_empty())
                .then(|| {
                    view! {
                        <dt>"Note"</dt>
                        <dd class="lines">{appointment.closing_note}</dd>
                    }
                })}
        </dl>
    }
}

/// It follows what the practice says of its address.
#[component]
fn Whereabouts(place: Place) -> impl IntoView {
    let me = use_me_signal();
    let address = Memo::new(move |_| me.with(|me| place.address(&me.practice).map(str::to_owned)));
    view! {
        {place.name()}
        {move || address.get().map(|address| view! { <div class="lines">{address}</div> })}
    }
}
