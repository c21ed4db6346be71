//! Courses: giving them, coming into them and going, whom one may write to by them, and what the sockets are told.

mod conversations;
mod enrolling;
mod giving;
mod pages;
mod reaching;

use crate::courses::Course;
use crate::ids::{CourseId, UserId};
use crate::server::testing::{Actor, Cast, Outcome};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

const COURSES: &str = "/api/v1/courses";

/// Sends a request with a body and answers with the status and the body of the answer.
async fn asks(actor: &Actor<'_>, method: Method, path: &str, body: &Value) -> Outcome<(StatusCode, Value)> {
    let answer = actor.ask(method, path).json(body).send().await?;
    Ok((answer.status(), answer.json().await.unwrap_or(Value::Null)))
}

async fn deletes(actor: &Actor<'_>, path: &str) -> Outcome<StatusCode> {
    Ok(actor.ask(Method::DELETE, path).send().await?.status())
}

/// The tutor makes a course of that title.
async fn gives(tutor: &Actor<'_>, title: &str) -> Outcome<Course> {
    let (status, course) = asks(tutor, Method::POST, &format!("{COURSES}/"), &json!({ "title": title })).await?;
    assert_eq!(status, StatusCode::CREATED, "{course}");
    Ok(serde_json::from_value(course)?)
}

async fn enrols(student: &Actor<'_>, code: &str) -> Outcome<(StatusCode, Value)> {
    asks(student, Method::POST, &format!("{COURSES}/enrol"), &json!({ "code": code })).await
}

/// A course of the tutor with the student in it.
async fn shares(tutor: &Actor<'_>, student: &Actor<'_>, title: &str) -> Outcome<Course> {
    let course = gives(tutor, title).await?;
    assert_eq!(adds(tutor, course.id, student.me.id()).await?, StatusCode::CREATED);
    Ok(course)
}

async fn adds(tutor: &Actor<'_>, course: CourseId, student: UserId) -> Outcome<StatusCode> {
    Ok(asks(tutor, Method::PUT, &student_path(course, student), &Value::Null).await?.0)
}

async fn removes(actor: &Actor<'_>, course: CourseId, student: UserId) -> Outcome<StatusCode> {
    deletes(actor, &student_path(course, student)).await
}

/// Asks for the conversation about a course; a tutor says with whom.
async fn writes_about(actor: &Actor<'_>, course: CourseId, with: Option<UserId>) -> Outcome<(StatusCode, Value)> {
    asks(actor, Method::POST, &format!("{COURSES}/{course}/conversation"), &json!({ "student": with })).await
}

fn student_path(course: CourseId, student: UserId) -> String {
    format!("{COURSES}/{course}/students/{student}")
}

/// What is in one field of all items of a list.
async fn listed(actor: &Actor<'_>, path: &str, field: &str) -> Outcome<Vec<String>> {
    let (status, page) = actor.gets(path).await?;
    assert_eq!(status, StatusCode::OK, "{page}");
    let items = page["items"].as_array().into_iter().flatten();
    Ok(items.filter_map(|item| item.pointer(field)?.as_str().map(str::to_owned)).collect())
}

/// Somebody who has just signed up in the tutoring school.
async fn newcomer<'a>(cast: &'a Cast, name: &str) -> Outcome<Actor<'a>> {
    let email = format!("{}@mail.example", name.to_lowercase());
    let new = json!({ "practice": "tutoring-demo", "name": name, "email": email, "password": "attend-demo" });
    let answer = cast.ask(Method::POST, "/api/v1/auth/sign-up").json(&new).send().await?;
    assert_eq!(answer.status(), StatusCode::CREATED);
    cast.signs_in(&email).await
}

async fn tutor(cast: &Cast) -> Outcome<Actor<'_>> {
    cast.signs_in("tutor@tutoring.demo").await
}

async fn student(cast: &Cast) -> Outcome<Actor<'_>> {
    cast.signs_in("student@tutoring.demo").await
}
