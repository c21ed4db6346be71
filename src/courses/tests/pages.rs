//! The pages as the server draws them.

use super::*;
use crate::server::testing::Story;

async fn page(actor: &Actor<'_>, path: &str) -> Outcome<(StatusCode, String)> {
    let answer = actor.ask(Method::GET, path).header("accept", "text/html").send().await?;
    Ok((answer.status(), answer.text().await?))
}

#[tokio::test]
async fn tutors_and_students_find_their_courses_and_what_they_do_with_them() -> Story {
    let cast = Cast::assemble().await?;
    let (sofia, cleo) = (tutor(&cast).await?, newcomer(&cast, "Cleo").await?);
    let (_, empty) = page(&cleo, "/student/courses").await?;
    assert!(empty.contains("No courses yet") && empty.contains("Enrol with a code"));
    let course = shares(&sofia, &cleo, "Algebra").await?;
    let code = crate::courses::code_in_halves(&course.code.clone().unwrap_or_default());
    let here = format!("courses/{}", course.id);

    let (status, list) = page(&sofia, "/tutor/courses").await?;
    assert!(status == StatusCode::OK && list.contains(&here) && list.contains("New course"));
    assert!(list.contains("Cleo"), "those who are enrolled");
    let (status, own) = page(&sofia, &format!("/tutor/{here}")).await?;
    assert_eq!(status, StatusCode::OK);
    for text in ["Algebra", &code, "Cleo", "Add students", "Archive", "Course room"] {
        assert!(own.contains(text), "{text}");
    }
    let (status, theirs) = page(&cleo, &format!("/student/{here}")).await?;
    assert_eq!(status, StatusCode::OK);
    assert!(theirs.contains("Message the tutor") && theirs.contains("Leave course"));
    assert!(!theirs.contains(&code) && !theirs.contains("Add students"));
    Ok(())
}

#[tokio::test]
async fn there_are_no_courses_for_others() -> Story {
    let cast = Cast::assemble().await?;
    let (sofia, ada, noor) = (tutor(&cast).await?, student(&cast).await?, cast.patient().await?);
    let course = gives(&sofia, "Algebra").await?;
    let ruth = cast.signs_in("admin@tutoring.demo").await?;
    for (actor, path) in [
        (&ada, format!("/student/courses/{}", course.id)),
        (&ada, "/student/courses/x".into()),
        (&noor, "/patient/courses".into()),
        (&noor, format!("/patient/courses/{}", course.id)),
        (&ruth, "/admin/courses".into()),
    ] {
        let (status, text) = page(actor, &path).await?;
        assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
        assert!(!text.contains("Algebra"), "{path}");
    }
    assert!(!page(&noor, "/patient").await?.1.contains(">Courses<"));
    assert!(page(&ada, "/student").await?.1.contains(">Courses<"));
    Ok(())
}
