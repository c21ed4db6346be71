//! A search for people. Pressing one chooses them; where several may be chosen, pressing again lets go.

use super::PersonLine;
use crate::accounts::Person;
use crate::chat::find_people;
use crate::error::Result;
use crate::ids::UserId;
use crate::ui::{Attempt, Button, Empty, ErrorNotice, Icon, IconName, Look, SearchBox, Skeleton, settled};
use leptos::prelude::*;
use std::pin::Pin;

/// As many as the server tells at once; fewer are the last.
const PAGE: usize = 50;

/// People as somebody looks for them.
pub type FoundPeople = Pin<Box<dyn Future<Output = Result<Vec<Person>>>>>;

/// What was found so far, and how to find more.
#[derive(Clone, Copy)]
struct Search {
    find: Callback<(String, Option<UserId>), FoundPeople>,
    text: RwSignal<String>,
    found: RwSignal<Vec<Person>>,
    has_more: RwSignal<bool>,
    is_answered: RwSignal<bool>,
    attempt: Attempt,
}

impl Search {
    fn begin(self) -> Self {
        Effect::new(move |_| {
            self.text.track();
            self.ask(None);
        });
        self
    }

    fn ask(self, after: Option<UserId>) {
        self.attempt.read(self.find.run((self.text.get_untracked(), after)), move |people| {
            self.has_more.set(people.len() == PAGE);
            self.found.update(|found| {
                if after.is_none() {
                    found.clear();
                }
                found.extend(people);
            });
            self.is_answered.set(true);
        });
    }

    fn more(self) {
        self.ask(self.found.with_untracked(|found| found.last().map(|person| person.user.id)));
    }
}

#[component]
pub fn PeoplePicker(
    /// Those who are marked as chosen; nobody is where one press is all.
    #[prop(into)]
    chosen: Signal<Vec<Person>>,
    /// Whether several may be chosen.
    #[prop(into)]
    several: Signal<bool>,
    on_pick: Callback<Person>,
    /// Finds by a text, from after somebody; those whom one may write to, where it is not given.
    #[prop(optional)]
    find: Option<Callback<(String, Option<UserId>), FoundPeople>>,
    /// Why there is nobody before anything is typed.
    #[prop(default = "You can write to those with whom you share a confirmed appointment, a course or a group.")]
    nobody: &'static str,
) -> impl IntoView {
    let reachable = || Callback::new(|(text, after)| Box::pin(find_people(text, after, None)) as FoundPeople);
    let search = Search {
        find: find.unwrap_or_else(reachable),
        text: RwSignal::default(),
        found: RwSignal::default(),
        has_more: RwSignal::default(),
        is_answered: RwSignal::default(),
        attempt: Attempt::default(),
    }
    .begin();
    view! {
        <div class="people">
            <SearchBox label="Search people" most=120 autofocus=true on_type=settled(search.text) />
            <ul class="people__list" aria-label="People">
                <For each=move || search.found.get() key=|person| person.user.id let:person>
                    <li>{person_button(person, chosen, several, on_pick)}</li>
                </For>
            </ul>
            <Show when=move || !search.is_answered.get() && search.attempt.error.with(Option::is_none)>
                <Skeleton rows=3 />
            </Show>
            <Show when=move || search.is_answered.get() && search.found.with(Vec::is_empty)>
                {move || no_people(search.text.with(String::is_empty), nobody)}
            </Show>
            {move || {
                let retry = Callback::new(move |()| search.ask(None));
                search.attempt.error.get().map(|error| view! { <ErrorNotice error on_retry=retry /> })
            }}
            <Show when=move || search.has_more.get()>
                <Button look=Look::Quiet busy=search.attempt.busy on_press=move || search.more()>
                    "Show more"
                </Button>
            </Show>
        </div>
    }
}

fn person_button(
    person: Person,
    chosen: Signal<Vec<Person>>,
    several: Signal<bool>,
    on_pick: Callback<Person>,
) -> impl IntoView {
    let id = person.user.id;
    let is_chosen = move || chosen.with(|chosen| chosen.iter().any(|other| other.user.id == id));
    let picked = person.clone();
    view! {
        <button
            type="button"
            class="person"
            aria-pressed=move || several.get().then(|| is_chosen().to_string())
            on:click=move |_| on_pick.run(picked.clone())
        >
            <PersonLine user=person.user role=person.role />
            <span class="person__check" aria-hidden="true">
                <Icon name=IconName::Check />
            </span>
        </button>
    }
}

fn no_people(has_no_text: bool, why: &'static str) -> impl IntoView {
    let (title, hint) =
        if has_no_text { ("Nobody here yet", why) } else { ("Nobody found", "Try another name, or a part of it.") };
    view! { <Empty icon=IconName::People title hint /> }
}
