//! Making courses, changing them, and what becomes of them.

use super::*;
use crate::server::testing::Story;

#[tokio::test]
async fn the_demo_people_are_in_their_courses() -> Story {
    let cast = Cast::assemble().await?;
    let (sofia, ada) = (tutor(&cast).await?, student(&cast).await?);
    let ben = cast.signs_in("student2@tutoring.demo").await?;
    assert_eq!(listed(&sofia, COURSES, "/title").await?.len(), 2);
    let (hers, his) = (listed(&ada, COURSES, "/id").await?, listed(&ben, COURSES, "/id").await?);
    assert!(hers.len() == 1 && his.len() == 1 && hers != his);
    assert!(ada.active_room().await?.course().is_none(), "the course's room began before");
    Ok(())
}

#[tokio::test]
async fn a_course_comes_with_its_room_and_a_code_that_only_its_tutor_sees() -> Story {
    let cast = Cast::assemble().await?;
    let (sofia, ada) = (tutor(&cast).await?, student(&cast).await?);
    let mut desk = sofia.connects().await?;
    let course = shares(&sofia, &ada, "  Algebra ").await?;
    assert_eq!((course.title.as_str(), course.student_count), ("Algebra", 0));
    let told = desk.hears_of("course:changed").await?["course"].clone();
    assert_eq!((&told["id"], told.get("code")), (&json!(course.id), None));
    let (_, own) = sofia.gets(&format!("{COURSES}/{}", course.id)).await?;
    assert_eq!((own["code"].as_str().map(str::len), &own["studentCount"]), (Some(8), &json!(1)));
    let (_, hers) = ada.gets(&format!("{COURSES}/{}", course.id)).await?;
    assert_eq!((hers.get("code"), &hers["title"]), (None, &json!("Algebra")));
    let room = ada.sees_room(course.room).await?;
    assert_eq!((room.kind.as_str(), room.title.as_deref(), room.unread), ("course", Some("Algebra"), Some(0)));
    assert_eq!(room.course().map(|about| about.id), Some(course.id));
    sofia.says(course.room, "Welcome!").await?;
    assert_eq!(ada.sees_room(course.room).await?.unread, Some(1));
    Ok(())
}

#[tokio::test]
async fn courses_are_given_by_tutors_and_nobody_else() -> Story {
    let cast = Cast::assemble().await?;
    for email in ["student@tutoring.demo", "admin@tutoring.demo", "doctor@clinic.demo", "trainer@fitness.demo"] {
        let actor = cast.signs_in(email).await?;
        let (status, _) = asks(&actor, Method::POST, COURSES, &json!({ "title": "Algebra" })).await?;
        assert_eq!(status, StatusCode::FORBIDDEN, "{email}");
    }
    for email in ["admin@tutoring.demo", "doctor@clinic.demo", "member@fitness.demo"] {
        let actor = cast.signs_in(email).await?;
        for path in [COURSES, "/api/v1/users/available-tutors", "/api/v1/tutors/students"] {
            assert_eq!(actor.gets(path).await?.0, StatusCode::FORBIDDEN, "{email} {path}");
        }
    }
    let (sofia, ada) = (tutor(&cast).await?, student(&cast).await?);
    assert_eq!(sofia.gets("/api/v1/users/available-tutors").await?.0, StatusCode::FORBIDDEN);
    assert_eq!(ada.gets("/api/v1/tutors/students").await?.0, StatusCode::FORBIDDEN);
    for (body, field) in [
        (json!({}), "title"),
        (json!({ "title": " " }), "title"),
        (json!({ "title": "x".repeat(121) }), "title"),
        (json!({ "title": "A", "description": "x".repeat(4001) }), "description"),
        (json!({ "title": "A", "price": "a\nb" }), "price"),
    ] {
        let (status, problem) = asks(&sofia, Method::POST, COURSES, &body).await?;
        assert_eq!((status, &problem["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!(field)), "{body}");
    }
    Ok(())
}

#[tokio::test]
async fn to_all_others_a_course_does_not_exist_and_students_do_not_change_it() -> Story {
    let cast = Cast::assemble().await?;
    let (sofia, ada) = (tutor(&cast).await?, student(&cast).await?);
    let course = shares(&sofia, &ada, "Algebra").await?;
    let one = format!("{COURSES}/{}", course.id);
    let strangers = ["student2@tutoring.demo", "admin@tutoring.demo", "doctor@clinic.demo", "patient@clinic.demo"];
    for (email, expected) in strangers
        .map(|email| (email, StatusCode::NOT_FOUND))
        .into_iter()
        .chain([("student@tutoring.demo", StatusCode::FORBIDDEN)])
    {
        let actor = cast.signs_in(email).await?;
        assert_eq!(asks(&actor, Method::PATCH, &one, &json!({ "title": "Mine" })).await?.0, expected, "{email}");
        assert_eq!(deletes(&actor, &one).await?, expected, "{email}");
        assert_eq!(asks(&actor, Method::POST, &format!("{one}/code"), &json!({})).await?.0, expected, "{email}");
        assert_eq!(actor.gets(&format!("{one}/students")).await?.0, expected, "{email}");
        assert_eq!(adds(&actor, course.id, actor.me.id()).await?, expected, "{email}");
        assert_eq!(removes(&actor, course.id, sofia.me.id()).await?, expected, "{email}");
        let seen = if expected == StatusCode::FORBIDDEN { StatusCode::OK } else { StatusCode::NOT_FOUND };
        assert_eq!(actor.gets(&one).await?.0, seen, "{email}");
    }
    for id in ["not-an-id".into(), CourseId::new().to_string()] {
        assert_eq!(sofia.gets(&format!("{COURSES}/{id}")).await?.0, StatusCode::NOT_FOUND);
    }
    Ok(())
}

#[tokio::test]
async fn a_new_title_is_told_and_stands_in_all_its_rooms() -> Story {
    let cast = Cast::assemble().await?;
    let (sofia, ada) = (tutor(&cast).await?, student(&cast).await?);
    let course = shares(&sofia, &ada, "Algebra").await?;
    let (_, pair) = writes_about(&ada, course.id, None).await?;
    let mut phone = ada.connects().await?;
    let change = json!({ "title": "Algebra II", "price": "30 €" });
    let (status, changed) = asks(&sofia, Method::PATCH, &format!("{COURSES}/{}", course.id), &change).await?;
    assert_eq!((status, &changed["price"]), (StatusCode::OK, &json!("30 €")));
    assert_eq!(phone.hears_of("course:changed").await?["course"]["title"], "Algebra II");
    let room = ada.sees_room(course.room).await?;
    assert_eq!(room.title.as_deref(), Some("Algebra II"));
    assert_eq!(
        room.last_message.map(|last| last.body).as_deref(),
        Some("Sofia Kranz renamed this course to “Algebra II”.")
    );
    let pair = ada.sees_room(pair["id"].as_str().unwrap_or_default().parse()?).await?;
    assert_eq!((pair.title, pair.context.is_some()), (None, true));
    assert_eq!(serde_json::to_value(&pair.context)?["course"]["title"], "Algebra II");
    Ok(())
}

#[tokio::test]
async fn an_archived_course_is_read_on_and_nothing_else() -> Story {
    let cast = Cast::assemble().await?;
    let (sofia, ada) = (tutor(&cast).await?, newcomer(&cast, "Cleo").await?);
    let course = shares(&sofia, &ada, "Algebra").await?;
    let (_, pair) = writes_about(&ada, course.id, None).await?;
    let pair = pair["id"].as_str().unwrap_or_default().parse()?;
    ada.says(pair, "One question").await?;
    let one = format!("{COURSES}/{}", course.id);
    for _ in 0..2 {
        assert_eq!(deletes(&sofia, &one).await?, StatusCode::NO_CONTENT);
    }
    for room in [course.room, pair] {
        assert!(ada.sees_room(room).await?.is_ended());
        assert!(ada.says(room, "Another").await.is_err());
    }
    assert_eq!(writes_about(&ada, course.id, None).await?.1["status"], "ended");
    assert!(ada.gets(&one).await?.1["archivedAt"].is_string());
    assert_eq!(asks(&sofia, Method::PATCH, &one, &json!({ "title": "B" })).await?.0, StatusCode::CONFLICT);
    assert_eq!(asks(&sofia, Method::POST, &format!("{one}/code"), &json!({})).await?.0, StatusCode::CONFLICT);
    assert_eq!(adds(&sofia, course.id, student(&cast).await?.me.id()).await?, StatusCode::CONFLICT);
    let code = course.code.unwrap_or_default();
    assert_eq!(enrols(&student(&cast).await?, &code).await?.1["field"], "code");
    assert!(listed(&ada, "/api/v1/users/available-tutors", "/name").await?.is_empty());
    assert_eq!(removes(&ada, course.id, ada.me.id()).await?, StatusCode::NO_CONTENT);
    assert_eq!(ada.gets(&one).await?.0, StatusCode::NOT_FOUND);
    Ok(())
}

#[tokio::test]
async fn courses_and_students_are_listed_in_pages() -> Story {
    let cast = Cast::assemble().await?;
    let sofia = tutor(&cast).await?;
    for title in ["One", "Two", "Three"] {
        gives(&sofia, title).await?;
    }
    let (_, first) = sofia.gets(&format!("{COURSES}?limit=2")).await?;
    let next = first["next"].as_str().ok_or("there are five")?.to_owned();
    assert_eq!(listed(&sofia, &format!("{COURSES}?limit=2"), "/title").await?, ["Three", "Two"]);
    assert_eq!(listed(&sofia, &format!("{COURSES}?before={next}"), "/title").await?[0], "One");
    assert_eq!(listed(&sofia, &format!("{COURSES}?after={next}"), "/title").await?, ["Three"]);
    assert_eq!(sofia.gets(&format!("{COURSES}?after=x")).await?.1["field"], "after");
    let course = gives(&sofia, "Four").await?;
    for name in ["Cleo", "Dora", "Emil"] {
        let new = newcomer(&cast, name).await?;
        assert_eq!(adds(&sofia, course.id, new.me.id()).await?, StatusCode::CREATED);
    }
    let students = format!("{COURSES}/{}/students?limit=2", course.id);
    assert_eq!(listed(&sofia, &students, "/user/name").await?, ["Cleo", "Dora"]);
    let next = sofia.gets(&students).await?.1["next"].as_str().ok_or("there are three")?.to_owned();
    assert_eq!(listed(&sofia, &format!("{students}&after={next}"), "/user/name").await?, ["Emil"]);
    let people = format!("/api/v1/tutors/students?course={}&limit=1", course.id);
    let next = sofia.gets(&people).await?.1["next"].as_str().ok_or("there are three")?.to_owned();
    assert_eq!(listed(&sofia, &format!("{people}&before={next}"), "/name").await?, ["Dora"]);
    Ok(())
}
