//! The practice as its admin sees it: how clients join, and who is there.

use crate::accounts::model::initials;
use crate::accounts::{PracticeSheet, User, read_practice};
use crate::app::use_me;
use crate::ui::{Avatar, ErrorNotice, Skeleton, read};
use crate::words::{PracticeKind, Role, capitalised};
use leptos::prelude::*;

#[component]
pub fn PracticeCard() -> impl IntoView {
    let kind = use_me().practice.kind;
    let sheet = read(|| (), |()| read_practice());
    view! {
        <Suspense fallback=|| view! { <Skeleton rows=4 /> }>
            {move || Suspend::new(async move {
                match sheet.await {
                    Ok(sheet) => arranged(kind, sheet).into_any(),
                    Err(error) => {
                        let retry = Callback::new(move |()| sheet.refetch());
                        view! { <ErrorNotice error on_retry=retry /> }.into_any()
                    }
                }
            })}
        </Suspense>
    }
}

fn arranged(kind: PracticeKind, sheet: PracticeSheet) -> impl IntoView {
    view! {
        <section class="card stack" aria-labelledby="join-code">
            <h2 id="join-code">"Join code"</h2>
            <p>
                <strong>{sheet.join_code}</strong>
            </p>
            <p class="soft">
                {format!("With it a new {} creates an account of this practice.", kind.person(Role::Client))}
            </p>
        </section>
        <div class="grid">
            <People title=plural(kind, Role::Client) people=sheet.clients />
            <div class="stack stack--wide">
                <People title=plural(kind, Role::Practitioner) people=sheet.practitioners />
                <People title=plural(kind, Role::Admin) people=sheet.admins />
            </div>
        </div>
    }
}

#[component]
fn People(title: String, people: Vec<User>) -> impl IntoView {
    let heading = title.clone();
    view! {
        <section class="card" aria-label=title>
            <div class="card__head">
                <h2>{heading}</h2>
                <span class="soft">{people.len()}</span>
            </div>
            {people
                .into_iter()
                .map(|person| {
                    view! {
                        <div class="line">
                            <Avatar initials=initials(&person.name) seed=person.id.to_string() />
                            <span>{person.name}</span>
                        </div>
                    }
                })
                .collect_view()}
        </section>
    }
}

/// `Patients`
fn plural(kind: PracticeKind, role: Role) -> String {
    let word = kind.person(role);
    format!("{}s", capitalised(word))
}
