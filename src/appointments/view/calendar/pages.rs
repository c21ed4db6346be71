//! `/{role}/appointments` of practitioners, and `/admin/calendar`.

use super::asked::{Asked, View, use_asked};
use super::bar::CalendarBar;
use super::late::LateToday;
use super::timetable::Timetable;
use super::whose::Whose;
use crate::app::{paths, use_me};
use crate::appointments::view::appointments::AppointmentLists;
use crate::appointments::view::arranging::AvailabilityLink;
use crate::appointments::view::deciding::{DecisionDialog, provide_deciding};
use crate::appointments::view::live::changes;
use crate::appointments::view::requests::RequestsRegion;
use crate::appointments::view::waitlist::WaitingList;
use crate::appointments::{Appointment, Roster, list_appointments, list_requests, read_calendar};
use crate::error::Result;
use crate::ui::{Empty, ErrorNotice, IconName, NotHere, Skeleton, read};
use crate::words::Role;
use leptos::prelude::*;
use leptos_meta::Title;
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
    // What was unfolded stays so while the requests are read anew.
    let all = RwSignal::new(false);
    provide_deciding();
    view! {
        <Title text="Appointments" />
        <main class="page page--calendar" id="main">
            <Head title="Appointments" />
            <Transition fallback=|| view! { <Skeleton rows=2 /> }>
                {move || Suspend::new(async move {
                    match requests.await {
                        Ok(requests) => view! { <RequestsRegion requests all /> }.into_any(),
                        Err(error) => {
                            let retry = Callback::new(move |()| requests.refetch());
                            view! { <ErrorNotice error on_retry=retry /> }.into_any()
                        }
                    }
                })}
            </Transition>
            <Calendar asked base=paths::appointments(&me) views=Signal::stored(OWN) />
            <WaitingList />
            <DecisionDialog />
        </main>
    }
}

/// The practice's calendar: a day of all practitioners side by side, or the days of one.
#[component]
pub fn PracticeCalendarPage() -> impl IntoView {
    let me = use_me();
    if me.role != Role::Admin {
        return view! {
            <main class="page" id="main">
                <NotHere hint="The practice's calendar is its admins'." />
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
            <LateToday asked />
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
