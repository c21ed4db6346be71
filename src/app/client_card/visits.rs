//! A client's appointments on their card.

use crate::accounts::Me;
use crate::app::frame::use_me;
use crate::app::paths;
use crate::clients::Visit;
use crate::time::{Civil, month_short, weekday_short};
use crate::ui::{Chip, Empty, Icon, IconName, When, use_clock};
use leptos::prelude::*;

#[component]
pub fn Visits(ahead: Vec<Visit>, past: Vec<Visit>) -> impl IntoView {
    let is_empty = ahead.is_empty() && past.is_empty();
    // What was cancelled before its time is over, but not past.
    let now = use_clock().get_untracked();
    let (mut cancelled, past): (Vec<_>, Vec<_>) = past.into_iter().partition(|visit| visit.starts_at > now);
    cancelled.reverse();
    view! {
        <section class="card" aria-labelledby="client-appointments">
            <h2 id="client-appointments">"Appointments"</h2>
            {is_empty
                .then(|| {
                    view! {
                        <Empty
                            icon=IconName::Calendar
                            title="No appointments"
                            hint="Those that lie ahead and those that are over stand here."
                        />
                    }
                })}
            <VisitList title="Ahead" visits=ahead />
            <VisitList title="Cancelled" visits=cancelled />
            <VisitList title="Past" visits=past />
        </section>
    }
}

#[component]
fn VisitList(title: &'static str, visits: Vec<Visit>) -> impl IntoView {
    (!visits.is_empty()).then(|| {
        view! {
            <h3>{title}</h3>
            <ul aria-label=title>{visits.into_iter().map(|visit| view! { <VisitLine visit /> }).collect_view()}</ul>
        }
    })
}

#[component]
fn VisitLine(visit: Visit) -> impl IntoView {
    let me = use_me();
    let (when, about) = (when(&me, &visit), about(&me, &visit));
    view! {
        <li>
            <div class="line">
                <Icon name=IconName::Calendar />
                <div>
                    {when}
                    <div class="soft">{about}</div>
                </div>
                <Chip text=visit.status.name() />
            </div>
        </li>
    }
}

/// When it is. One's own leads to its page; of others' only the time is known here.
pub fn when(me: &Me, visit: &Visit) -> AnyView {
    let at = view! { <When at=visit.starts_at zone=me.time_zone.clone() form=long /> };
    if is_own(me, visit) {
        return view! { <a href=paths::appointment(me, visit.id)>{at}</a> }.into_any();
    }
    at.into_any()
}

/// `First visit · Nelli`, and with whom where it is another's.
pub fn about(me: &Me, visit: &Visit) -> String {
    let who = (!is_own(me, visit)).then_some(visit.practitioner.name.as_str());
    let pet = visit.pet.as_ref().map(|pet| pet.name.as_str());
    [Some(visit.type_name.as_str()), pet, who].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn is_own(me: &Me, visit: &Visit) -> bool {
    visit.practitioner.id == me.id()
}

/// `Fri 20 Nov 2026, 14:30`
fn long(at: Civil, _: Civil) -> String {
    let date = at.date;
    format!("{} {} {} {}, {}", weekday_short(date), date.day(), month_short(date), date.year(), at.clock())
}
