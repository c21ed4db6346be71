//! What people see of courses.

mod cards;
mod code;
mod course;
mod courses;
mod enrol;
mod form;
mod head;
mod live;
mod messaging;
mod new;
mod people;
mod students;
mod topics;

pub use course::CoursePage;
pub use courses::CoursesPage;
pub use topics::{PickCourse, provide_course_topics};
