//! What is said of a database that cannot be used.

use crate::server::knocking::knock;
use crate::server::testing::{Story, database};
use sqlx::postgres::PgConnectOptions;
use std::time::Duration;

#[tokio::test]
async fn a_database_that_is_not_utf_8_is_refused() -> Story {
    let database = database().await?;
    let name = format!("test_{}", uuid::Uuid::now_v7().simple());
    let create = format!("create database {name} template template0 encoding 'LATIN1' locale 'C'");
    sqlx::query(&create).execute(&database.pool).await?;
    let refusal =
        knock(&database.options.clone().database(&name), false, Duration::ZERO).await.err().unwrap_or_default();
    sqlx::query(&format!("drop database {name} with (force)")).execute(&database.pool).await?;
    assert!(["DATABASE_URL", "LATIN1", "UTF8"].iter().all(|word| refusal.contains(word)), "{refusal}");
    Ok(())
}

#[tokio::test]
async fn a_database_that_lets_nobody_in_is_refused_by_its_setting() -> Story {
    let database = database().await?;
    assert!(knock(&database.options, false, Duration::ZERO).await.is_ok());
    for (options, sentence) in [
        (
            PgConnectOptions::new_without_pgpass().host("127.0.0.1").port(1),
            "The server of DATABASE_URL does not answer",
        ),
        (database.options.clone().database("nowhere"), "The server of DATABASE_URL has no database nowhere."),
        (database.options.clone().username("stranger"), "The server of DATABASE_URL does not let Attend in"),
    ] {
        let refusal = knock(&options, false, Duration::ZERO).await.err().unwrap_or_default();
        assert!(refusal.starts_with(sentence), "{refusal}");
        let refusal = knock(&options, true, Duration::ZERO).await.err().unwrap_or_default();
        assert!(refusal.starts_with("The private Postgres does not answer"), "{refusal}");
    }
    Ok(())
}
