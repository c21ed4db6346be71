//! `/{role}/appointments`

use super::calendar::{PracticeCalendarPage, PractitionerAppointments};
use super::cards::{AppointmentCard, BookLink};
use super::live::changes;
use super::waitlist::WaitlistCard;
use super::zone::OtherZone;
use crate::app::{paths, use_me};
use crate::appointments::{Appointment, Status, list_appointments};
use crate::ui::{Empty, ErrorNotice, IconName, Skeleton, read, use_clock};
use crate::words::Role;
use leptos::prelude::*;
use leptos_meta::Title;

/// Cards for clients, a calendar for those they come to.
#[component]
pub fn AppointmentsPage() -> impl IntoView {
    match use_me().role {
        Role::Client => view! { <ClientAppointments /> }.into_any(),
        Role::Practitioner => view! { <PractitionerAppointments /> }.into_any(),
        Role::Admin => view! { <PracticeCalendarPage /> }.into_any(),
    }
}

#[component]
fn ClientAppointments() -> impl IntoView {
    let all = read(|| (), |()| list_appointments());
    changes(move |()| all.refetch());
    view! {
        <Title text="Appointments" />
        <main class="page" id="main">
            <header class="page__head">
                <h1>"Appointments"</h1>
                <OtherZone />
                <div class="row">
                    <a class="button" href=paths::CALENDAR_FEED>
                        "Subscribe"
                    </a>
                    <BookLink />
                </div>
            </header>
            <WaitlistCard />
            <Transition fallback=|| view! { <Skeleton rows=5 /> }>
                {move || Suspend::new(async move {
                    match all.await {
                        Ok(appointments) => view! { <AppointmentLists appointments with_requests=true /> }.into_any(),
                        Err(error) => {
                            let retry = Callback::new(move |()| all.refetch());
                            view! { <ErrorNotice error on_retry=retry /> }.into_any()
                        }
                    }
                })}
            </Transition>
        </main>
    }
}

/// What lies ahead, and what is over. A practitioner's requests stand elsewhere.
#[component]
pub fn AppointmentLists(appointments: Vec<Appointment>, with_requests: bool) -> impl IntoView {
    let now = use_clock().get_untracked();
    let (ahead, mut past): (Vec<_>, Vec<_>) =
        appointments.into_iter().partition(|a| a.status.is_open() && a.ends_at > now);
    past.reverse();
    let ahead: Vec<_> = ahead.into_iter().filter(|a| with_requests || a.status != Status::Requested).collect();
    view! {
        <AppointmentList
            title="Ahead"
            none="No appointments ahead"
            hint="What is asked for or booked stands here until it is over."
            appointments=ahead
        />
        <AppointmentList
            title="Past and closed"
            none="Nothing is over yet"
            hint="What was held, declined or cancelled stays here."
            appointments=past
        />
    }
}

#[component]
fn AppointmentList(
    title: &'static str,
    /// What it says while there are none.
    none: &'static str,
    hint: &'static str,
    appointments: Vec<Appointment>,
) -> impl IntoView {
    let is_empty = appointments.is_empty();
    view! {
        <section class="stack" aria-label=title>
            <h2>{title}</h2>
            {is_empty
                .then(|| {
                    view! { <Empty icon=IconName::Calendar title=none hint /> }
                })}
            <ul class="appointments" aria-label=title>
                {appointments
                    .into_iter()
                    .map(|appointment| view! { <AppointmentCard appointment /> })
                    .collect_view()}
            </ul>
        </section>
    }
}
