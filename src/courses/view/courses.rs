//! `/{role}/courses`: the courses one gives or takes, and whom one meets through them.

use super::cards::CourseCard;
use super::enrol::EnrolForm;
use super::live::course_changes;
use super::new::NewCourseButton;
use super::people::CoursePeople;
use crate::app::use_me;
use crate::courses::{Beginning, Course, list_course_people, list_courses};
use crate::ui::{Button, Empty, ErrorNotice, IconName, Look, NotHere, Skeleton, read};
use leptos::prelude::*;
use leptos_meta::Title;

/// As many more as a list shows at once.
const PAGE: i64 = 50;

#[component]
pub fn CoursesPage() -> impl IntoView {
    let me = use_me();
    if me.practice.kind.has_courses() && (me.is_client() || me.is_practitioner()) {
        view! { <Courses /> }.into_any()
    } else {
        view! {
            <Title text="Not found" />
            <main class="page" id="main">
                <NotHere hint="There are no courses for you here." />
            </main>
        }
        .into_any()
    }
}

#[component]
fn Courses() -> impl IntoView {
    let is_tutor = use_me().is_practitioner();
    let (limit, people_limit) = (RwSignal::new(PAGE), RwSignal::new(PAGE));
    let courses = read(move || limit.get(), list_courses);
    let people = read(move || people_limit.get(), list_course_people);
    course_changes(move || {
        courses.refetch();
        people.refetch();
    });
    view! {
        <Title text="Courses" />
        <main class="page" id="main">
            <header class="page__head">
                <h1>"Courses"</h1>
                {is_tutor.then(|| view! { <NewCourseButton /> })}
            </header>
            {(!is_tutor).then(|| view! { <EnrolForm /> })}
            <Transition fallback=|| view! { <Skeleton rows=4 /> }>
                {move || Suspend::new(async move {
                    match courses.await {
                        Ok(courses) => arranged(courses, is_tutor, limit).into_any(),
                        Err(error) => {
                            let retry = Callback::new(move |()| courses.refetch());
                            view! { <ErrorNotice error on_retry=retry /> }.into_any()
                        }
                    }
                })}
            </Transition>
            <CoursePeople people limit=people_limit page=PAGE />
        </main>
    }
}

fn arranged(courses: Beginning<Course>, is_tutor: bool, limit: RwSignal<i64>) -> impl IntoView {
    let has_more = courses.has_more;
    let (over, on): (Vec<_>, Vec<_>) = courses.items.into_iter().partition(Course::is_archived);
    let hint = if is_tutor {
        "Make one, and give its code to those who are to be in it."
    } else {
        "Enter the code that you were given for a course, or ask to be enrolled."
    };
    let is_empty = on.is_empty();
    view! {
        {is_empty.then(|| view! { <Empty icon=IconName::Form title="No courses yet" hint /> })}
        {(!is_empty).then(|| view! { <CourseList name="Courses" courses=on /> })}
        {(!over.is_empty())
            .then(|| {
                view! {
                    <section class="stack" aria-labelledby="archived-courses">
                        <h2 id="archived-courses">"Archived"</h2>
                        <CourseList name="Archived courses" courses=over />
                    </section>
                }
            })}
        {has_more
            .then(|| {
                view! {
                    <Button look=Look::Quiet on_press=move || limit.update(|limit| *limit += PAGE)>
                        "Show more"
                    </Button>
                }
            })}
    }
}

#[component]
fn CourseList(name: &'static str, courses: Vec<Course>) -> impl IntoView {
    view! {
        <ul class="courses" aria-label=name>
            {courses.into_iter().map(|course| view! { <CourseCard course /> }).collect_view()}
        </ul>
    }
}
