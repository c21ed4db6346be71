//! To the conversation with somebody about a course.

use crate::app::{paths, use_me};
use crate::courses::open_course_conversation;
use crate::ids::{CourseId, RoomId, UserId};
use crate::ui::Attempt;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

#[derive(Clone, Copy)]
pub struct Messaging {
    pub attempt: Attempt,
    go: Callback<RoomId>,
}

pub fn use_messaging() -> Messaging {
    let (me, navigate) = (use_me(), use_navigate());
    let go = Callback::new(move |room| navigate(&paths::room(&me, room), NavigateOptions::default()));
    Messaging { attempt: Attempt::default(), go }
}

impl Messaging {
    /// A student's own with the tutor; a tutor says with which student.
    pub fn open(self, course: CourseId, student: Option<UserId>) {
        self.attempt.start(open_course_conversation(course, student), move |room| {
            self.go.try_run(room);
        });
    }
}
