//! What admins change of the practice, and who learns of it.

use crate::server::testing::{Cast, Story};
use reqwest::{Method, StatusCode};
use serde_json::json;

#[tokio::test]
async fn what_is_changed_is_told_to_everybody_at_once() -> Story {
    let cast = Cast::assemble().await?;
    let (greta, noor) = (cast.clinic_admin().await?, cast.patient().await?);
    let mut page = noor.connects().await?;
    let change = json!({ "name": "Lindenhof", "phone": " 030 1234 ", "note": "Open from 8 to 18", "editMinutes": 15 });
    let (status, sheet) = greta.patches_at("practice", &change).await?;
    assert_eq!(status, StatusCode::OK);
    assert_eq!((&sheet["name"], &sheet["phone"]), (&json!("Lindenhof"), &json!("030 1234")));
    assert_eq!((&sheet["joinCode"], &sheet["signUpOpen"]), (&json!("clinic-demo"), &json!(true)));
    let told = page.hears_of("account:changed").await?["user"]["practice"].clone();
    assert_eq!((&told["name"], &told["editMinutes"]), (&json!("Lindenhof"), &json!(15)));
    let seen = noor.gets("/api/v1/practice").await?.1;
    assert_eq!((&seen["note"], seen.get("joinCode")), (&json!("Open from 8 to 18"), None));
    let (_, sheet) = greta.patches_at("practice", &json!({ "phone": "", "editMinutes": null })).await?;
    assert_eq!((sheet.get("phone"), sheet.get("editMinutes"), &sheet["name"]), (None, None, &json!("Lindenhof")));
    Ok(())
}

#[tokio::test]
async fn what_does_not_hold_is_told_by_field() -> Story {
    let cast = Cast::assemble().await?;
    let greta = cast.clinic_admin().await?;
    for (change, field) in [
        (json!({ "name": " " }), "name"),
        (json!({ "timeZone": "Europe/Atlantis" }), "timeZone"),
        (json!({ "editMinutes": -1 }), "editMinutes"),
        (json!({ "deleteMinutes": 525_601 }), "deleteMinutes"),
        (json!({ "phone": "x".repeat(61) }), "phone"),
    ] {
        let (status, problem) = greta.patches_at("practice", &change).await?;
        assert_eq!((status, &problem["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!(field)));
    }
    assert_eq!(greta.gets("/api/v1/practice").await?.1["name"], "Lindenhof Clinic");
    Ok(())
}

#[tokio::test]
async fn how_long_messages_may_be_edited_holds_at_once() -> Story {
    let cast = Cast::assemble().await?;
    let (greta, noor) = (cast.clinic_admin().await?, cast.patient().await?);
    let message = noor.says(noor.active_room().await?.id, "Good morning").await?;
    sqlx::query("update messages set created_at = now() - interval '20 minutes' where id = $1")
        .bind(message.id.0)
        .execute(&cast.state.pool)
        .await?;
    let path = format!("chat/messages/{}", message.id);
    assert_eq!(noor.patches_at(&path, &json!({ "body": "Good evening" })).await?.0, StatusCode::OK);
    greta.patches_at("practice", &json!({ "editMinutes": 15, "deleteMinutes": 15 })).await?;
    assert_eq!(noor.patches_at(&path, &json!({ "body": "Good night" })).await?.0, StatusCode::FORBIDDEN);
    let delete = || noor.ask(Method::DELETE, &format!("/api/v1/{path}")).send();
    assert_eq!(delete().await?.status(), StatusCode::FORBIDDEN);
    greta.patches_at("practice", &json!({ "editMinutes": null, "deleteMinutes": 60 })).await?;
    assert_eq!(noor.patches_at(&path, &json!({ "body": "Good night" })).await?.0, StatusCode::OK);
    assert_eq!(delete().await?.status(), StatusCode::NO_CONTENT);
    Ok(())
}

#[tokio::test]
async fn the_join_code_is_renewed_and_switched_off() -> Story {
    let cast = Cast::assemble().await?;
    let greta = cast.clinic_admin().await?;
    let sign_up = async |code: &str, email: &str| {
        let body = json!({ "practice": code, "name": "Lena", "email": email, "password": super::NEW_PASSWORD });
        cast.ask(Method::POST, "/api/v1/auth/sign-up").json(&body).send().await.map(|answer| answer.status())
    };
    let (_, sheet) = greta.posts_to("practice/join-code", &json!({})).await?;
    let code = sheet["joinCode"].as_str().ok_or("a code")?;
    assert_eq!(sign_up("clinic-demo", "one@mail.example").await?, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(sign_up(code, "one@mail.example").await?, StatusCode::CREATED);
    greta.patches_at("practice", &json!({ "signUpOpen": false })).await?;
    assert_eq!(sign_up(code, "two@mail.example").await?, StatusCode::UNPROCESSABLE_ENTITY);
    greta.patches_at("practice", &json!({ "signUpOpen": true })).await?;
    assert_eq!(sign_up(code, "two@mail.example").await?, StatusCode::CREATED);
    Ok(())
}
