//! What a course is called, and what one may do with it.

use super::course::CourseState;
use super::form::CourseForm;
use super::messaging::use_messaging;
use crate::app::{paths, use_me};
use crate::chat::{Room, use_chat};
use crate::courses::{CourseChange, NewCourse, archive_course, change_course, remove_student, reopen_course_room};
use crate::ui::{Attempt, Button, Chip, Confirm, Dialog, ErrorNotice, Look};
use crate::words::Role;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

#[component]
pub fn CourseHead(state: CourseState, is_mine: bool) -> impl IntoView {
    let me = use_me();
    let room = state.course.with_untracked(|course| paths::room(&me, course.room));
    let is_on = Memo::new(move |_| state.course.with(|course| !course.is_archived()));
    let messaging = use_messaging();
    let message = Signal::stored(format!("Message the {}", me.practice.kind.person(Role::Practitioner)));
    view! {
        <header class="page__head">
            <div>
                <h1>{move || state.course.with(|course| course.title.clone())}</h1>
                <Show when=move || !is_on.get()>
                    <Chip text="Archived" look="away" />
                </Show>
            </div>
            <div class="row row--wrap">
                <Show when=move || is_on.get() && !is_mine>
                    <Button
                        look=Look::Accent
                        busy=messaging.attempt.busy
                        on_press=move || messaging.open(state.id, None)
                    >
                        {message}
                    </Button>
                </Show>
                <a class="button" href=room>
                    "Course room"
                </a>
                <Show when=move || is_on.get() && is_mine>
                    <ReopenRoom state />
                    <EditCourse state />
                    <ArchiveCourse state />
                </Show>
                {(!is_mine).then(|| view! { <LeaveCourse state /> })}
            </div>
        </header>
        {move || messaging.attempt.error.get().map(|error| view! { <ErrorNotice error /> })}
    }
}

/// Where the course's room was ended by hand, and the course goes on.
#[component]
fn ReopenRoom(state: CourseState) -> impl IntoView {
    let chat = use_chat();
    let room = state.course.with_untracked(|course| course.room);
    let is_ended = Memo::new(move |_| chat.conversations.with(|list| list.get(room).is_some_and(Room::is_ended)));
    let attempt = Attempt::default();
    view! {
        <Show when=move || is_ended.get()>
            <Button busy=attempt.busy on_press=move || attempt.start(reopen_course_room(state.id), |()| {})>
                "Open the room again"
            </Button>
        </Show>
        {move || attempt.error.get().map(|error| view! { <ErrorNotice error /> })}
    }
}

#[component]
fn EditCourse(state: CourseState) -> impl IntoView {
    let open = RwSignal::new(false);
    let attempt = Attempt::default();
    let save = Callback::new(move |new: NewCourse| {
        let NewCourse { title, description, price } = new;
        let change = CourseChange { title: Some(title), description: Some(description), price: Some(price) };
        attempt.start(change_course(state.id, change), move |()| {
            open.try_set(false);
            state.reread();
        });
    });
    let start = move || {
        state.course.with_untracked(|course| NewCourse {
            title: course.title.clone(),
            description: course.description.clone(),
            price: course.price.clone(),
        })
    };
    let begin = move || {
        attempt.error.set(None);
        open.set(true);
    };
    view! {
        <Button on_press=begin>"Edit"</Button>
        <Dialog id="edit-course" title=Signal::stored("Edit course".to_owned()) open>
            <CourseForm start=start() verb="Save" attempt on_submit=save />
        </Dialog>
    }
}

#[component]
fn ArchiveCourse(state: CourseState) -> impl IntoView {
    let open = RwSignal::new(false);
    let attempt = Attempt::default();
    let archive = Callback::new(move |()| {
        attempt.start(archive_course(state.id), move |()| {
            open.try_set(false);
            state.reread();
        });
    });
    view! {
        <Button look=Look::Quiet on_press=move || open.set(true)>
            "Archive"
        </Button>
        <Confirm
            id="archive-course"
            title=Signal::stored("Archive this course?".to_owned())
            text=Signal::stored(
                "Its conversations end. All of it can be read after that, nothing written, and nobody enrolled."
                    .to_owned(),
            )
            verb="Archive"
            open
            on_confirm=archive
            busy=attempt.busy
            error=attempt.error
        />
    }
}

#[component]
fn LeaveCourse(state: CourseState) -> impl IntoView {
    let (me, navigate) = (use_me(), use_navigate());
    let open = RwSignal::new(false);
    let attempt = Attempt::default();
    let leave = Callback::new(move |()| {
        let (id, list, navigate) = (me.id(), paths::courses(&me), navigate.clone());
        attempt.start(remove_student(state.id, id), move |()| {
            open.try_set(false);
            navigate(&list, NavigateOptions::default());
        });
    });
    view! {
        <Button look=Look::Quiet on_press=move || open.set(true)>
            "Leave course"
        </Button>
        <Confirm
            id="leave-course"
            title=Signal::stored("Leave this course?".to_owned())
            text=Signal::stored(
                "You will not see its room any more; your own conversation about it ends. To come back you need a code."
                    .to_owned(),
            )
            verb="Leave"
            open
            on_confirm=leave
            busy=attempt.busy
            error=attempt.error
        />
    }
}
