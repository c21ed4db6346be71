//! `/admin/people/{person}`: one person, and what an admin does to them.

mod password;
mod role;
mod standing;

use crate::accounts::deeds_done;
use crate::accounts::model::{FreshReset, PersonSheet, Standing, initials};
use crate::admin::api::show_person;
use crate::app::{paths, use_me};
use crate::error::AppError;
use crate::ids::UserId;
use crate::time::Civil;
use crate::ui::{Avatar, Chip, ErrorNotice, NotHere, Size, Skeleton, SubNavigation, When, read, use_path_id};
use crate::words::capitalised;
use leptos::prelude::*;
use leptos_meta::Title;
use password::PasswordCard;
use role::RoleCard;
use standing::StandingCard;

#[component]
pub fn PersonPage() -> impl IntoView {
    let id = use_path_id::<UserId>("person");
    let person = read(
        move || id.get(),
        |id| async move {
            match id {
                Some(id) => show_person(id).await,
                None => Err(AppError::NotFound),
            }
        },
    );
    deeds_done(move || person.refetch());
    let made = RwSignal::new(None::<(UserId, FreshReset)>);
    view! {
        <Title text="Person" />
        <main class="page page--narrow" id="main">
            <a class="more" href=paths::ADMIN_PEOPLE>
                "All people"
            </a>
            <SubNavigation label="Admin" pages=paths::admin_sections(&use_me()) />
            <Transition fallback=|| view! { <Skeleton rows=5 /> }>
                {move || Suspend::new(async move {
                    let reread = Callback::new(move |()| person.refetch());
                    match person.await {
                        Ok(person) => view! { <Person person made reread /> }.into_any(),
                        Err(AppError::NotFound) => {
                            view! { <NotHere hint="There is nobody here whom you can see." /> }.into_any()
                        }
                        Err(error) => view! { <ErrorNotice error on_retry=reread /> }.into_any(),
                    }
                })}
            </Transition>
        </main>
    }
}

#[component]
fn Person(person: PersonSheet, made: RwSignal<Option<(UserId, FreshReset)>>, reread: Callback<()>) -> impl IntoView {
    let me = use_me();
    let zone = me.time_zone.clone();
    let last_seen = match person.last_seen {
        Some(at) => view! { <When at zone=zone.clone() form=day /> }.into_any(),
        None => "Not known".into_any(),
    };
    let joined = person.joined_at;
    view! {
        <header class="profile__head">
            <Avatar initials=initials(&person.user.name) seed=person.user.id.to_string() size=Size::Huge />
            <div>
                <h1>{person.user.name.clone()}</h1>
                <p class="soft">{person.email.clone()}</p>
                {(person.state == Standing::Suspended).then(|| view! { <Chip text="Suspended" look="away" /> })}
            </div>
        </header>
        <section class="card" aria-label="About them">
            <dl class="facts">
                <dt>"Role"</dt>
                <dd>{capitalised(me.practice.kind.person(person.role))}</dd>
                <dt>"Here since"</dt>
                <dd>
                    <When at=joined zone=zone form=day />
                </dd>
                <dt>"Last seen"</dt>
                <dd>{last_seen}</dd>
            </dl>
        </section>
        <RoleCard person=person.clone() reread />
        <PasswordCard user=person.user.id made />
        <StandingCard person reread />
    }
}

/// `Friday, 20 November 2026, 14:30`
fn day(at: Civil, now: Civil) -> String {
    format!("{}, {}", at.day_long(now), at.clock())
}
