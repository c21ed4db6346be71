//! `/{role}/appointments` of practitioners, and `/admin/calendar`.

use super::asked::{Asked, View, use_asked};
use super::bar::CalendarBar;
use super::timetable::Timetable;
use crate::accounts::User;
use crate::app::{paths, set_status, use_me};
use crate::appointments::view::appointments::AppointmentLists;
use crate::appointments::view::arranging::AvailabilityLink;
use crate::appointments::view::live::changes;
use crate::appointments::view::requests::RequestsRegion;
use crate::appointments::view::waitlist::WaitingList;
use crate::appointments::{Appointment, Roster, list_appointments, list_calendars, list_requests, read_calendar};
use crate::error::Result;
use crate::ui::{Empty, ErrorNotice, IconName, Skeleton, once_alive, read};
use crate::words::{Role, capitalised};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_navigate;
use serde::{Deserialize, Serialize};

const OWN: &[View] = &[View::Day, View::Week, View::List];
const OF_ONE: &[View] = &[View::Day, View::Week];
const OF_ALL: &[View] = &[View::Day];

/// What a calendar shows, with what it was asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
enum Shown {
    Times(Asked, Vec<Roster>),
    List(Vec<Appointment>),
}

/// Requests to decide, and the days.
#[component]
pub fn PractitionerAppointments() -> impl IntoView {
    let me = use_me();
    let requests = read(|| (), |()| list_requests());
    changes(move |()| requests.refetch());
    let asked = use_asked();
    view! {
        <Title text="Appointments" />
        <main class="page page--calendar" id="main">
            <Head title="Appointments" />
            <Transition fallback=|| view! { <Skeleton rows=2 /> }>
                {move || Suspend::new(async move {
                    match requests.await {
                        Ok(requests) => view! { <RequestsRegion requests /> }.into_any(),
                        Err(error) => {
                            let retry = Callback::new(move |()| requests.refetch());
                            view! { <ErrorNotice error on_retry=retry /> }.into_any()
                        }
                    }
                })}
            </Transition>
            <Calendar asked base=paths::appointments(&me) views=Signal::stored(OWN) />
            <WaitingList />
        </main>
    }
}

/// The practice's calendar: a day of all practitioners side by side, or the days of one.
#[component]
pub fn PracticeCalendarPage() -> impl IntoView {
    let me = use_me();
    if me.role != Role::Admin {
        set_status(404);
        let hint = "The practice's calendar is its admins'.";
        return view! {
            <main class="page" id="main">
                <Empty icon=IconName::Lock title="Not found" hint is_page=true />
            </main>
        }
        .into_any();
    }
    let from_address = use_asked();
    let asked = Memo::new(move |_| {
        let asked = from_address.get();
        let is_of_all = asked.practitioner.is_none() || asked.view == Some(View::List);
        if is_of_all { asked.with_view(View::Day) } else { asked }
    });
    let views = Signal::derive(move || if asked.get().practitioner.is_some() { OF_ONE } else { OF_ALL });
    view! {
        <Title text="Calendar" />
        <main class="page page--calendar" id="main">
            <Head title="Calendar" />
            <Whose asked />
            <Calendar asked base=paths::calendar(&me) views />
            <WaitingList />
        </main>
    }
    .into_any()
}

#[component]
fn Head(title: &'static str) -> impl IntoView {
    let me = use_me();
    let zones = if me.time_zone == me.practice.time_zone {
        format!("Times are in {}.", me.time_zone)
    } else {
        format!("Times are in {}; the practice is in {}.", me.time_zone, me.practice.time_zone)
    };
    view! {
        <header class="page__head">
            <h1>{title}</h1>
            <p>{zones}</p>
            <div class="row row--wrap">
                <AvailabilityLink />
                <a class="button" href=paths::day_sheet(&me)>
                    "Day sheet"
                </a>
                {(me.role != Role::Admin)
                    .then(|| {
                        view! {
                            <a class="button" href=paths::CALENDAR_FEED>
                                "Subscribe"
                            </a>
                        }
                    })}
            </div>
        </header>
    }
}

#[component]
fn Calendar(asked: Memo<Asked>, base: String, views: Signal<&'static [View]>) -> impl IntoView {
    let shown = read(move || asked.get(), show);
    changes(move |()| shown.refetch());
    let base = StoredValue::new(base);
    view! {
        <section class="calendar" aria-label="Calendar">
            <CalendarBar asked base views />
            <Transition fallback=|| view! { <Skeleton rows=6 /> }>
                {move || Suspend::new(async move {
                    match shown.await {
                        Ok(Shown::Times(asked, rosters)) if rosters.is_empty() => nobody(asked).into_any(),
                        Ok(Shown::Times(asked, rosters)) => {
                            view! { <Timetable asked rosters base=base.get_value() /> }.into_any()
                        }
                        Ok(Shown::List(appointments)) => {
                            view! { <AppointmentLists appointments with_requests=false /> }.into_any()
                        }
                        Err(error) => {
                            let retry = Callback::new(move |()| shown.refetch());
                            view! { <ErrorNotice error on_retry=retry /> }.into_any()
                        }
                    }
                })}
            </Transition>
        </section>
    }
}

async fn show(asked: Asked) -> Result<Shown> {
    if asked.view == Some(View::List) {
        list_appointments().await.map(Shown::List)
    } else {
        read_calendar(asked.query()).await.map(|rosters| Shown::Times(asked, rosters))
    }
}

fn nobody(_: Asked) -> impl IntoView {
    let word = use_me().practice.kind.person(Role::Practitioner);
    let title = format!("No {word} yet");
    view! { <Empty icon=IconName::Calendar title hint="Their days stand here side by side." /> }
}

/// Whose calendar an admin looks at. Without JavaScript it is a form with a button.
#[component]
fn Whose(asked: Memo<Asked>) -> impl IntoView {
    let me = use_me();
    let base = StoredValue::new(paths::calendar(&me));
    let people = read(|| (), |()| list_calendars());
    let all = format!("All {}s", me.practice.kind.person(Role::Practitioner));
    let label = capitalised(me.practice.kind.person(Role::Practitioner));
    let all = StoredValue::new(all);
    let label = StoredValue::new(label);
    view! {
        <Transition fallback=|| view! { <Skeleton rows=1 /> }>
            {move || Suspend::new(async move {
                match people.await {
                    Ok(people) => {
                        view! { <WhoseForm asked base people all=all.get_value() label=label.get_value() /> }.into_any()
                    }
                    Err(error) => {
                        let retry = Callback::new(move |()| people.refetch());
                        view! { <ErrorNotice error on_retry=retry /> }.into_any()
                    }
                }
            })}
        </Transition>
    }
}

#[component]
fn WhoseForm(
    asked: Memo<Asked>,
    base: StoredValue<String>,
    people: Vec<User>,
    all: String,
    label: String,
) -> impl IntoView {
    let is_alive = RwSignal::new(false);
    once_alive(move || is_alive.set(true));
    let navigate = use_navigate();
    let choose = move |value: String| {
        let chosen = Asked { practitioner: value.parse().ok(), ..asked.get_untracked() };
        navigate(&base.with_value(|base| chosen.href(base)), leptos_router::NavigateOptions::default());
    };
    let is_chosen = move |id| move || asked.get().practitioner == Some(id);
    view! {
        <form class="calendar__whose" method="get" action=base.get_value()>
            <input type="hidden" name="day" value=move || crate::appointments::date_text(asked.get().day) />
            <div class="field">
                <label class="field__label" for="practitioner">
                    {label}
                </label>
                <select
                    id="practitioner"
                    name="practitioner"
                    on:change:target=move |event| choose(event.target().value())
                >
                    <option value="">{all}</option>
                    {people
                        .into_iter()
                        .map(|one| {
                            view! {
                                <option value=one.id.to_string() selected=is_chosen(one.id)>
                                    {one.name}
                                </option>
                            }
                        })
                        .collect_view()}
                </select>
            </div>
            <Show when=move || !is_alive.get()>
                <button type="submit" class="button">
                    "Show"
                </button>
            </Show>
        </form>
    }
}
