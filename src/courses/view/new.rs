//! Making a course.

use super::form::CourseForm;
use crate::app::{paths, use_me};
use crate::courses::{NewCourse, make_course};
use crate::ui::{Attempt, Button, Dialog, Look};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

#[component]
pub fn NewCourseButton() -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <div class="row">
            <Button look=Look::Accent on_press=move || open.set(true)>
                "New course"
            </Button>
        </div>
        <Dialog id="new-course" title=Signal::stored("New course".to_owned()) open>
            <NewCourseForm />
        </Dialog>
    }
}

#[component]
fn NewCourseForm() -> impl IntoView {
    let (me, navigate) = (use_me(), use_navigate());
    let attempt = Attempt::default();
    let make = Callback::new(move |new: NewCourse| {
        let (me, navigate) = (me.clone(), navigate.clone());
        attempt.start(make_course(new), move |id| navigate(&paths::course(&me, id), NavigateOptions::default()));
    });
    view! { <CourseForm start=NewCourse::default() verb="Make course" attempt on_submit=make /> }
}
