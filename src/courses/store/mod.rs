//! The only SQL on courses, enrolments and the conversations about them.

mod conversations;
mod courses;
mod enrolling;
mod giving;
mod import;
mod people;

pub use conversations::open_course_conversation;
pub use courses::{Span, course_for, courses_of};
pub use enrolling::{enrol_by_code, enrol_student, remove_student};
pub use giving::{archive_course, change_course, make_course, renew_code, reopen_course_room};
pub use import::{PastCourse, PastWords, import_course};
pub use people::{PeopleSearch, available_tutors, find_students, student_of, students_of, students_of_tutor};
