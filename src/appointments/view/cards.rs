//! One appointment as a card: on a home, in a list.

use super::proposals::ProposalLine;
use super::series::SeriesLink;
use crate::accounts::model::initials;
use crate::app::{paths, use_me};
use crate::appointments::{Appointment, Status};
use crate::time::{Civil, month_short, span_in, weekday_short};
use crate::ui::{Avatar, Chip, Empty, Icon, IconName};
use leptos::prelude::*;

/// The next appointment, on a client's home.
#[component]
pub fn NextCard(appointment: Option<Appointment>) -> impl IntoView {
    let me = use_me();
    let Some(appointment) = appointment else {
        return view! {
            <section class="card" aria-label="Next appointment">
                <Empty icon=IconName::Calendar title="No appointment ahead" hint="Ask for a time that suits you.">
                    <BookLink />
                </Empty>
            </section>
        }
        .into_any();
    };
    let zone = me.time_zone.clone();
    let details = paths::appointment(&me, appointment.id);
    view! {
        <section class="card next" aria-labelledby="next-appointment">
            <div class="row spread">
                <h2 id="next-appointment">"Next appointment"</h2>
                <StatusChip status=appointment.status />
            </div>
            <div class="next__when">
                <DateLeaf at=appointment.starts_at.civil(&zone) />
                <div>
                    <strong>{appointment.other(me.id()).name.clone()}</strong>
                    <div class="soft">{span_line(&appointment, &zone)}</div>
                    <SeriesLink appointment=appointment.clone() />
                    <div class="soft lines">{appointment.reason.clone()}</div>
                </div>
            </div>
            <div class="row row--wrap">
                <OpenChat appointment />
                <a class="button" href=details>
                    "Details"
                </a>
            </div>
        </section>
    }
    .into_any()
}

/// One appointment in a list.
#[component]
pub fn AppointmentCard(appointment: Appointment) -> impl IntoView {
    let me = use_me();
    let zone = me.time_zone.clone();
    let other = appointment.other(me.id()).clone();
    let details = paths::appointment(&me, appointment.id);
    view! {
        <li class="appointment">
            <div class="appointment__date">
                <DateLeaf at=appointment.starts_at.civil(&zone) />
            </div>
            <div class="appointment__who row">
                <Avatar initials=initials(&other.name) seed=other.id.to_string() />
                <a href=details>{other.name}</a>
            </div>
            <div class="appointment__when row row--wrap">
                <StatusChip status=appointment.status />
                <span class="soft">{span_line(&appointment, &zone)}</span>
                <SeriesLink appointment=appointment.clone() />
            </div>
            <div class="appointment__actions">
                <OpenChat appointment=appointment.clone() />
            </div>
            <ProposalLine appointment />
        </li>
    }
}

/// For whom books for themselves.
#[component]
pub fn BookLink() -> impl IntoView {
    let me = use_me();
    me.is_client().then(|| {
        view! {
            <a class="button button--accent" href=paths::book(&me)>
                "Book appointment"
            </a>
        }
    })
}

/// The link to the conversation, once there is one, for the two who are in it.
#[component]
pub fn OpenChat(appointment: Appointment) -> impl IntoView {
    let me = use_me();
    appointment.room_of(me.id()).map(|room| {
        view! {
            <a class="button button--accent" href=paths::room(&me, room)>
                <Icon name=IconName::Chat />
                "Open chat"
            </a>
        }
    })
}

#[component]
pub fn StatusChip(status: Status) -> impl IntoView {
    let look = match status {
        Status::Confirmed => "accent",
        Status::Completed => "good",
        Status::Held | Status::Requested => "",
        Status::Declined | Status::Cancelled | Status::NoShow => "away",
    };
    view! { <Chip text=status.name() look /> }
}

/// A day as a leaf of a calendar.
#[component]
fn DateLeaf(at: Civil) -> impl IntoView {
    view! {
        <div class="date" aria-hidden="true">
            <span>{month_short(at.date)}</span>
            <b>{at.date.day()}</b>
        </div>
    }
}

/// `Fri 20 Nov, 14:30 – 15:00 · Consultation · Video visit`, with ` · Nelli` where it is about a pet, and
/// ` · expected 14:45` where that is later.
pub fn span_line(appointment: &Appointment, zone: &str) -> String {
    let from = appointment.starts_at.civil(zone);
    let span = span_in(appointment.starts_at, appointment.ends_at, zone);
    let when = format!("{} {} {}, {span}", weekday_short(from.date), from.date.day(), month_short(from.date));
    let (kind, place) = (appointment.type_name.clone(), appointment.place.name().to_owned());
    let pet = appointment.pet.as_ref().map(|pet| pet.name.clone());
    let expected = appointment.expected_later().map(|at| format!("expected {}", at.clock_in(zone)));
    let parts = [Some(when), Some(kind), Some(place), pet, expected];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
