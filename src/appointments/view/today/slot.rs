//! One appointment of a practitioner's day.

use crate::app::{paths, use_me};
use crate::appointments::view::cards::StatusChip;
use crate::appointments::{Appointment, Status};
use crate::ids::AppointmentId;
use crate::live::use_live;
use crate::ui::{Chip, Icon, IconName, use_clock};
use leptos::prelude::*;

/// Whose turn it is, and who comes after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turns {
    pub now: Option<AppointmentId>,
    pub next: Option<AppointmentId>,
}

#[component]
pub fn Slot(appointment: Appointment, turns: Memo<Turns>) -> impl IntoView {
    let me = use_me();
    let clock = use_clock();
    let id = appointment.id;
    let is_over = {
        let (ends_at, is_open) = (appointment.ends_soonest(), appointment.status == Status::Confirmed);
        Memo::new(move |_| !is_open || ends_at <= clock.get())
    };
    let is_now = Memo::new(move |_| turns.get().now == Some(id));
    let is_next = Memo::new(move |_| turns.get().next == Some(id));
    let pet = appointment.pet.as_ref().map(|pet| format!("{} · ", pet.name));
    let details = paths::appointment(&me, id);
    let chat = appointment.room.map(|room| (paths::room(&me, room), format!("Chat with {}", appointment.client.name)));
    view! {
        <Times appointment=appointment.clone() />
        <div
            class="agenda__slot"
            class:agenda__slot--now=is_now
            class:agenda__slot--next=is_next
            class:agenda__slot--done=is_over
        >
            <div>
                <a href=details>{appointment.client.name.clone()}</a>
                <div class="soft">{pet} {appointment.reason.clone()} " · " {appointment.place.name()}</div>
            </div>
            <div class="row row--wrap">
                {move || is_now.get().then(|| view! { <Chip text="Now" look="accent" /> })}
                {move || is_next.get().then(|| view! { <Chip text="Next" look="accent" /> })}
                <Waiting appointment=appointment.clone() />
                <StatusChip status=appointment.status />
                {chat
                    .map(|(href, name)| {
                        view! {
                            <a class="button button--icon button--quiet" href=href aria-label=name>
                                <Icon name=IconName::Chat />
                            </a>
                        }
                    })}
            </div>
        </div>
    }
}

/// When it begins, and when it is expected to where the practitioner is late.
#[component]
fn Times(appointment: Appointment) -> impl IntoView {
    let zone = use_me().time_zone;
    let clock = |at: crate::time::Moment| at.civil(&zone).clock();
    let expected = appointment.expected_at.map(|at| (at.rfc3339(), clock(at)));
    view! {
        <div class="agenda__time">
            <time
                class:agenda__agreed=expected.is_some()
                datetime=appointment.starts_at.rfc3339()
            >
                {clock(appointment.starts_at)}
            </time>
            {expected
                .map(|(at, clock)| {
                    view! {
                        <span class="visually-hidden">"expected"</span>
                        <time datetime=at>{clock}</time>
                    }
                })}
        </div>
    }
}

/// A client who is here near their time waits.
#[component]
fn Waiting(appointment: Appointment) -> impl IntoView {
    let clock = use_clock();
    let is_here = use_live().is_online(appointment.client.id);
    let waits = Memo::new(move |_| is_here.get() && appointment.is_near(clock.get()));
    move || waits.get().then(|| view! { <Chip text="Waiting" look="good" /> })
}
