//! The record of deeds.

use crate::accounts::store::first_break;
use crate::server::testing::{Cast, Story};
use serde_json::{Value, json};

/// A practice in which a few things were done.
async fn after_some_deeds() -> Result<Cast, Box<dyn std::error::Error>> {
    let cast = Cast::assemble().await?;
    let (greta, noor) = (cast.clinic_admin().await?, cast.patient().await?);
    greta.invites(&json!({ "role": "client" })).await?;
    greta.suspends(&noor).await?;
    greta.unsuspends(&noor).await?;
    greta.patches_at("practice", &json!({ "note": "Closed in July" })).await?;
    drop((greta, noor));
    Ok(cast)
}

#[tokio::test]
async fn each_deed_is_kept_and_told_to_the_admins() -> Story {
    let cast = Cast::assemble().await?;
    let (greta, noor) = (cast.clinic_admin().await?, cast.patient().await?);
    let (mut admins_page, mut other_page) = (greta.connects().await?, noor.connects().await?);
    greta.gives_role(&noor, "practitioner").await?;
    admins_page.hears_of("audit:grew").await?;
    assert_eq!(other_page.is_closed_with().await?, 4401);
    let page = greta.gets("/api/v1/audit").await?.1;
    let entry = &page["items"][0];
    assert_eq!((&entry["deed"], &entry["number"]), (&json!("role_changed"), &json!(1)));
    assert_eq!(
        (&entry["actor"]["name"], &entry["subject"]["name"]),
        (&json!("Greta Lindenhof"), &json!("Noor Rahimi"))
    );
    assert_eq!(entry["details"], json!({ "from": "client", "to": "practitioner" }));
    Ok(())
}

#[tokio::test]
async fn the_record_is_paged_and_each_practice_has_its_own() -> Story {
    let cast = after_some_deeds().await?;
    let greta = cast.clinic_admin().await?;
    let mut numbers = Vec::new();
    let mut path = "/api/v1/audit?limit=3".to_owned();
    loop {
        let page = greta.gets(&path).await?.1;
        numbers.extend(page["items"].as_array().into_iter().flatten().filter_map(|entry| entry["number"].as_i64()));
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/api/v1/audit?limit=3&before={next}");
    }
    assert_eq!(numbers, [4, 3, 2, 1]);
    let paul = cast.signs_in("admin@veterinary.demo").await?;
    assert_eq!(paul.gets("/api/v1/audit").await?.1["items"], Value::Array(Vec::new()));
    Ok(())
}

#[tokio::test]
async fn nothing_in_it_can_be_rewritten() -> Story {
    let cast = after_some_deeds().await?;
    for statement in ["update audit set deed = 'joined'", "delete from audit", "truncate audit"] {
        assert!(sqlx::query(statement).execute(&cast.state.pool).await.is_err(), "{statement}");
    }
    assert_eq!(first_break(&mut *cast.state.read().await?, None).await?, None);
    Ok(())
}

#[tokio::test]
async fn what_is_changed_by_hand_is_found() -> Story {
    let cast = after_some_deeds().await?;
    let practice = cast.clinic_admin().await?.me.practice.id;
    for (by_hand, number) in [
        ("update audit set details = '{\"to\": \"admin\"}' where number = 2", 2),
        ("update audit set at = at + interval '1 second' where number = 1", 1),
        ("delete from audit where number = 3", 4),
        ("delete from audit where number = 4", 4),
        ("delete from audit", 4),
        ("update audit_heads set number = 9", 9),
    ] {
        let mut tx = crate::server::db::begin(&cast.state.pool).await?;
        sqlx::query("alter table audit disable trigger audit_append_only").execute(&mut *tx).await?;
        sqlx::query(by_hand).execute(&mut *tx).await?;
        let found = first_break(&mut tx, None).await?.ok_or(by_hand)?;
        assert_eq!((found.practice, found.number), (practice, number), "{by_hand}");
        assert_eq!(first_break(&mut tx, Some(practice)).await?, Some(found));
        tx.rollback().await?;
    }
    assert_eq!(first_break(&mut *cast.state.read().await?, None).await?, None);
    Ok(())
}

#[tokio::test]
async fn deeds_done_at_once_make_one_chain() -> Story {
    let cast = Cast::assemble().await?;
    let greta = cast.clinic_admin().await?;
    let body = json!({ "role": "client" });
    futures_util::future::try_join_all((0..20).map(|_| greta.invites(&body))).await?;
    assert_eq!(first_break(&mut *cast.state.read().await?, None).await?, None);
    let count: i64 = sqlx::query_scalar("select max(number) from audit").fetch_one(&cast.state.pool).await?;
    assert_eq!(count, 20);
    Ok(())
}
