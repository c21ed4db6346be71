//! Only admins write, stop and watch; what is typed wrong is named.

use super::*;
use crate::server::testing::Story;

#[tokio::test]
async fn only_admins_write_stop_and_watch() -> Story {
    let cast = Cast::assemble().await?;
    let (greta, noor, imani) = (admin(&cast, "clinic").await?, cast.patient().await?, cast.doctor().await?);
    let id = sends(&cast, &greta, &letter(&everyone())).await?;
    for person in [&noor, &imani] {
        for (path, body) in [
            (String::new(), letter(&clients())),
            ("/preview".into(), json!({ "cohort": clients() })),
            (format!("/{id}/stop"), Value::Null),
        ] {
            assert_eq!(asks(person, Method::POST, &path, &body).await?.0, StatusCode::FORBIDDEN, "{path}");
        }
        assert_eq!(person.gets(&format!("{ANNOUNCEMENTS}/{id}/recipients")).await?.0, StatusCode::FORBIDDEN);
        assert_eq!(shows(person, id).await?.1["sending"], Value::Null, "how far it has come is the admins'");
    }
    assert_eq!(cast.ask(Method::GET, ANNOUNCEMENTS).send().await?.status(), StatusCode::UNAUTHORIZED);
    Ok(())
}

#[tokio::test]
async fn what_cannot_be_sent_names_the_field() -> Story {
    let cast = Cast::assemble().await?;
    let greta = admin(&cast, "clinic").await?;
    let changed = |field: &str, value: Value| {
        let mut letter = letter(&clients());
        letter[field] = value;
        letter
    };
    let mut late = question(&clients());
    late["deadline"] = json!("2020-01-01T00:00:00Z");
    for (body, field) in [
        (changed("title", json!("  ")), "title"),
        (changed("body", json!("")), "body"),
        (changed("deadline", json!("2035-01-01T00:00:00Z")), "deadline"),
        (late, "deadline"),
    ] {
        let (status, problem) = asks(&greta, Method::POST, "", &body).await?;
        assert_eq!((status, &problem["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!(field)));
    }
    assert_eq!(count(&cast, "select count(*) from announcements").await?, 0);
    Ok(())
}

#[tokio::test]
async fn the_pages_are_there_for_who_may_see_them() -> Story {
    let cast = Cast::assemble().await?;
    let (greta, noor) = (admin(&cast, "clinic").await?, cast.patient().await?);
    let id = sends(&cast, &greta, &question(&clients())).await?;
    let page = async |actor: &Actor<'_>, path: &str| -> Outcome<(StatusCode, String)> {
        let answer = actor.ask(Method::GET, path).send().await?;
        Ok((answer.status(), answer.text().await?))
    };
    let (status, html) = page(&noor, &format!("/patient/announcements/{id}")).await?;
    assert_eq!(status, StatusCode::OK);
    assert!(html.contains("Read and understood") && html.contains("It works again."));
    assert!(!html.contains("Progress"), "how far it has come is the admins'");
    let (_, html) = page(&noor, "/patient/announcements").await?;
    assert!(html.contains("The lift works") && html.contains("Please confirm"));
    let (_, html) = page(&greta, &format!("/admin/announcements/{id}")).await?;
    assert!(html.contains("Progress") && html.contains("Tomas Varga"));
    let (_, html) = page(&greta, "/admin/announcements/new").await?;
    assert!(html.contains("All patients") && html.contains("The patients of Dr. Imani Mbeki"));
    assert_eq!(
        page(&noor, &format!("/patient/announcements/{}", AnnouncementId::new())).await?.0,
        StatusCode::NOT_FOUND
    );
    assert!(page(&noor, "/patient/announcements/new").await?.1.contains("Not found"));
    Ok(())
}
