//! Courses, and whom one meets through them.

use super::endpoint::{Endpoint, Section, delete, get, patch, post, put};
use crate::chat::Room;
use crate::courses::rest::{ConversationWith, Enrolment};
use crate::courses::{Course, CourseChange, CoursePerson, NewCourse, Student};
use serde_json::json;

const COURSE: &str = "Which course.";
const ONE: &str = "/api/v1/courses/{course}";
const STUDENT: &str = "/api/v1/courses/{course}/students/{user}";

pub fn section() -> Section {
    let endpoints = courses().into_iter().chain(students()).chain(people()).collect();
    let about = "What the practitioners of tutoring practices give and their clients take. A course that one neither \
                 gives nor takes does not exist.";
    Section { name: "Courses", about, endpoints }
}

fn courses() -> [Endpoint; 9] {
    [
        get("/api/v1/courses", "listCourses", "List one's courses")
            .says("Those one gives or takes, the newest first; with `after`, the nearest newer ones first.")
            .pages("course")
            .lists::<Course>("A page of courses.")
            .refuses(&[403]),
        post("/api/v1/courses", "makeCourse", "Make a course")
            .says("With a room for all who will be in it.")
            .takes::<NewCourse>(json!({ "title": "Algebra", "description": "Equations.", "price": "30 € a lesson" }))
            .answers::<Course>(201, "Made.")
            .refuses(&[403]),
        post("/api/v1/courses/enrol", "enrol", "Enrol with a code")
            .says("Ten tries at once, then two a minute.")
            .takes::<Enrolment>(json!({ "code": "ABCD-EFGH" }))
            .answers::<Course>(201, "Enrolled.")
            .answers::<Course>(200, "Enrolled already.")
            .refuses(&[403, 409, 429]),
        get(ONE, "showCourse", "Read a course").at("course", COURSE).answers::<Course>(200, "The course."),
        patch(ONE, "changeCourse", "Change a course")
            .says("Its rooms are called by its new title.")
            .at("course", COURSE)
            .takes::<CourseChange>(json!({ "price": "35 € a lesson" }))
            .answers::<Course>(200, "The course as it is now.")
            .refuses(&[403, 409]),
        delete(ONE, "archiveCourse", "Archive a course")
            .says("Its rooms end; all of it can be read on.")
            .at("course", COURSE)
            .answers_nothing("It is archived.")
            .refuses(&[403]),
        post("/api/v1/courses/{course}/code", "renewCode", "Renew the code")
            .says("The old one is good for nothing from then on.")
            .at("course", COURSE)
            .answers::<Course>(200, "The course with its new code.")
            .refuses(&[403, 409]),
        post("/api/v1/courses/{course}/room", "reopenCourseRoom", "Open the course's room again")
            .says("By the tutor, where it was ended by hand.")
            .at("course", COURSE)
            .answers::<Room>(200, "The room as it is now; one that is active stays as it is.")
            .refuses(&[403, 409]),
        post("/api/v1/courses/{course}/conversation", "openCourseConversation", "Open a conversation about a course")
            .says("A student's with the tutor, or the tutor's with a student. There is one a student and course.")
            .at("course", COURSE)
            .takes::<ConversationWith>(json!({ "student": "0190a000-0000-7000-8000-000000000001" }))
            .answers::<Room>(201, "Opened.")
            .answers::<Room>(200, "It was there already.")
            .refuses(&[403, 409]),
    ]
}

fn students() -> [Endpoint; 3] {
    [
        get("/api/v1/courses/{course}/students", "listStudents", "List who is enrolled")
            .says("By name, for the tutor.")
            .at("course", COURSE)
            .asks("after", "The page after this cursor, as `next` of a page told it.")
            .limited()
            .lists::<Student>("A page of students.")
            .refuses(&[403]),
        put(STUDENT, "enrolStudent", "Enrol a student")
            .at("course", COURSE)
            .at("user", "Whom to enrol.")
            .answers::<Student>(201, "Enrolled.")
            .answers::<Student>(200, "Enrolled already.")
            .refuses(&[403, 409, 422]),
        delete(STUDENT, "removeStudent", "Remove a student, or leave")
            .says("The conversation about the course ends and can be read on.")
            .at("course", COURSE)
            .at("user", "Whom to remove; oneself, to leave.")
            .answers_nothing("They are not enrolled.")
            .refuses(&[403]),
    ]
}

fn people() -> [Endpoint; 2] {
    let list = |path, id, summary| {
        get(path, id, summary)
            .asks_id("course", "Only those of this course.")
            .asks("after", "The page after this cursor, as `next` of a page told it.")
            .limited()
            .lists::<CoursePerson>("A page of people with the courses one shares with them, by name.")
            .refuses(&[403])
    };
    [
        list("/api/v1/users/available-tutors", "listAvailableTutors", "List the tutors of one's courses"),
        list("/api/v1/tutors/students", "listTutorsStudents", "List the students of one's courses"),
    ]
}
