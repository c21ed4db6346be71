//! A client's appointments on their card.

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

/// One's own leads to its page; of others' only the time is known here.
#[component]
fn VisitLine(visit: Visit) -> impl IntoView {
    let me = use_me();
    let is_own = visit.practitioner.id == me.id();
    let at = view! { <When at=visit.starts_at zone=me.time_zone.clone() form=long /> };
    let when =
        if is_own { view! { <a href=paths::appointment(&me, visit.id)>{at}</a> }.into_any() } else { at.into_any() };
    let about = if is_own { visit.type_name } else { format!("{} · {}", visit.type_name, visit.practitioner.name) };
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

/// `Fri 20 Nov 2026, 14:30`
fn long(at: Civil, _: Civil) -> String {
    let date = at.date;
    format!("{} {} {} {}, {}", weekday_short(date), date.day(), month_short(date), date.year(), at.clock())
}
