//! Beginning a conversation: with one person by choosing them, with several as a group that has a title.

use super::people::PeoplePicker;
use crate::accounts::Person;
use crate::app::{paths, use_me};
use crate::chat::{NewConversation, open_conversation};
use crate::ui::{Attempt, Button, Dialog, ErrorNotice, Field, Icon, IconName, Look, Switch};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// Where it matters what a conversation is about, `app` provides this: it is asked to begin one with somebody.
#[derive(Clone, Copy)]
pub struct BeginWith(pub Callback<Beginning>);

/// With whom, and the dialog in which they were chosen, which stays until the conversation is there.
pub struct Beginning {
    pub person: Person,
    pub attempt: Attempt,
    pub open: RwSignal<bool>,
}

#[component]
pub fn NewConversationButton() -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <button
            type="button"
            class="button button--icon button--quiet"
            aria-label="New conversation"
            on:click=move |_| open.set(true)
        >
            <Icon name=IconName::Plus />
        </button>
        <Dialog id="new-conversation" title=Signal::stored("New conversation".to_owned()) open>
            <NewConversationForm open />
        </Dialog>
    }
}

#[component]
fn NewConversationForm(open: RwSignal<bool>) -> impl IntoView {
    let me = use_me();
    let navigate = use_navigate();
    let is_group = RwSignal::new(false);
    let chosen = RwSignal::new(Vec::<Person>::new());
    let title = RwSignal::new(String::new());
    let attempt = Attempt::default();
    let begin = Callback::new(move |new: NewConversation| {
        let (me, navigate) = (me.clone(), navigate.clone());
        attempt.start(open_conversation(new), move |room| {
            open.set(false);
            navigate(&paths::room(&me, room), leptos_router::NavigateOptions::default());
        });
    });
    let begin_with = use_context::<BeginWith>();
    let pick = Callback::new(move |person: Person| {
        if is_group.get_untracked() {
            chosen.update(|chosen| toggle(chosen, person));
        } else if !attempt.busy.get_untracked() {
            match begin_with {
                Some(BeginWith(begin)) => begin.run(Beginning { person, attempt, open }),
                None => begin.run(NewConversation::direct(person.user.id)),
            }
        }
    });
    let create = move || {
        let users = chosen.with_untracked(|chosen| chosen.iter().map(|person| person.user.id).collect());
        begin.run(NewConversation::group(title.get_untracked(), users));
    };
    view! {
        <Switch label="Group" on=is_group on_turn=Callback::new(move |on| is_group.set(on)) />
        <Show when=move || is_group.get()>
            <form
                class="stack"
                id="new-group"
                on:submit=move |event| {
                    event.prevent_default();
                    create();
                }
                on:input=move |event| title.set(event_target_value(&event))
            >
                <Field label="Title" name="title" error=attempt.error />
            </form>
            <Chosen chosen />
        </Show>
        <PeoplePicker chosen several=is_group on_pick=pick />
        {move || {
            let is_of_title = |error: &crate::error::AppError| error.field() == Some("title") && is_group.get();
            attempt.error.get().filter(|error| !is_of_title(error)).map(|error| view! { <ErrorNotice error /> })
        }}
        <Show when=move || is_group.get()>
            <div class="dialog__actions">
                <Button look=Look::Accent busy=attempt.busy on_press=create>
                    "Create group"
                </Button>
            </div>
        </Show>
    }
}

/// Those who are chosen, each with a way to let go.
#[component]
pub fn Chosen(chosen: RwSignal<Vec<Person>>) -> impl IntoView {
    view! {
        <ul class="chosen" aria-label="Chosen">
            <For each=move || chosen.get() key=|person| person.user.id let:person>
                <li>
                    <button
                        type="button"
                        class="chosen__person"
                        aria-label=format!("Let go of {}", person.user.name)
                        on:click={
                            let person = person.clone();
                            move |_| chosen.update(|chosen| toggle(chosen, person.clone()))
                        }
                    >
                        {person.user.name.clone()}
                        <Icon name=IconName::Close class="icon icon--small" />
                    </button>
                </li>
            </For>
        </ul>
    }
}

/// Chooses somebody, or lets go of them.
pub fn toggle(chosen: &mut Vec<Person>, person: Person) {
    let count = chosen.len();
    chosen.retain(|other| other.user.id != person.user.id);
    if chosen.len() == count {
        chosen.push(person);
    }
}
