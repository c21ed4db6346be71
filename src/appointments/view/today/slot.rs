//! One appointment of a practitioner's day.

use crate::app::{paths, use_me};
use crate::appointments::view::cards::StatusChip;
use crate::appointments::{Appointment, Status};
use crate::ids::AppointmentId;
use crate::live::use_live;
use crate::ui::{Chip, Icon, IconName, use_clock};
use leptos::prelude::*;

/// Whose turn it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    pub id: AppointmentId,
    pub is_now: bool,
}

#[component]
pub fn Slot(appointment: Appointment, next: Memo<Option<Turn>>) -> impl IntoView {
    let me = use_me();
    let clock = use_clock();
    let id = appointment.id;
    let is_over = {
        let (ends_at, is_open) = (appointment.ends_soonest(), appointment.status == Status::Confirmed);
        Memo::new(move |_| !is_open || ends_at <= clock.get())
    };
    let turn = Memo::new(move |_| next.get().filter(|turn| turn.id == id).map(|turn| turn.is_now));
    let details = paths::appointment(&me, id);
    let chat = appointment.room.map(|room| (paths::room(&me, room), format!("Chat with {}", appointment.client.name)));
    view! {
        <Times appointment=appointment.clone() />
        <div
            class="agenda__slot"
            class:agenda__slot--now=move || turn.get() == Some(true)
            class:agenda__slot--next=move || turn.get() == Some(false)
            class:agenda__slot--done=is_over
        >
            <div>
                <a href=details>{appointment.client.name.clone()}</a>
                <div class="soft">{appointment.reason.clone()} " · " {appointment.place.name()}</div>
            </div>
            <div class="row row--wrap">
                {move || turn.get().map(|is_now| view! { <Chip text=if is_now { "Now" } else { "Next" } look="accent" /> })}
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
