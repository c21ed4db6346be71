//! The conversation of a student and a tutor about one course.

use super::*;
use crate::chat::Room;
use crate::server::testing::Story;
use std::collections::HashSet;

#[tokio::test]
async fn a_student_and_a_tutor_have_one_conversation_a_course_whoever_asks_and_however_often() -> Story {
    let cast = Cast::assemble().await?;
    let (sofia, cleo) = (tutor(&cast).await?, newcomer(&cast, "Cleo").await?);
    let course = shares(&sofia, &cleo, "Algebra").await?;
    let mut desk = sofia.connects().await?;
    let student = Some(cleo.me.id());
    let asked = (0..100).map(|place| {
        let (actor, with) = if place % 2 == 0 { (&cleo, None) } else { (&sofia, student) };
        writes_about(actor, course.id, with)
    });
    let answers = futures_util::future::join_all(asked).await.into_iter().collect::<Outcome<Vec<_>>>()?;
    assert_eq!(answers.iter().filter(|(status, _)| *status == StatusCode::CREATED).count(), 1);
    assert!(answers.iter().all(|(status, _)| *status == StatusCode::CREATED || *status == StatusCode::OK));
    let ids: HashSet<&str> = answers.iter().filter_map(|(_, room)| room["id"].as_str()).collect();
    assert_eq!(ids.len(), 1);
    let room = &answers[0].1;
    assert_eq!((&room["kind"], &room["title"], &room["memberCount"]), (&json!("course"), &Value::Null, &json!(2)));
    assert_eq!(room["context"], json!({ "course": { "id": course.id, "title": "Algebra" } }));
    assert_eq!(desk.hears_of("chat:changed").await?["room"]["context"]["course"]["title"], "Algebra");
    Ok(())
}

#[tokio::test]
async fn each_course_of_a_pair_has_its_own_and_lists_filter_by_it() -> Story {
    let cast = Cast::assemble().await?;
    let (sofia, cleo) = (tutor(&cast).await?, newcomer(&cast, "Cleo").await?);
    let (algebra, optics) = (shares(&sofia, &cleo, "Algebra").await?, shares(&sofia, &cleo, "Optics").await?);
    let titles = listed(&cleo, "/api/v1/users/available-tutors", "/courses/1/title").await?;
    assert_eq!(titles, ["Optics"], "one tutor, two courses to choose from");
    let answer = cleo.ask(Method::POST, &format!("{COURSES}/{}/conversation", algebra.id)).send().await?;
    assert_eq!(answer.status(), StatusCode::CREATED, "a student needs no body");
    let first: Room = answer.json().await?;
    let (_, second) = writes_about(&sofia, optics.id, Some(cleo.me.id())).await?;
    assert_ne!(json!(first.id), second["id"]);
    let of_algebra = listed(&cleo, &format!("/api/v1/chat/rooms/?course={}", algebra.id), "/id").await?;
    let expected: HashSet<String> = [first.id.to_string(), algebra.room.to_string()].into();
    assert_eq!(of_algebra.into_iter().collect::<HashSet<_>>(), expected);
    let nothing = listed(&cleo, &format!("/api/v1/chat/rooms?course={}", CourseId::new()), "/id").await?;
    assert!(nothing.is_empty());
    assert_eq!(cleo.gets("/api/v1/chat/rooms?course=x").await?.0, StatusCode::NOT_FOUND);
    let courses = cleo.ask(Method::POST, "/fn/courses-of-rooms").json(&json!({})).send().await?;
    let courses: Value = courses.error_for_status()?.json().await?;
    assert_eq!(courses.as_array().map(Vec::len), Some(2));
    Ok(())
}

#[tokio::test]
async fn only_the_two_may_and_only_while_they_share_the_course() -> Story {
    let cast = Cast::assemble().await?;
    let (sofia, cleo) = (tutor(&cast).await?, newcomer(&cast, "Cleo").await?);
    let (ada, dora) = (student(&cast).await?, newcomer(&cast, "Dora").await?);
    let course = shares(&sofia, &cleo, "Algebra").await?;
    adds(&sofia, course.id, dora.me.id()).await?;
    assert_eq!(writes_about(&ada, course.id, None).await?.0, StatusCode::NOT_FOUND);
    assert_eq!(writes_about(&cast.patient().await?, course.id, None).await?.0, StatusCode::NOT_FOUND);
    assert_eq!(writes_about(&cleo, course.id, Some(dora.me.id())).await?.0, StatusCode::FORBIDDEN);
    assert_eq!(writes_about(&sofia, course.id, None).await?.1["field"], "student");
    assert_eq!(writes_about(&sofia, course.id, Some(ada.me.id())).await?.0, StatusCode::NOT_FOUND);

    let room: Room = serde_json::from_value(writes_about(&cleo, course.id, None).await?.1)?;
    cleo.says(room.id, "One question").await?;
    assert!(dora.gets(&format!("/api/v1/chat/rooms/{}", room.id)).await?.0 == StatusCode::NOT_FOUND);
    removes(&sofia, course.id, cleo.me.id()).await?;
    assert!(cleo.says(room.id, "Another").await.is_err() && sofia.says(room.id, "Yes?").await.is_err());
    assert_eq!(cleo.history(room.id, 0).await?.len(), 2, "what was said can be read");
    assert_eq!(writes_about(&cleo, course.id, None).await?.0, StatusCode::NOT_FOUND);
    assert_eq!(writes_about(&sofia, course.id, Some(cleo.me.id())).await?.1["status"], "ended");

    adds(&sofia, course.id, cleo.me.id()).await?;
    cleo.says(room.id, "Here again").await?;
    Ok(())
}

#[tokio::test]
async fn a_conversation_ended_by_hand_is_opened_again_by_asking() -> Story {
    let cast = Cast::assemble().await?;
    let (sofia, cleo) = (tutor(&cast).await?, newcomer(&cast, "Cleo").await?);
    let course = shares(&sofia, &cleo, "Algebra").await?;
    let room: Room = serde_json::from_value(writes_about(&cleo, course.id, None).await?.1)?;
    let end = format!("/api/v1/chat/rooms/{}/end", room.id);
    assert_eq!(asks(&cleo, Method::POST, &end, &json!({})).await?.1["status"], "ended", "by whoever opened it");
    assert_eq!(writes_about(&cleo, course.id, None).await?.1["status"], "active");
    assert_eq!(asks(&sofia, Method::POST, &end, &json!({})).await?.1["status"], "ended");
    assert_eq!(writes_about(&cleo, course.id, None).await?.1["status"], "ended");
    assert_eq!(writes_about(&sofia, course.id, Some(cleo.me.id())).await?.1["status"], "active");
    Ok(())
}

#[tokio::test]
async fn the_tutor_opens_the_courses_room_again_where_it_was_ended_by_hand() -> Story {
    let cast = Cast::assemble().await?;
    let (sofia, cleo) = (tutor(&cast).await?, newcomer(&cast, "Cleo").await?);
    let course = shares(&sofia, &cleo, "Algebra").await?;
    let end = format!("/api/v1/chat/rooms/{}/end", course.room);
    assert_eq!(asks(&cleo, Method::POST, &end, &json!({})).await?.0, StatusCode::FORBIDDEN);
    assert_eq!(asks(&sofia, Method::POST, &end, &json!({})).await?.1["status"], "ended");
    let again = format!("{COURSES}/{}/room", course.id);
    assert_eq!(asks(&cleo, Method::POST, &again, &json!({})).await?.0, StatusCode::FORBIDDEN);
    for _ in 0..2 {
        assert_eq!(asks(&sofia, Method::POST, &again, &json!({})).await?.1["status"], "active");
    }
    cleo.says(course.room, "Here we are").await?;
    Ok(())
}
