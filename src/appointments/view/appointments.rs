//! `/{role}/appointments`

use super::cards::{AppointmentCard, BookLink};
use super::live::changes;
use super::requests::RequestsRegion;
use super::waitlist::{WaitingList, WaitlistCard};
use crate::app::use_me;
use crate::appointments::{Appointment, Status, list_appointments};
use crate::ui::{Empty, ErrorNotice, IconName, Skeleton, read, use_clock};
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn AppointmentsPage() -> impl IntoView {
    let is_client = use_me().is_client();
    let all = read(|| (), |()| list_appointments());
    changes(move |()| all.refetch());
    view! {
        <Title text="Appointments" />
        <main class="page" id="main">
            <header class="page__head">
                <h1>"Appointments"</h1>
                <BookLink />
            </header>
            {if is_client { view! { <WaitlistCard /> }.into_any() } else { view! { <WaitingList /> }.into_any() }}
            <Transition fallback=|| view! { <Skeleton rows=5 /> }>
                {move || Suspend::new(async move {
                    match all.await {
                        Ok(appointments) => arranged(appointments, is_client).into_any(),
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

fn arranged(appointments: Vec<Appointment>, is_client: bool) -> impl IntoView {
    let now = use_clock().get_untracked();
    let requests: Vec<Appointment> = appointments.iter().filter(|a| a.status == Status::Requested).cloned().collect();
    let (ahead, mut past): (Vec<_>, Vec<_>) =
        appointments.into_iter().partition(|a| a.status.is_open() && a.ends_at > now);
    past.reverse();
    let ahead: Vec<_> = ahead.into_iter().filter(|a| is_client || a.status != Status::Requested).collect();
    view! {
        {(!is_client).then(|| view! { <RequestsRegion requests /> })}
        <AppointmentList title="Ahead" appointments=ahead />
        <AppointmentList title="Past and closed" appointments=past />
    }
}

#[component]
fn AppointmentList(title: &'static str, appointments: Vec<Appointment>) -> impl IntoView {
    let is_empty = appointments.is_empty();
    view! {
        <section class="stack" aria-label=title>
            <h2>{title}</h2>
            {is_empty
                .then(|| {
                    view! {
                        <Empty
                            icon=IconName::Calendar
                            title="Nothing here"
                            hint="Appointments stand here once they are asked for."
                        />
                    }
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
