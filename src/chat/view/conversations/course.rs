//! Showing only what is about one course, where courses are given.

use super::finding::Finding;
use crate::app::use_me;
use crate::chat::{CourseContext, Room, list_courses_of_rooms, use_chat};
use crate::ids::CourseId;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub fn CourseFilter(finding: Finding) -> impl IntoView {
    let chat = use_chat();
    // Those of older conversations, which are not here yet, are asked for once.
    let older = RwSignal::new(Vec::<CourseContext>::new());
    Effect::new(move |_| {
        if use_me().practice.kind.has_courses() && chat.conversations.with_untracked(|list| list.next.is_some()) {
            spawn_local(async move {
                if let Ok(courses) = list_courses_of_rooms().await {
                    older.try_set(courses);
                }
            });
        }
    });
    let courses = Memo::new(move |_| {
        let here = chat.conversations.with(|list| list.rooms.iter().filter_map(Room::course).cloned().collect());
        all_of(here, older.get())
    });
    let is_shown = use_me().practice.kind.has_courses();
    view! {
        <Show when=move || is_shown && courses.with(|courses| !courses.is_empty())>
            <div class="field conversations__course">
                <label class="field__label" for="conversations-course">"Course"</label>
                <select
                    id="conversations-course"
                    on:change:target=move |event| finding.show_course(event.target().value().parse::<CourseId>().ok())
                >
                    <option value="">"All courses"</option>
                    <For each=move || courses.get() key=|course| (course.id, course.title.clone()) let:course>
                        <option value=course.id.to_string()>{course.title}</option>
                    </For>
                </select>
            </div>
        </Show>
    }
}

/// Each once, by title; what is said here is newer.
fn all_of(here: Vec<CourseContext>, older: Vec<CourseContext>) -> Vec<CourseContext> {
    let mut all = here;
    all.extend(older);
    let mut known = std::collections::HashSet::new();
    all.retain(|course| known.insert(course.id));
    all.sort_by_key(|course| (course.title.to_lowercase(), course.id));
    all
}
