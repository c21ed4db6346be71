//! Until when its client may change an appointment, and whom to ask once it is too late.

use crate::accounts::Me;
use crate::app::use_me_signal;
use crate::appointments::{Appointment, Status};
use crate::time::Moment;
use crate::ui::{PhoneLink, use_clock};
use leptos::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Until(Moment),
    UntilItBegins,
    /// The deadline has passed before it was confirmed.
    UntilConfirmed,
    TooLate,
}

impl Standing {
    /// Nothing where it is not one's own as a client, or is over.
    fn of(appointment: &Appointment, me: &Me, now: Moment) -> Option<Self> {
        let deadline = appointment.changeable_until;
        let is_ahead = appointment.status.is_open() && now < appointment.starts_at;
        (is_ahead && appointment.client.id == me.id()).then(|| match appointment.status {
            _ if deadline == appointment.starts_at => Self::UntilItBegins,
            _ if now < deadline => Self::Until(deadline),
            Status::Requested => Self::UntilConfirmed,
            _ => Self::TooLate,
        })
    }
}

#[component]
pub fn Deadline(#[prop(into)] appointment: Signal<Appointment>) -> impl IntoView {
    let me = use_me_signal();
    let clock = use_clock();
    let standing = Memo::new(move |_| me.with(|me| appointment.with(|it| Standing::of(it, me, clock.get()))));
    move || {
        standing.get().map(|standing| match standing {
            Standing::Until(deadline) => {
                let (day, clock) =
                    me.with(|me| (deadline.civil(&me.time_zone).day_short(), deadline.clock_in(&me.time_zone)));
                until(&format!("until {day}, {clock}"))
            }
            Standing::UntilItBegins => until("until it begins"),
            Standing::UntilConfirmed => until("as long as it is not confirmed"),
            Standing::TooLate => too_late(me.with(|me| me.practice.phone.clone())).into_any(),
        })
    }
}

fn until(end: &str) -> AnyView {
    view! { <p class="soft">{format!("You may cancel or move this {end}.")}</p> }.into_any()
}

fn too_late(phone: Option<String>) -> impl IntoView {
    let end = if phone.is_some() { ": " } else { "." };
    let link = phone.map(|number| view! { <PhoneLink number /> });
    view! {
        <div class="notice">
            <p>"It is too late to cancel or move this here. Please call the practice" {end} {link}</p>
        </div>
    }
}
