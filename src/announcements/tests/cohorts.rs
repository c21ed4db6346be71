//! Whom each cohort has in it.

use super::*;
use crate::server::testing::Story;

async fn reached(cast: &Cast, author: &Actor<'_>, cohort: &Value) -> Outcome<Vec<String>> {
    let (status, audience) = asks(author, Method::POST, "/preview", &json!({ "cohort": cohort })).await?;
    assert_eq!(status, StatusCode::OK, "{audience}");
    let id = sends(cast, author, &letter(cohort)).await?;
    let told = told(cast, id).await?;
    assert_eq!(audience["count"], told.len(), "who was shown before is who was told");
    assert_eq!(audience["items"].as_array().map(Vec::len), Some(told.len()));
    Ok(told)
}

#[tokio::test]
async fn everyone_is_the_practice_without_whoever_writes() -> Story {
    let cast = Cast::assemble().await?;
    let greta = admin(&cast, "clinic").await?;
    let clinic = ["doctor2@clinic.demo", "doctor@clinic.demo", "patient2@clinic.demo", "patient@clinic.demo"];
    assert_eq!(reached(&cast, &greta, &everyone()).await?, clinic);
    assert_eq!(reached(&cast, &greta, &clients()).await?, clinic[2..]);
    let doctors = json!({ "kind": "role", "role": "practitioner" });
    assert_eq!(reached(&cast, &greta, &doctors).await?, clinic[..2]);
    Ok(())
}

#[tokio::test]
async fn a_practitioners_clients_are_their_own() -> Story {
    let cast = Cast::assemble().await?;
    let (greta, imani) = (admin(&cast, "clinic").await?, cast.doctor().await?);
    fills(&cast, 3).await?;
    let hers: Vec<String> = query_scalar(
        "select distinct u.email from own_clients o join users u on u.id = o.client_id where o.practitioner_id = $1
         order by 1",
    )
    .bind(imani.me.id.0)
    .fetch_all(&cast.state.pool)
    .await?;
    assert!(!hers.is_empty());
    let cohort = json!({ "kind": "clients", "practitioner": imani.me.id });
    assert_eq!(reached(&cast, &greta, &cohort).await?, hers);
    Ok(())
}

#[tokio::test]
async fn a_courses_students_are_those_who_are_enrolled() -> Story {
    let cast = Cast::assemble().await?;
    let (ruth, sofia) = (admin(&cast, "tutoring").await?, cast.signs_in("tutor@tutoring.demo").await?);
    let ben = cast.signs_in("student2@tutoring.demo").await?;
    let new = json!({ "title": "Optics" });
    let course: Value = sofia.ask(Method::POST, "/api/v1/courses").json(&new).send().await?.json().await?;
    let student = format!("/api/v1/courses/{}/students/{}", course["id"].as_str().unwrap_or_default(), ben.me.id);
    let cohort = json!({ "kind": "course", "course": course["id"] });
    let (status, problem) = asks(&ruth, Method::POST, "", &letter(&cohort)).await?;
    assert_eq!((status, &problem["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("cohort")), "nobody is in it");
    sofia.ask(Method::PUT, &student).json(&Value::Null).send().await?.error_for_status()?;
    assert_eq!(reached(&cast, &ruth, &cohort).await?, ["student2@tutoring.demo"]);
    Ok(())
}

#[tokio::test]
async fn other_practices_are_never_reached() -> Story {
    let cast = Cast::assemble().await?;
    let (greta, paul) = (admin(&cast, "clinic").await?, admin(&cast, "veterinary").await?);
    let imani = cast.doctor().await?;
    let theirs = json!({ "kind": "clients", "practitioner": imani.me.id });
    for (path, body) in [("", letter(&theirs)), ("/preview", json!({ "cohort": theirs }))] {
        let (status, problem) = asks(&paul, Method::POST, path, &body).await?;
        assert_eq!((status, &problem["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("cohort")));
    }
    let id = sends(&cast, &greta, &everyone_asked()).await?;
    for path in ["", "/recipients"] {
        assert_eq!(paul.gets(&format!("{ANNOUNCEMENTS}/{id}{path}")).await?.0, StatusCode::NOT_FOUND);
    }
    let stopping = asks(&paul, Method::POST, &format!("/{id}/stop"), &Value::Null).await?;
    assert_eq!(stopping.0, StatusCode::NOT_FOUND);
    assert_eq!(paul.gets(ANNOUNCEMENTS).await?.1["items"], json!([]));
    Ok(())
}

fn everyone_asked() -> Value {
    question(&everyone())
}

#[tokio::test]
async fn who_would_be_told_is_searched_and_paged() -> Story {
    let cast = Cast::assemble().await?;
    let greta = admin(&cast, "clinic").await?;
    fills(&cast, 12).await?;
    let asked = json!({ "cohort": clients(), "q": "client 1", "limit": 3 });
    let (_, first) = asks(&greta, Method::POST, "/preview", &asked).await?;
    assert_eq!((&first["count"], first["items"].as_array().map(Vec::len)), (&json!(14), Some(3)));
    let rest = json!({ "cohort": clients(), "q": "client 1", "after": first["next"] });
    let (_, rest) = asks(&greta, Method::POST, "/preview", &rest).await?;
    assert_eq!((rest["items"].as_array().map(Vec::len), &rest["next"]), (Some(1), &Value::Null));
    Ok(())
}

#[tokio::test]
async fn suspended_people_are_not_told() -> Story {
    let cast = Cast::assemble().await?;
    let greta = admin(&cast, "clinic").await?;
    suspends(&cast, "patient2@clinic.demo").await?;
    assert_eq!(reached(&cast, &greta, &clients()).await?, ["patient@clinic.demo"]);
    let id = writes(&greta, &letter(&everyone())).await?;
    suspends(&cast, "doctor2@clinic.demo").await?;
    run_due(&cast.state, SENDING).await?;
    assert_eq!(told(&cast, id).await?, ["doctor@clinic.demo", "patient@clinic.demo"]);
    assert_eq!(listed(&greta, id, "").await?, ["Dr. Imani Mbeki", "Noor Rahimi"], "nobody waits for who was put out");
    Ok(())
}
