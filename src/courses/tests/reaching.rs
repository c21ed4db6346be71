//! Whom one may see and write to by a course, from the moment of enrolling until it ends.

use super::*;
use crate::chat::RoomKind;
use crate::server::testing::Story;

async fn writes_to(actor: &Actor<'_>, user: UserId) -> Outcome<StatusCode> {
    let new = json!({ "kind": "direct", "user": user });
    Ok(asks(actor, Method::POST, "/api/v1/chat/rooms", &new).await?.0)
}

#[tokio::test]
async fn a_student_writes_to_the_tutors_of_their_courses_while_they_are_enrolled() -> Story {
    let cast = Cast::assemble().await?;
    let (sofia, cleo) = (tutor(&cast).await?, newcomer(&cast, "Cleo").await?);
    let (student, teacher) = (cleo.me.id(), sofia.me.id());
    assert_eq!(writes_to(&cleo, teacher).await?, StatusCode::FORBIDDEN);
    assert_eq!(writes_to(&sofia, student).await?, StatusCode::FORBIDDEN, "tutors write to students of theirs");
    assert!(listed(&cleo, "/api/v1/users/available-tutors", "/name").await?.is_empty());
    let course = shares(&sofia, &cleo, "Algebra").await?;
    assert_eq!(listed(&cleo, "/api/v1/users/available-tutors", "/name").await?, ["Sofia Kranz"]);
    assert_eq!(listed(&cleo, "/api/v1/users/available-tutors", "/courses/0/title").await?, ["Algebra"]);
    assert!(listed(&sofia, "/api/v1/tutors/students", "/name").await?.contains(&"Cleo".to_owned()));
    // Leaving shuts the way; what is open stays open to read, and a new conversation is not begun.
    assert_eq!(removes(&cleo, course.id, student).await?, StatusCode::NO_CONTENT);
    assert_eq!(writes_to(&cleo, teacher).await?, StatusCode::FORBIDDEN);
    assert_eq!(writes_to(&sofia, student).await?, StatusCode::FORBIDDEN);
    assert!(!listed(&sofia, "/api/v1/tutors/students", "/name").await?.contains(&"Cleo".to_owned()));
    adds(&sofia, course.id, student).await?;
    assert_eq!(writes_to(&cleo, teacher).await?, StatusCode::CREATED);
    Ok(())
}

#[tokio::test]
async fn an_archived_course_lets_nobody_begin_a_conversation() -> Story {
    let cast = Cast::assemble().await?;
    let (sofia, cleo) = (tutor(&cast).await?, newcomer(&cast, "Cleo").await?);
    let course = shares(&sofia, &cleo, "Algebra").await?;
    deletes(&sofia, &format!("{COURSES}/{}", course.id)).await?;
    assert_eq!(writes_to(&cleo, sofia.me.id()).await?, StatusCode::FORBIDDEN);
    assert_eq!(writes_about(&cleo, course.id, None).await?.0, StatusCode::CONFLICT);
    Ok(())
}

#[tokio::test]
async fn students_of_one_course_see_each_other_and_do_not_write_to_each_other() -> Story {
    let cast = Cast::assemble().await?;
    let (sofia, cleo) = (tutor(&cast).await?, newcomer(&cast, "Cleo").await?);
    let dora = newcomer(&cast, "Dora").await?;
    let sees = async || listed(&cleo, "/api/v1/users?q=dora", "/name").await;
    assert!(sees().await?.is_empty());
    assert_eq!(writes_to(&cleo, dora.me.id()).await?, StatusCode::NOT_FOUND);
    let course = shares(&sofia, &cleo, "Algebra").await?;
    adds(&sofia, course.id, dora.me.id()).await?;
    assert_eq!(sees().await?, ["Dora"]);
    assert_eq!(writes_to(&cleo, dora.me.id()).await?, StatusCode::FORBIDDEN);
    removes(&dora, course.id, dora.me.id()).await?;
    assert!(sees().await?.is_empty());
    Ok(())
}

#[tokio::test]
async fn who_has_left_the_last_course_keeps_the_rooms_there_are_and_begins_none() -> Story {
    let cast = Cast::assemble().await?;
    let (sofia, ada) = (tutor(&cast).await?, student(&cast).await?);
    let visit = ada.rooms().await?.into_iter().find(|room| room.is_of_appointment() && !room.is_ended());
    let visit = visit.ok_or("the room of their appointment")?.id;
    assert_eq!(groups(&ada, &sofia).await?, StatusCode::CREATED);
    assert_eq!(writes_to(&ada, sofia.me.id()).await?, StatusCode::CREATED);
    let direct = ada.rooms().await?.into_iter().find(|room| room.kind == RoomKind::Direct).ok_or("a room")?.id;
    leaves_all_courses(&ada).await?;

    for (one, other) in [(&ada, &sofia), (&sofia, &ada)] {
        assert_eq!(groups(one, other).await?, StatusCode::FORBIDDEN, "neither appointment nor group leads to one");
    }
    ada.says(visit, "Until Thursday").await?;
    ada.says(direct, "Thank you for the course").await?;
    asks(&ada, Method::POST, &format!("/api/v1/chat/rooms/{direct}/end"), &Value::Null).await?;
    for (one, other) in [(&ada, &sofia), (&sofia, &ada)] {
        assert_eq!(writes_to(one, other.me.id()).await?, StatusCode::OK);
        assert!(ada.sees_room(direct).await?.is_ended(), "it can be read, and is not opened again");
    }
    Ok(())
}

async fn groups(actor: &Actor<'_>, other: &Actor<'_>) -> Outcome<StatusCode> {
    let new = json!({ "kind": "group", "title": "Exam", "users": [other.me.id()] });
    Ok(asks(actor, Method::POST, "/api/v1/chat/rooms", &new).await?.0)
}

async fn leaves_all_courses(student: &Actor<'_>) -> Outcome<()> {
    for course in listed(student, COURSES, "/id").await? {
        removes(student, course.parse()?, student.me.id()).await?;
    }
    Ok(())
}

#[tokio::test]
async fn who_is_of_another_kind_of_practice_or_an_admin_reaches_as_ever() -> Story {
    let cast = Cast::assemble().await?;
    let imani = cast.doctor().await?;
    let tomas = cast.signs_in("patient2@clinic.demo").await?;
    assert_eq!(writes_to(&imani, tomas.me.id()).await?, StatusCode::CREATED);
    let ruth = cast.signs_in("admin@tutoring.demo").await?;
    let cleo = newcomer(&cast, "Cleo").await?;
    assert_eq!(writes_to(&ruth, cleo.me.id()).await?, StatusCode::CREATED);
    Ok(())
}
