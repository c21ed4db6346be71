//! Who is enrolled, for the tutor: writing to them, adding others, removing.

use super::course::CourseState;
use super::messaging::{Messaging, use_messaging};
use crate::accounts::model::initials;
use crate::accounts::{Person, User};
use crate::app::use_me;
use crate::chat::{Chosen, FoundPeople, PeoplePicker, toggle};
use crate::courses::{How, Student, enrol_students, find_students, remove_student};
use crate::ui::{Attempt, Avatar, Button, Confirm, Dialog, Empty, ErrorNotice, Icon, IconName, Look, open_about};
use crate::words::{Role, capitalised};
use leptos::prelude::*;

#[component]
pub fn StudentsCard(state: CourseState, is_on: Memo<bool>) -> impl IntoView {
    let title = capitalised(use_me().practice.kind.people(Role::Client));
    let messaging = use_messaging();
    let removing = RwSignal::new(None::<User>);
    let students = Memo::new(move |_| state.students.with(|students| students.items.clone()));
    view! {
        <section class="card" aria-labelledby="students">
            <div class="card__head">
                <h2 id="students">{title}</h2>
                <Show when=move || is_on.get()>
                    <AddStudents state />
                </Show>
            </div>
            {move || messaging.attempt.error.get().map(|error| view! { <ErrorNotice error /> })}
            <Show when=move || students.with(Vec::is_empty)>
                <Empty icon=IconName::People title="Nobody is enrolled yet" hint="Hand on the code, or add them by name." />
            </Show>
            <ul aria-label="Enrolled">
                <For each=move || students.get() key=|student| student.user.id let:student>
                    <StudentLine student state messaging removing is_on />
                </For>
            </ul>
            <Show when=move || state.students.with(|students| students.has_more)>
                <Button look=Look::Quiet busy=state.reading.busy on_press=move || state.show_more()>
                    "Show more"
                </Button>
            </Show>
            {move || {
                let retry = Callback::new(move |()| state.reread());
                state.reading.error.get().map(|error| view! { <ErrorNotice error on_retry=retry /> })
            }}
            <RemoveStudent state removing />
        </section>
    }
}

#[component]
fn StudentLine(
    student: Student,
    state: CourseState,
    messaging: Messaging,
    removing: RwSignal<Option<User>>,
    is_on: Memo<bool>,
) -> impl IntoView {
    let Student { user, how, .. } = student;
    let (id, name) = (user.id, user.name.clone());
    let online = crate::live::use_live().is_online(id);
    let how = match how {
        How::Code => "Enrolled with the code",
        How::Tutor => "Enrolled by you",
    };
    let (to_message, to_remove) = (format!("Message {name}"), format!("Remove {name}"));
    let user = StoredValue::new(user);
    view! {
        <li>
            <div class="line">
                <Avatar initials=initials(&name) seed=id.to_string() online=Some(online) />
                <div>
                    <b>{name}</b>
                    <div class="soft">{how}</div>
                </div>
                <Show when=move || is_on.get()>
                    <div class="row">
                        <button
                            type="button"
                            class="button"
                            aria-label=to_message.clone()
                            disabled=messaging.attempt.busy
                            on:click=move |_| messaging.open(state.id, Some(id))
                        >
                            "Message"
                        </button>
                        <button
                            type="button"
                            class="button button--icon button--quiet"
                            aria-label=to_remove.clone()
                            on:click=move |_| removing.set(Some(user.get_value()))
                        >
                            <Icon name=IconName::Close class="icon icon--small" />
                        </button>
                    </div>
                </Show>
            </div>
        </li>
    }
}

#[component]
fn RemoveStudent(state: CourseState, removing: RwSignal<Option<User>>) -> impl IntoView {
    let open = open_about(removing);
    let attempt = Attempt::default();
    let title =
        move || removing.with(|user| user.as_ref().map(|user| format!("Remove {}?", user.name)).unwrap_or_default());
    let remove = Callback::new(move |()| {
        if let Some(user) = removing.get_untracked() {
            attempt.start(remove_student(state.id, user.id), move |()| {
                open.try_set(false);
                state.reread();
            });
        }
    });
    view! {
        <Confirm
            id="remove-student"
            title=Signal::derive(title)
            text=Signal::stored("They leave the course and its room; your conversation about it ends.".to_owned())
            verb="Remove"
            open
            on_confirm=remove
            busy=attempt.busy
            error=attempt.error
        />
    }
}

#[component]
fn AddStudents(state: CourseState) -> impl IntoView {
    let title = format!("Add {}", use_me().practice.kind.people(Role::Client));
    let name = title.clone();
    let open = RwSignal::new(false);
    view! {
        <Button on_press=move || open.set(true)>{name}</Button>
        <Dialog id="add-students" title=Signal::stored(title) open>
            <AddStudentsForm state open />
        </Dialog>
    }
}

#[component]
fn AddStudentsForm(state: CourseState, open: RwSignal<bool>) -> impl IntoView {
    let chosen = RwSignal::new(Vec::<Person>::new());
    let attempt = Attempt::default();
    let add = move || {
        let people = chosen.with_untracked(|chosen| chosen.iter().map(|person| person.user.id).collect());
        attempt.start(enrol_students(state.id, people), move |()| {
            open.try_set(false);
            state.reread();
        });
    };
    let find = Callback::new(move |(text, after)| Box::pin(find_students(state.id, text, after)) as FoundPeople);
    let pick = Callback::new(move |person| chosen.update(|chosen| toggle(chosen, person)));
    view! {
        <p class="soft">"They see all that was said in the course’s room."</p>
        <Chosen chosen />
        <PeoplePicker
            chosen
            several=Signal::stored(true)
            on_pick=pick
            find
            nobody="All who have an account here are enrolled already, or nobody has one yet."
        />
        {move || attempt.error.get().map(|error| view! { <ErrorNotice error /> })}
        <div class="dialog__actions">
            <Button
                look=Look::Accent
                busy=Signal::derive(move || attempt.busy.get() || chosen.with(Vec::is_empty))
                on_press=add
            >
                "Add"
            </Button>
        </div>
    }
}
