//! Who will get it: how many, and their names.

use crate::accounts::Person;
use crate::accounts::model::initials;
use crate::announcements::{Audience, Cohort, preview_audience};
use crate::app::use_me;
use crate::error::Result;
use crate::ui::{Avatar, Chip, Empty, ErrorNotice, IconName, More, Read, SearchBox, Skeleton, read, settled};
use crate::words::capitalised;
use leptos::prelude::*;

/// As many more as the list shows at once.
const PAGE: i64 = 20;

/// What is known of the audience of the chosen cohort.
#[derive(Clone, Copy)]
pub struct Preview {
    audience: Read<Result<Audience>>,
    text: RwSignal<String>,
    limit: RwSignal<i64>,
}

impl Preview {
    /// Read before anything is drawn, and anew with each choice.
    pub fn of(cohort: RwSignal<Cohort>) -> Self {
        let (text, limit) = (RwSignal::new(String::new()), RwSignal::new(PAGE));
        let audience = read(
            move || (cohort.get(), text.get(), limit.get()),
            |(cohort, text, limit)| preview_audience(cohort, text, limit),
        );
        Self { audience, text, limit }
    }
}

#[component]
pub fn AudienceCard(preview: Preview) -> impl IntoView {
    let Preview { audience, text, limit } = preview;
    view! {
        <section class="card stack" aria-labelledby="audience">
            <h2 id="audience">"Who will get it"</h2>
            <SearchBox label="Search people" placeholder="Name" most=120 on_type=settled(text) />
            <Transition fallback=|| view! { <Skeleton rows=3 /> }>
                {move || Suspend::new(async move {
                    match audience.await {
                        Ok(found) => listed(found, limit),
                        Err(error) => {
                            let retry = Callback::new(move |()| audience.refetch());
                            view! { <ErrorNotice error on_retry=retry /> }.into_any()
                        }
                    }
                })}
            </Transition>
        </section>
    }
}

fn listed(audience: Audience, limit: RwSignal<i64>) -> AnyView {
    let count = people(audience.count);
    let is_empty = audience.items.is_empty();
    let is_there = Signal::stored(audience.next.is_some());
    view! {
        <p role="status">
            <b>{count}</b>
        </p>
        {is_empty
            .then(|| {
                let hint = "Choose somebody else, or look for another name.";
                view! { <Empty icon=IconName::People title="Nobody here" hint /> }
            })}
        <ul aria-label="People">
            {audience.items.into_iter().map(|person| view! { <PersonLine person /> }).collect_view()}
        </ul>
        <More is_there on_press=move |()| limit.update(|limit| *limit += PAGE) />
    }
    .into_any()
}

/// `1 person`, `12 people`
pub fn people(count: i64) -> String {
    if count == 1 { "1 person".into() } else { format!("{count} people") }
}

#[component]
fn PersonLine(person: Person) -> impl IntoView {
    let role = capitalised(use_me().practice.kind.person(person.role));
    view! {
        <li class="line">
            <Avatar initials=initials(&person.user.name) seed=person.user.id.to_string() />
            <b>{person.user.name}</b>
            <span>
                <Chip text=role />
            </span>
        </li>
    }
}
