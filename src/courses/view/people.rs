//! Whom one meets through courses, and the way to write to them.

use super::messaging::{Messaging, use_messaging};
use super::topics::{PickCourse, Picking};
use crate::accounts::model::initials;
use crate::app::use_me;
use crate::courses::{Beginning, CoursePerson};
use crate::error::Result;
use crate::live::use_live;
use crate::ui::{Avatar, Button, Empty, ErrorNotice, IconName, Look, Read, Skeleton};
use crate::words::{Role, capitalised};
use leptos::prelude::*;

/// A student's tutors, a tutor's students. `page`: as many more as are shown at once.
#[component]
pub fn CoursePeople(people: Read<Result<Beginning<CoursePerson>>>, limit: RwSignal<i64>, page: i64) -> impl IntoView {
    let me = use_me();
    let role = if me.is_client() { Role::Practitioner } else { Role::Client };
    let title = capitalised(me.practice.kind.people(role));
    let picking = Picking::new(None);
    let messaging = use_messaging();
    view! {
        <section class="card" aria-labelledby="course-people">
            <h2 id="course-people">{title}</h2>
            {move || messaging.attempt.error.get().map(|error| view! { <ErrorNotice error /> })}
            <Transition fallback=|| view! { <Skeleton rows=2 /> }>
                {move || Suspend::new(async move {
                    match people.await {
                        Ok(people) => view! { <PeopleList people messaging picking limit page /> }.into_any(),
                        Err(error) => {
                            let retry = Callback::new(move |()| people.refetch());
                            view! { <ErrorNotice error on_retry=retry /> }.into_any()
                        }
                    }
                })}
            </Transition>
            <PickCourse id="message-about" picking />
        </section>
    }
}

#[component]
fn PeopleList(
    people: Beginning<CoursePerson>,
    messaging: Messaging,
    picking: Picking,
    limit: RwSignal<i64>,
    page: i64,
) -> impl IntoView {
    if people.items.is_empty() {
        let hint = "Whoever shares a course with you stands here.";
        return view! { <Empty icon=IconName::People title="Nobody yet" hint /> }.into_any();
    }
    let has_more = people.has_more;
    view! {
        <ul>
            {people
                .items
                .into_iter()
                .map(|person| view! { <PersonLine person messaging picking /> })
                .collect_view()}
        </ul>
        {has_more
            .then(|| {
                view! {
                    <Button look=Look::Quiet on_press=move || limit.update(|limit| *limit += page)>
                        "Show more"
                    </Button>
                }
            })}
    }
    .into_any()
}

#[component]
fn PersonLine(person: CoursePerson, messaging: Messaging, picking: Picking) -> impl IntoView {
    let is_client = use_me().is_client();
    let online = use_live().is_online(person.id);
    let (id, name) = (person.id, person.name.clone());
    let titles = person.courses.iter().map(|course| course.title.as_str()).collect::<Vec<_>>().join(", ");
    let message = move |_| match person.courses.as_slice() {
        [one] => messaging.open(one.id, (!is_client).then_some(id)),
        _ => picking.set(Some(person.clone())),
    };
    view! {
        <li>
            <div class="line">
                <Avatar initials=initials(&name) seed=id.to_string() online=Some(online) />
                <div>
                    <b>{name.clone()}</b>
                    <div class="soft">{titles}</div>
                </div>
                <button
                    type="button"
                    class="button"
                    aria-label=format!("Message {name}")
                    disabled=messaging.attempt.busy
                    on:click=message
                >
                    "Message"
                </button>
            </div>
        </li>
    }
}
