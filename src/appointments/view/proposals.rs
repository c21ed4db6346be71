//! Another time that the other side suggests, where it would be overlooked: in a list, on a home.

use super::cards::span_line;
use super::live::changes;
use crate::accounts::Me;
use crate::app::{paths, use_me};
use crate::appointments::{Appointment, Proposal, list_appointments};
use crate::ui::{ErrorNotice, Icon, IconName, read};
use leptos::prelude::*;

/// All that wait for one's answer; nothing where there are none.
#[component]
pub fn ProposalsCard() -> impl IntoView {
    let all = read(|| (), |()| list_appointments());
    changes(move |()| all.refetch());
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match all.await {
                    Ok(appointments) => view! { <Proposals appointments /> }.into_any(),
                    Err(error) => {
                        let retry = Callback::new(move |()| all.refetch());
                        view! { <ErrorNotice error on_retry=retry /> }.into_any()
                    }
                }
            })}
        </Transition>
    }
}

#[component]
fn Proposals(appointments: Vec<Appointment>) -> impl IntoView {
    let me = use_me();
    let waiting: Vec<_> = appointments.into_iter().filter(|it| it.may_answer_proposal(&me)).collect();
    (!waiting.is_empty()).then(|| {
        view! {
            <section class="card" aria-label="Proposed times">
                <h2>"Proposed times"</h2>
                {waiting.into_iter().map(|appointment| view! { <Proposed appointment /> }).collect_view()}
            </section>
        }
    })
}

#[component]
fn Proposed(appointment: Appointment) -> impl IntoView {
    let me = use_me();
    let name = appointment.other(me.id()).name.clone();
    let asked = format!("{name}, instead of {}", span_line(&appointment, &me.time_zone));
    let line = proposed_line(&appointment, &me.time_zone);
    view! {
        <article class="line" aria-label=name>
            <Icon name=IconName::Clock />
            <div>
                <strong>{line}</strong>
                <div class="soft">{asked}</div>
            </div>
            <a class="button button--accent" href=paths::appointment(&me, appointment.id)>
                "Answer"
            </a>
        </article>
    }
}

/// In a card of the appointment; nothing where there is nothing to answer.
#[component]
pub fn ProposalLine(appointment: Appointment) -> impl IntoView {
    let me = use_me();
    appointment.may_answer_proposal(&me).then(|| {
        view! {
            <div class="appointment__proposal row row--wrap">
                <strong>{proposed_line(&appointment, &me.time_zone)}</strong>
                <a class="button button--small" href=paths::appointment(&me, appointment.id)>
                    "Answer"
                </a>
            </div>
        }
    })
}

/// `You proposed Fri 27 Nov, 08:00.`, or who else did: an admin, whom the appointment does not name, is the practice.
pub fn who_proposed(appointment: &Appointment, me: &Me) -> Option<String> {
    let Proposal { starts_at, by } = appointment.proposal?;
    let at = format!("{}, {}", starts_at.civil(&me.time_zone).day_short(), starts_at.clock_in(&me.time_zone));
    if by == me.id() {
        return Some(format!("You proposed {at}."));
    }
    let two = [&appointment.client, &appointment.practitioner];
    let who = two.into_iter().find(|one| one.id == by).map_or("The practice", |one| &one.name);
    Some(format!("{who} proposes {at}."))
}

/// `New time proposed: Fri 27 Nov, 08:00`
fn proposed_line(appointment: &Appointment, zone: &str) -> Option<String> {
    let at = appointment.proposal?.starts_at;
    Some(format!("New time proposed: {}, {}", at.civil(zone).day_short(), at.clock_in(zone)))
}
