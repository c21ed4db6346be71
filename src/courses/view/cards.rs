//! One course in a list.

use crate::app::{paths, use_me};
use crate::courses::Course;
use crate::ui::Chip;
use crate::words::{PracticeKind, Role};
use leptos::prelude::*;

#[component]
pub fn CourseCard(course: Course) -> impl IntoView {
    let me = use_me();
    let is_archived = course.is_archived();
    let path = paths::course(&me, course.id);
    let about = if course.is_by(me.id()) {
        count_of_students(me.practice.kind, course.student_count)
    } else {
        course.tutor.name
    };
    view! {
        <li class="course">
            <a class="course__title" href=path>
                {course.title}
            </a>
            <p class="course__about soft">{about}</p>
            <p class="course__excerpt">{course.description}</p>
            <p class="row row--wrap soft">
                {(!course.price.is_empty()).then(|| view! { <span>{course.price}</span> })}
                {is_archived.then(|| view! { <Chip text="Archived" look="away" /> })}
            </p>
        </li>
    }
}

/// `3 students`
pub fn count_of_students(kind: PracticeKind, count: i64) -> String {
    let one = kind.person(Role::Client);
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}
