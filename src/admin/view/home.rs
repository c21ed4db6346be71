//! The admin's home: how the practice stands, each figure leading to what it counts.

use crate::accounts::deeds_done;
use crate::admin::api::{Overview, read_overview};
use crate::app::{paths, use_me};
use crate::ui::{ErrorNotice, Skeleton, read};
use crate::words::{PracticeKind, Role, capitalised};
use leptos::prelude::*;

#[component]
pub fn AdminHome() -> impl IntoView {
    let kind = use_me().practice.kind;
    let overview = read(|| (), |()| read_overview());
    deeds_done(move || overview.refetch());
    view! {
        <Transition fallback=|| view! { <Skeleton rows=3 /> }>
            {move || Suspend::new(async move {
                match overview.await {
                    Ok(overview) => figures(kind, overview).into_any(),
                    Err(error) => {
                        let retry = Callback::new(move |()| overview.refetch());
                        view! { <ErrorNotice error on_retry=retry /> }.into_any()
                    }
                }
            })}
        </Transition>
    }
}

fn figures(kind: PracticeKind, overview: Overview) -> impl IntoView {
    let people = overview.people;
    let of_role = |role: Role| format!("{}?role={}", paths::ADMIN_PEOPLE, role.as_str());
    let people_of = |role: Role, count: i64| {
        let word = if count == 1 { kind.person(role) } else { kind.people(role) };
        figure(of_role(role), count, capitalised(word))
    };
    view! {
        <section aria-label="Figures" class="figures">
            {people_of(Role::Client, people.clients)}
            {people_of(Role::Practitioner, people.practitioners)}
            {people_of(Role::Admin, people.admins)}
            {figure(format!("{}?state=suspended", paths::ADMIN_PEOPLE), people.suspended, "Suspended".into())}
            {figure(paths::ADMIN_INVITATIONS.into(), overview.invitations, "Open invitations".into())}
            <p class="figure card">
                <b>{overview.appointments_today}</b>
                <span>"Appointments today"</span>
            </p>
        </section>
        <nav class="row row--wrap" aria-label="Admin">
            <a class="button button--accent" href=paths::ADMIN_INVITATIONS>
                "Invite somebody"
            </a>
            <a class="button" href=paths::ADMIN_PRACTICE>
                "Practice settings"
            </a>
            <a class="button" href=paths::ADMIN_AUDIT>
                "Audit"
            </a>
        </nav>
    }
}

fn figure(path: String, count: i64, name: String) -> impl IntoView {
    view! {
        <a class="figure card" href=path>
            <b>{count}</b>
            <span>{name}</span>
        </a>
    }
}
