//! A client's own practitioners, on their home.

use super::MessageLink;
use crate::accounts::model::initials;
use crate::app::{paths, use_me};
use crate::appointments::changes;
use crate::clients::{OwnPractitioner, list_own_practitioners};
use crate::live::use_live;
use crate::ui::{Avatar, Empty, ErrorNotice, IconName, Skeleton, read};
use crate::words::Role;
use leptos::prelude::*;

#[component]
pub fn OwnPractitionersCard() -> impl IntoView {
    let people = use_me().practice.kind.people(Role::Practitioner);
    let list = read(|| (), |()| list_own_practitioners());
    changes(move |()| list.refetch());
    view! {
        <section class="card" aria-labelledby="own-practitioners">
            <h2 id="own-practitioners">{format!("Your {people}")}</h2>
            <Transition fallback=|| view! { <Skeleton rows=2 /> }>
                {move || Suspend::new(async move {
                    match list.await {
                        Ok(list) if list.is_empty() => nobody(people).into_any(),
                        Ok(list) => {
                            list.into_iter().map(|own| view! { <OwnPractitionerLine own /> }).collect_view().into_any()
                        }
                        Err(error) => {
                            let retry = Callback::new(move |()| list.refetch());
                            view! { <ErrorNotice error on_retry=retry /> }.into_any()
                        }
                    }
                })}
            </Transition>
        </section>
    }
}

fn nobody(people: &'static str) -> impl IntoView {
    let hint = format!("The {people} with whom you have an appointment stand here.");
    view! { <Empty icon=IconName::People title="Nobody yet" hint /> }
}

#[component]
fn OwnPractitionerLine(own: OwnPractitioner) -> impl IntoView {
    let me = use_me();
    let OwnPractitioner { practitioner, room, may_write } = own;
    let online = use_live().is_online(practitioner.id);
    let book = paths::book_with(&me, practitioner.id);
    view! {
        <div class="line">
            <Avatar initials=initials(&practitioner.name) seed=practitioner.id.to_string() online=Some(online) />
            <b>{practitioner.name.clone()}</b>
            <div class="row row--wrap">
                <a class="button button--accent" href=book aria-label=format!("Book with {}", practitioner.name)>
                    "Book"
                </a>
                {(room.is_some() || may_write).then(|| view! { <MessageLink user=practitioner room /> })}
            </div>
        </div>
    }
}
