//! Coming into a course by code and by its tutor, guessing, and going.

use super::*;
use crate::courses::store::enrol_by_code;
use crate::server::testing::Story;

#[tokio::test]
async fn a_code_enrols_however_it_is_typed_and_once() -> Story {
    let cast = Cast::assemble().await?;
    let (sofia, cleo) = (tutor(&cast).await?, newcomer(&cast, "Cleo").await?);
    let course = gives(&sofia, "Algebra").await?;
    let mut desk = sofia.connects().await?;
    let code = course.code.unwrap_or_default();
    let (status, enrolled) = enrols(&cleo, &format!(" {}-{} ", &code[..4].to_lowercase(), &code[4..])).await?;
    assert_eq!((status, &enrolled["id"]), (StatusCode::CREATED, &json!(course.id)));
    assert_eq!(enrols(&cleo, &code).await?.0, StatusCode::OK);
    assert_eq!(desk.hears_of("course:changed").await?["course"]["studentCount"], 1);
    let last = cleo.sees_room(course.room).await?.last_message.ok_or("nothing was said")?;
    assert_eq!(last.body, "Cleo joined the course.");
    let students = format!("{COURSES}/{}/students", course.id);
    assert_eq!(listed(&sofia, &students, "/how").await?, ["code"]);
    Ok(())
}

#[tokio::test]
async fn of_a_hundred_enrolments_at_once_one_row_is_made() -> Story {
    let cast = Cast::assemble().await?;
    let (sofia, cleo) = (tutor(&cast).await?, newcomer(&cast, "Cleo").await?);
    let course = gives(&sofia, "Algebra").await?;
    let code = course.code.unwrap_or_default();
    let tried = (0..100).map(|_| async {
        let mut tx = cast.state.begin().await?;
        let (_, is_new) = enrol_by_code(&mut tx, &cleo.me, &code).await?;
        tx.commit().await?;
        Ok::<bool, crate::error::AppError>(is_new)
    });
    let new = futures_util::future::join_all(tried).await.into_iter().collect::<Result<Vec<_>, _>>()?;
    assert_eq!(new.iter().filter(|is_new| **is_new).count(), 1);
    let rows: i64 = sqlx::query_scalar("select count(*) from enrolments where course_id = $1")
        .bind(course.id)
        .fetch_one(&cast.state.pool)
        .await?;
    assert_eq!(rows, 1);
    assert_eq!(cleo.sees_room(course.room).await?.member_count, 2);
    assert_eq!(cleo.history(course.room, 0).await?.len(), 1, "the room says once that somebody came");
    Ok(())
}

#[tokio::test]
async fn guessing_codes_is_slowed() -> Story {
    let cast = Cast::assemble().await?;
    let (sofia, cleo) = (tutor(&cast).await?, newcomer(&cast, "Cleo").await?);
    let course = gives(&sofia, "Algebra").await?;
    for guess in 0..10 {
        let (status, problem) = enrols(&cleo, &format!("AAAAAAA{}", char::from(b'B' + guess))).await?;
        assert_eq!((status, &problem["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("code")));
    }
    let (status, problem) = enrols(&cleo, course.code.as_deref().unwrap_or_default()).await?;
    assert_eq!((status, &problem["code"]), (StatusCode::TOO_MANY_REQUESTS, &json!("slow_down")));
    assert_eq!(adds(&sofia, course.id, cleo.me.id()).await?, StatusCode::CREATED, "the tutor need not guess");
    Ok(())
}

#[tokio::test]
async fn codes_of_other_practices_renewed_ones_and_none_are_told_alike() -> Story {
    let cast = Cast::assemble().await?;
    let (sofia, cleo) = (tutor(&cast).await?, newcomer(&cast, "Cleo").await?);
    let course = gives(&sofia, "Algebra").await?;
    let old = course.code.clone().unwrap_or_default();
    let (status, renewed) = asks(&sofia, Method::POST, &format!("{COURSES}/{}/code", course.id), &json!({})).await?;
    assert_eq!(status, StatusCode::OK);
    let new = renewed["code"].as_str().unwrap_or_default().to_owned();
    assert_ne!(old, new);
    let refusals = [enrols(&cleo, &old).await?, enrols(&cleo, "ZZZZZZZZ").await?, enrols(&cleo, "0").await?];
    assert_eq!(refusals[0].0, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refusals.iter().all(|refusal| refusal == &refusals[0]), "{refusals:?}");
    assert_eq!(enrols(&cleo, &new).await?.0, StatusCode::CREATED);
    for email in ["patient@clinic.demo", "tutor@tutoring.demo", "admin@tutoring.demo"] {
        assert_eq!(enrols(&cast.signs_in(email).await?, &new).await?.0, StatusCode::FORBIDDEN, "{email}");
    }
    sqlx::query("update practices set kind = 'tutoring' where join_code = 'clinic-demo'")
        .execute(&cast.state.pool)
        .await?;
    let noor = cast.patient().await?;
    assert_eq!(enrols(&noor, &new).await?.1["field"], "code", "a code holds in its own practice");
    Ok(())
}

#[tokio::test]
async fn a_tutor_enrols_clients_of_the_practice_and_nobody_else() -> Story {
    let cast = Cast::assemble().await?;
    let (sofia, cleo) = (tutor(&cast).await?, newcomer(&cast, "Cleo").await?);
    let course = gives(&sofia, "Algebra").await?;
    let mut phone = cleo.connects().await?;
    assert_eq!(adds(&sofia, course.id, cleo.me.id()).await?, StatusCode::CREATED);
    assert_eq!(adds(&sofia, course.id, cleo.me.id()).await?, StatusCode::OK);
    assert_eq!(phone.hears_of("chat:changed").await?["room"]["id"], json!(course.room));
    assert_eq!(phone.hears_of("course:changed").await?["course"]["title"], "Algebra");
    let noor = cast.patient().await?;
    for stranger in [noor.me.id(), UserId::new()] {
        assert_eq!(adds(&sofia, course.id, stranger).await?, StatusCode::NOT_FOUND);
    }
    let admin = cast.signs_in("admin@tutoring.demo").await?;
    let (status, problem) = asks(&sofia, Method::PUT, &student_path(course.id, admin.me.id()), &Value::Null).await?;
    assert_eq!((status, &problem["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("user")));
    let asked = json!({ "course": course.id, "text": "", "after": null });
    let token_less = sofia.ask(Method::POST, "/fn/find-students").json(&asked).send().await?;
    let found: Vec<crate::accounts::Person> = token_less.error_for_status()?.json().await?;
    let names: Vec<String> = found.into_iter().map(|person| person.user.name).collect();
    assert_eq!(names, ["Ada Lindqvist", "Ben Hauser"], "those who are not enrolled");
    Ok(())
}

#[tokio::test]
async fn whoever_leaves_or_is_removed_is_out_of_its_room_and_what_was_said_stays() -> Story {
    let cast = Cast::assemble().await?;
    let (sofia, cleo) = (tutor(&cast).await?, newcomer(&cast, "Cleo").await?);
    let dora = newcomer(&cast, "Dora").await?;
    let course = shares(&sofia, &cleo, "Algebra").await?;
    adds(&sofia, course.id, dora.me.id()).await?;
    cleo.says(course.room, "Hello").await?;
    let (mut phone, mut other) = (cleo.connects().await?, dora.connects().await?);
    assert_eq!(removes(&dora, course.id, cleo.me.id()).await?, StatusCode::FORBIDDEN);
    assert_eq!(removes(&cleo, course.id, cleo.me.id()).await?, StatusCode::NO_CONTENT);
    assert_eq!(phone.hears_of("chat:left").await?["room"], json!(course.room));
    assert_eq!(phone.hears_of("course:left").await?, json!({ "type": "course:left", "course": course.id }));
    assert_eq!(other.hears_of("course:changed").await?["course"]["studentCount"], 1);
    assert_eq!(cleo.gets(&format!("{COURSES}/{}", course.id)).await?.0, StatusCode::NOT_FOUND);
    assert!(cleo.says(course.room, "Still there?").await.is_err());
    for _ in 0..2 {
        assert_eq!(removes(&sofia, course.id, dora.me.id()).await?, StatusCode::NO_CONTENT);
    }
    let bodies: Vec<String> = sofia.history(course.room, 0).await?.into_iter().map(|message| message.body).collect();
    let end = ["Hello", "Cleo left the course.", "Sofia Kranz removed Dora from the course."];
    assert_eq!(bodies[bodies.len() - 3..], end);
    assert_eq!(adds(&sofia, course.id, cleo.me.id()).await?, StatusCode::CREATED, "one may come back");
    assert_eq!(cleo.sees_room(course.room).await?.unread, Some(0));
    Ok(())
}
