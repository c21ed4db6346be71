//! The list of people, and who may look at it.

use super::Outcome;
use crate::server::testing::{Actor, Cast, Story};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use sqlx::Row;

async fn names(actor: &Actor<'_>, query: &str) -> Outcome<Vec<String>> {
    let (status, page) = actor.gets(&format!("/api/v1/people?{query}")).await?;
    assert_eq!(status, StatusCode::OK, "{page}");
    let items = page["items"].as_array().cloned().unwrap_or_default();
    Ok(items.iter().filter_map(|person| person["name"].as_str().map(str::to_owned)).collect())
}

#[tokio::test]
async fn people_are_searched_filtered_and_paged() -> Story {
    let cast = Cast::assemble().await?;
    let greta = cast.clinic_admin().await?;
    let all = ["Dr. Imani Mbeki", "Dr. Jonas Okafor", "Greta Lindenhof", "Noor Rahimi", "Tomas Varga"];
    assert_eq!(names(&greta, "").await?, all);
    assert_eq!(names(&greta, "q=mbEKI").await?, ["Dr. Imani Mbeki"]);
    assert_eq!(names(&greta, "q=patient2@").await?, ["Tomas Varga"], "by the address too");
    assert_eq!(names(&greta, "role=client").await?, ["Noor Rahimi", "Tomas Varga"]);
    let tomas = cast.signs_in("patient2@clinic.demo").await?;
    greta.suspends(&tomas).await?;
    assert_eq!(names(&greta, "state=suspended").await?, ["Tomas Varga"]);
    assert_eq!(names(&greta, "state=active&role=client").await?, ["Noor Rahimi"]);
    let mut walked = Vec::new();
    let mut path = "/api/v1/people?limit=2".to_owned();
    loop {
        let page = greta.gets(&path).await?.1;
        walked.extend(page["items"].as_array().cloned().unwrap_or_default());
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/api/v1/people?limit=2&after={next}");
    }
    assert_eq!(walked.iter().filter_map(|person| person["name"].as_str()).collect::<Vec<_>>(), all);
    assert_eq!(walked[4]["state"], "suspended");
    for wrong in ["state=asleep", "role=nurse", "limit=0", "after=0190a000-0000-7000-8000-000000000001"] {
        assert_eq!(
            greta.gets(&format!("/api/v1/people?{wrong}")).await?.0,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{wrong}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn only_admins_do_what_admins_do_and_only_in_their_practice() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let paul = cast.signs_in("admin@veterinary.demo").await?;
    let person = format!("people/{}", noor.me.id());
    let deeds: [(Method, String, Value); 11] = [
        (Method::GET, "people".into(), Value::Null),
        (Method::GET, person.clone(), Value::Null),
        (Method::PATCH, person.clone(), json!({ "role": "admin" })),
        (Method::POST, format!("{person}/suspend"), Value::Null),
        (Method::POST, format!("{person}/unsuspend"), Value::Null),
        (Method::POST, format!("{person}/reset"), Value::Null),
        (Method::GET, "invitations".into(), Value::Null),
        (Method::POST, "invitations".into(), json!({ "role": "admin" })),
        (Method::PATCH, "practice".into(), json!({ "name": "Mine" })),
        (Method::POST, "practice/join-code".into(), Value::Null),
        (Method::GET, "audit".into(), Value::Null),
    ];
    for (method, path, body) in deeds {
        for actor in [&noor, &imani] {
            let (status, answer) = actor.sends_to(method.clone(), &path, &body).await?;
            assert_eq!((status, &answer["code"]), (StatusCode::FORBIDDEN, &json!("forbidden")), "{method} {path}");
        }
        if path.starts_with("people/") {
            assert_eq!(paul.sends_to(method.clone(), &path, &body).await?.0, StatusCode::NOT_FOUND, "{method} {path}");
        }
        let nobody = cast.ask(method.clone(), &format!("/api/v1/{path}")).json(&body).send().await?;
        assert_eq!(nobody.status(), StatusCode::UNAUTHORIZED, "{method} {path}");
    }
    let made = cast.clinic_admin().await?.invites(&json!({ "role": "client" })).await?;
    let foreign = paul.ask(Method::DELETE, &format!("/api/v1/invitations/{}", made.invitation.id)).send().await?;
    assert_eq!(foreign.status(), StatusCode::NOT_FOUND);
    assert_eq!(paul.gets("/api/v1/invitations").await?.1["items"], json!([]));
    Ok(())
}

#[tokio::test]
async fn the_admins_pages_are_there_for_admins_alone() -> Story {
    let cast = Cast::assemble().await?;
    let (greta, imani) = (cast.clinic_admin().await?, cast.doctor().await?);
    let person = format!("/admin/people/{}", imani.me.id());
    let pages = ["/admin", "/admin/people", "/admin/invitations", "/admin/practice", "/admin/audit", &person];
    for path in pages {
        let answer = greta.ask(Method::GET, path).header("accept", "text/html").send().await?;
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        let foreign = imani.ask(Method::GET, path).header("accept", "text/html").send().await?;
        assert_eq!(foreign.headers()["location"], "/doctor", "{path}");
        let under_own = path.replace("/admin", "/doctor");
        if path != "/admin" {
            let missing = imani.ask(Method::GET, &under_own).header("accept", "text/html").send().await?;
            assert_eq!(missing.status(), StatusCode::NOT_FOUND, "{under_own}");
        }
    }
    let stranger = greta.ask(Method::GET, "/admin/people/nobody").header("accept", "text/html").send().await?;
    assert_eq!(stranger.status(), StatusCode::NOT_FOUND);
    Ok(())
}

#[tokio::test]
async fn a_token_lets_nobody_else_in() -> Story {
    let cast = Cast::assemble().await?;
    let (greta, noor) = (cast.clinic_admin().await?, cast.patient().await?);
    let form = [("name", "Script"), ("scope", "write"), ("expires", "30")];
    let made = greta.ask(Method::POST, "/fn/make-token").form(&form).send().await?;
    let token: String = made.error_for_status()?.json().await?;
    let person = format!("/api/v1/people/{}", noor.me.id());
    for (method, path, body) in [
        (Method::POST, format!("{person}/reset"), Value::Null),
        (Method::PATCH, person, json!({ "role": "admin" })),
        (Method::POST, "/api/v1/invitations".into(), json!({ "role": "admin" })),
    ] {
        let answer = cast.ask(method, &path).bearer_auth(&token).json(&body).send().await?;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(cast.ask(Method::GET, "/api/v1/people").bearer_auth(&token).send().await?.status(), StatusCode::OK);
    Ok(())
}

/// The list of ten thousand people is read from where its page begins, not from the start.
#[tokio::test]
async fn a_page_of_ten_thousand_people_comes_from_the_index() -> Story {
    let cast = Cast::assemble().await?;
    let practice = cast.clinic_admin().await?.me.practice.id.0;
    sqlx::query(
        "insert into users (id, practice_id, role, name, email, password_hash, time_zone)
         select gen_random_uuid(), $1, 'client', 'Person ' || n, n || '@many.example', '', 'UTC'
         from generate_series(1, 10000) n",
    )
    .bind(practice)
    .execute(&cast.state.pool)
    .await?;
    sqlx::query("analyze users").execute(&cast.state.pool).await?;
    let plan = sqlx::query(
        "explain select id from users
         where practice_id = $1 and (name_folded, id) > ($2, $3)
           and ($4 = '' or strpos(name_folded, folded($4)) > 0 or strpos(email, lower($4)) > 0)
         order by name_folded, id limit $5",
    )
    .bind(practice)
    .bind("person 5")
    .bind(uuid::Uuid::nil())
    .bind("")
    .bind(51_i64)
    .fetch_all(&cast.state.pool)
    .await?;
    let plan: Vec<String> = plan.iter().map(|row| row.get(0)).collect();
    let plan = plan.join("\n");
    assert!(plan.contains("users_name_idx") && !plan.contains("Sort") && !plan.contains("Seq Scan"), "{plan}");
    Ok(())
}
