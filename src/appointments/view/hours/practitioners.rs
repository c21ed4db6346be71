//! An admin's way to everybody's hours.

use crate::accounts::model::initials;
use crate::app::{paths, use_me};
use crate::appointments::list_practitioners;
use crate::ui::{Avatar, Empty, ErrorNotice, IconName, Skeleton, SubNavigation, read};
use leptos::prelude::*;

#[component]
pub fn PractitionerList() -> impl IntoView {
    let people = read(|| (), |()| list_practitioners());
    view! {
        <header class="page__head">
            <h1>"Availability"</h1>
            <p>"When each can be booked, and for what."</p>
        </header>
        <SubNavigation label="Admin" pages=paths::admin_sections(&use_me()) />
        <Transition fallback=|| view! { <Skeleton rows=3 /> }>
            {move || Suspend::new(async move {
                match people.await {
                    Ok(people) if people.is_empty() => {
                        view! {
                            <Empty
                                icon=IconName::Person
                                title="Nobody receives yet"
                                hint="Whoever joins to receive stands here."
                            />
                        }
                            .into_any()
                    }
                    Ok(people) => {
                        view! {
                            <section class="card" aria-label="Hours of">
                                {people
                                    .into_iter()
                                    .map(|person| {
                                        view! {
                                            <a class="line" href=paths::availability_of(person.id)>
                                                <Avatar
                                                    initials=initials(&person.name)
                                                    seed=person.id.to_string()
                                                />
                                                <b>{person.name}</b>
                                            </a>
                                        }
                                    })
                                    .collect_view()}
                            </section>
                        }
                            .into_any()
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
