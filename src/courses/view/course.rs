//! `/{role}/courses/{course}`: one course, who gives it, who is in it, and the ways to write to them.

use super::cards::count_of_students;
use super::code::CodeCard;
use super::head::CourseHead;
use super::live::course_changes;
use super::students::StudentsCard;
use crate::app::{paths, use_me};
use crate::courses::{Beginning, Course, CourseSheet, Student, show_course};
use crate::error::AppError;
use crate::ids::CourseId;
use crate::ui::{Attempt, ErrorNotice, NotHere, Skeleton, read, use_path_id};
use crate::words::{Role, capitalised};
use leptos::prelude::*;
use leptos_meta::Title;

/// As many more students as the page shows at once.
const PAGE: i64 = 50;

#[component]
pub fn CoursePage() -> impl IntoView {
    let id = use_path_id::<CourseId>("course");
    let sheet = read(
        move || id.get(),
        |id| async move {
            match id {
                Some(id) => show_course(id, PAGE).await,
                None => Err(AppError::NotFound),
            }
        },
    );
    let list = paths::courses(&use_me());
    view! {
        <main class="page page--narrow" id="main">
            <a class="more" href=list>
                "All courses"
            </a>
            <Transition fallback=|| view! { <Skeleton rows=4 /> }>
                {move || Suspend::new(async move {
                    match sheet.await {
                        Ok(sheet) => view! { <Sheet sheet /> }.into_any(),
                        Err(AppError::NotFound) => view! { <NoCourse /> }.into_any(),
                        Err(error) => {
                            let retry = Callback::new(move |()| sheet.refetch());
                            view! { <ErrorNotice error on_retry=retry /> }.into_any()
                        }
                    }
                })}
            </Transition>
        </main>
    }
}

#[component]
fn NoCourse() -> impl IntoView {
    view! {
        <Title text="Not found" />
        <NotHere hint="There is no course here that you can see." />
    }
}

/// What the page knows of the course, and how it is read anew. What others do changes what is shown, not what one is
/// typing in a dialog meanwhile.
#[derive(Clone, Copy)]
pub struct CourseState {
    pub id: CourseId,
    pub course: RwSignal<Course>,
    pub students: RwSignal<Beginning<Student>>,
    pub reading: Attempt,
    limit: RwSignal<i64>,
    is_gone: RwSignal<bool>,
}

impl CourseState {
    fn new(sheet: CourseSheet) -> Self {
        Self {
            id: sheet.course.id,
            course: RwSignal::new(sheet.course),
            students: RwSignal::new(sheet.students),
            reading: Attempt::default(),
            limit: RwSignal::new(PAGE),
            is_gone: RwSignal::new(false),
        }
    }

    pub fn reread(self) {
        let read = show_course(self.id, self.limit.get_untracked());
        let seen = async move {
            match read.await {
                Err(AppError::NotFound) => Ok(None),
                sheet => sheet.map(Some),
            }
        };
        self.reading.read(seen, move |sheet| match sheet {
            Some(sheet) => {
                self.course.try_set(sheet.course);
                self.students.try_set(sheet.students);
            }
            None => {
                self.is_gone.try_set(true);
            }
        });
    }

    pub fn show_more(self) {
        self.limit.update(|limit| *limit += PAGE);
        self.reread();
    }
}

#[component]
fn Sheet(sheet: CourseSheet) -> impl IntoView {
    let is_mine = sheet.course.is_by(use_me().id());
    let state = CourseState::new(sheet);
    course_changes(move || state.reread());
    let is_on = Memo::new(move |_| state.course.with(|course| !course.is_archived()));
    move || {
        if state.is_gone.get() {
            return view! { <NoCourse /> }.into_any();
        }
        view! {
            // The title is written anew with the bell's count too, also while this course goes.
            <Title text=move || state.course.try_with(|course| course.title.clone()).unwrap_or_default() />
            <CourseHead state is_mine />
            <About state />
            {is_mine
                .then(|| {
                    view! {
                        <Show when=move || is_on.get()>
                            <CodeCard state />
                        </Show>
                        <StudentsCard state is_on />
                    }
                })}
        }
        .into_any()
    }
}

/// Who gives it, what it costs, how many are in it, and what it is about.
#[component]
fn About(state: CourseState) -> impl IntoView {
    let kind = use_me().practice.kind;
    move || {
        let course = state.course.get();
        let has_text = !course.description.is_empty();
        view! {
            <section class="card stack" aria-label="About this course">
                <dl class="facts">
                    <dt>{capitalised(kind.person(Role::Practitioner))}</dt>
                    <dd>{course.tutor.name}</dd>
                    {(!course.price.is_empty())
                        .then(|| {
                            view! {
                                <dt>"Price"</dt>
                                <dd>{course.price}</dd>
                            }
                        })}
                    <dt>"Enrolled"</dt>
                    <dd>{count_of_students(kind, course.student_count)}</dd>
                </dl>
                {has_text.then(|| view! { <p class="course__description">{course.description}</p> })}
            </section>
        }
    }
}
