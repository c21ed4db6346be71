//! `/{role}/day-sheet`: a day on paper, with room for notes.

use super::calendar::{Asked, use_asked};
use super::live::changes;
use crate::app::{paths, set_status, use_me};
use crate::appointments::{Appointment, CalendarQuery, Roster, later, read_calendar};
use crate::ui::{Button, Empty, ErrorNotice, Icon, IconName, Look, Skeleton, once_alive, read};
use crate::words::{Role, capitalised};
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn DaySheetPage() -> impl IntoView {
    let me = use_me();
    if me.is_client() {
        set_status(404);
        return view! {
            <main class="page" id="main">
                <Empty icon=IconName::Lock title="Not found" hint="Day sheets are the practice's." is_page=true />
            </main>
        }
        .into_any();
    }
    let asked = use_asked();
    let rosters = read(
        move || asked.get(),
        |asked| read_calendar(CalendarQuery { first: asked.day, days: 1, practitioner: asked.practitioner }),
    );
    changes(move |()| rosters.refetch());
    view! {
        <Title text="Day sheet" />
        <main class="page page--narrow sheet" id="main">
            <SheetHead asked />
            <Transition fallback=|| view! { <Skeleton rows=5 /> }>
                {move || Suspend::new(async move {
                    match rosters.await {
                        Ok(rosters) => rosters.into_iter().map(|roster| view! { <Sheet roster /> }).collect_view().into_any(),
                        Err(error) => {
                            let retry = Callback::new(move |()| rosters.refetch());
                            view! { <ErrorNotice error on_retry=retry /> }.into_any()
                        }
                    }
                })}
            </Transition>
        </main>
    }
    .into_any()
}

#[component]
fn SheetHead(asked: Memo<Asked>) -> impl IntoView {
    let me = use_me();
    let base = StoredValue::new(paths::day_sheet(&me));
    let is_alive = RwSignal::new(false);
    once_alive(move || is_alive.set(true));
    let step = move |by| base.with_value(|base| asked.get().on(later(asked.get().day, by)).href(base));
    view! {
        <header class="page__head">
            <h1>{move || super::calendar::long(asked.get().day)}</h1>
            <p>{format!("{} · times are in {}", me.practice.name, me.time_zone)}</p>
            <div class="row row--wrap sheet__deeds">
                <a class="button button--icon" aria-label="Previous day" href=move || step(-1)>
                    <Icon name=IconName::Back />
                </a>
                <a class="button button--icon" aria-label="Next day" href=move || step(1)>
                    <Icon name=IconName::Next />
                </a>
                <Show when=move || is_alive.get()>
                    <Button look=Look::Accent on_press=|| drop(window().print())>
                        <Icon name=IconName::Print />
                        "Print"
                    </Button>
                </Show>
            </div>
        </header>
    }
}

#[component]
fn Sheet(roster: Roster) -> impl IntoView {
    let me = use_me();
    let client = capitalised(me.practice.kind.person(Role::Client));
    let is_empty = roster.appointments.is_empty();
    let name = roster.practitioner.name;
    let label = name.clone();
    view! {
        <section class="card" aria-label=label>
            <h2>{name}</h2>
            {is_empty
                .then(|| {
                    let hint = "Appointments of the day stand here with room for notes.";
                    view! { <Empty icon=IconName::Calendar title="Nothing is booked" hint /> }
                })}
            {(!is_empty)
                .then(|| {
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
                            <tbody>
                                {roster
                                    .appointments
                                    .into_iter()
                                    .map(|appointment| view! { <SheetRow appointment /> })
                                    .collect_view()}
                            </tbody>
                        </table>
                    }
                })}
        </section>
    }
}

#[component]
fn SheetRow(appointment: Appointment) -> impl IntoView {
    let zone = use_me().time_zone;
    let clock = |at: crate::time::Moment| at.civil(&zone).clock();
    let times = format!("{} – {}", clock(appointment.starts_at), clock(appointment.ends_at));
    let expected = appointment.expected_at.map(|at| format!("expected {}", clock(at)));
    view! {
        <tr>
            <td>
                <time datetime=appointment.starts_at.rfc3339()>{times}</time>
                {expected.map(|expected| view! { <div class="soft">{expected}</div> })}
            </td>
            <th scope="row">
                {appointment.client.name} <div class="soft">{appointment.status.name()}</div>
            </th>
            <td>
                {appointment.type_name} " · " {appointment.place.name()} <div class="soft">{appointment.reason}</div>
            </td>
            <td class="sheet__notes"></td>
        </tr>
    }
}
