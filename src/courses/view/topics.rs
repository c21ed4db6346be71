//! Beginning a conversation where courses are given: it is about the course that the two share. Where they share
//! several, one says which; where they share none, it is about nothing in particular.

use crate::app::{paths, use_me};
use crate::chat::{BeginWith, Beginning, NewConversation, open_conversation};
use crate::courses::{CoursePerson, list_shared_courses, open_course_conversation};
use crate::ids::{RoomId, UserId};
use crate::ui::{Attempt, Button, Dialog, ErrorNotice, Look, Select, open_about};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// With whom, while one is asked which course it is about.
pub type Picking = RwSignal<Option<CoursePerson>>;

/// From now on, conversations on this page begin so. Who is asked which course needs a `PickCourse` on the page.
pub fn provide_course_topics(me: &crate::accounts::Me) -> Picking {
    let picking = Picking::new(None);
    let is_client = me.is_client();
    let go = use_way_to_room();
    let begin = move |Beginning { person, attempt, open }: Beginning| {
        let there = move |room| {
            open.try_set(false);
            go.run(room);
        };
        attempt.start(list_shared_courses(person.user.id), move |courses| match courses.as_slice() {
            // Closed meanwhile: nothing is begun.
            _ if open.try_get_untracked() != Some(true) => {}
            [] => attempt.start(open_conversation(NewConversation::direct(person.user.id)), there),
            [one] => attempt.start(open_course_conversation(one.id, student(is_client, person.user.id)), there),
            _ => {
                open.set(false);
                let (id, name, avatar) = (person.user.id, person.user.name, person.user.avatar);
                picking.set(Some(CoursePerson { id, name, avatar, courses }));
            }
        });
    };
    provide_context(BeginWith(Callback::new(begin)));
    picking
}

/// Asks which of the courses that one shares with somebody a conversation is about, and opens it.
#[component]
pub fn PickCourse(id: &'static str, picking: Picking) -> impl IntoView {
    let open = open_about(picking);
    view! {
        <Dialog id title=Signal::stored("Which course is it about?".to_owned()) open>
            {move || picking.get().map(|person| view! { <PickForm person open /> })}
        </Dialog>
    }
}

#[component]
fn PickForm(person: CoursePerson, open: RwSignal<bool>) -> impl IntoView {
    let is_client = use_me().is_client();
    let go = use_way_to_room();
    let attempt = Attempt::default();
    let chosen = RwSignal::new(person.courses.first().map(|course| course.id));
    let options = person.courses.iter().map(|course| (course.id.to_string(), course.title.clone())).collect();
    let begin = move || {
        let Some(course) = chosen.get_untracked() else { return };
        attempt.start(open_course_conversation(course, student(is_client, person.id)), move |room| {
            open.try_set(false);
            go.try_run(room);
        });
    };
    view! {
        <p class="soft">{format!("You share several courses with {}.", person.name)}</p>
        <Select
            label="Course"
            id="about-course"
            options
            on_choose=move |value| chosen.set(value.parse().ok())
        />
        {move || attempt.error.get().map(|error| view! { <ErrorNotice error /> })}
        <div class="dialog__actions">
            <Button look=Look::Accent busy=attempt.busy on_press=begin>
                "Open conversation"
            </Button>
        </div>
    }
}

fn use_way_to_room() -> Callback<RoomId> {
    let (me, navigate) = (use_me(), use_navigate());
    Callback::new(move |room| navigate(&paths::room(&me, room), NavigateOptions::default()))
}

/// Whom a tutor names; a student's own conversation needs nobody named.
fn student(is_client: bool, person: UserId) -> Option<UserId> {
    (!is_client).then_some(person)
}
