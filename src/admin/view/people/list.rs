//! The people who were found, and more of them.

use crate::accounts::model::{PersonSheet, RollSearch, Standing, initials};
use crate::admin::api::{PAGE, find_people};
use crate::app::{paths, use_me};
use crate::time::Civil;
use crate::ui::{Attempt, Avatar, Chip, Empty, IconName, More, When};
use crate::words::capitalised;
use leptos::prelude::*;

/// `people`: the first page and one more, where there are more.
#[component]
pub fn PeopleList(people: Vec<PersonSheet>, search: RollSearch) -> impl IntoView {
    if people.is_empty() {
        let hint = "Try another name, or another role or state.";
        return view! { <Empty icon=IconName::People title="Nobody found" hint=hint /> }.into_any();
    }
    let attempt = Attempt::default();
    let has_more = RwSignal::new(is_longer(&people));
    let found = RwSignal::new(cut(people));
    let search = StoredValue::new(search);
    let more = move |()| {
        let after = found.with_untracked(|found| found.last().map(|person| person.user.id));
        attempt.start(find_people(search.get_value(), after), move |people| {
            has_more.set(is_longer(&people));
            found.update(|found| found.extend(cut(people)));
        });
    };
    view! {
        <ul aria-label="People">
            <For each=move || found.get() key=|person| person.user.id let:person>
                <li>
                    <PersonRow person />
                </li>
            </For>
        </ul>
        <More is_there=has_more reading=attempt on_press=more />
    }
    .into_any()
}

#[component]
fn PersonRow(person: PersonSheet) -> impl IntoView {
    let me = use_me();
    let role = capitalised(me.practice.kind.person(person.role));
    let last_seen = person.last_seen.map(|at| view! { <When at zone=me.time_zone form=brief /> });
    view! {
        <a class="line" href=paths::admin_person(person.user.id)>
            <Avatar initials=initials(&person.user.name) seed=person.user.id.to_string() />
            <span>
                <b>{person.user.name}</b>
                <br />
                <span class="soft">{person.email}</span>
            </span>
            <span class="row">
                {last_seen.map(|when| view! { <span class="faint">"Last seen " {when}</span> })}
                {(person.state == Standing::Suspended).then(|| view! { <Chip text="Suspended" look="away" /> })}
                <Chip text=role />
            </span>
        </a>
    }
}

fn is_longer(people: &[PersonSheet]) -> bool {
    i64::try_from(people.len()).is_ok_and(|count| count > PAGE)
}

fn cut(mut people: Vec<PersonSheet>) -> Vec<PersonSheet> {
    people.truncate(usize::try_from(PAGE).unwrap_or_default());
    people
}

fn brief(at: Civil, now: Civil) -> String {
    at.brief(now)
}
