//! The schema and what is seeded into it.

use crate::error::AppError;
use crate::live::bus::Bus;
use crate::live::hub::Hub;
use crate::server::testing::{Cast, Story, database, dies_after};
use crate::server::{db, demo};
use reqwest::Method;
use std::sync::Arc;

#[tokio::test]
async fn a_database_newer_than_the_binary_is_refused() -> Story {
    let database = database().await?;
    sqlx::query(
        "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
         values (99990101, 'from the future', true, '', 0)",
    )
    .execute(&database.pool)
    .await?;
    assert_eq!(db::schema(&database.pool).await?, db::Schema::Newer);
    let refusal = db::migrate(&database.pool).await.err().unwrap_or_default();
    assert!(refusal.contains("newer than this Attend"), "{refusal}");
    Ok(())
}

#[tokio::test]
async fn whoever_leaves_while_a_transaction_begins_leaves_none_behind() -> Story {
    let database = database().await?;
    let pool = db::pool(database.options.clone(), 1);
    sqlx::query("create table marks ()").execute(&pool).await?;
    for waits in 0..20_usize {
        drop(dies_after(waits, db::begin(&pool)).await);
        // Within a transaction that nobody ends, it would be there for this connection alone.
        sqlx::query("insert into marks default values").execute(&pool).await?;
        let seen: i64 = sqlx::query_scalar("select count(*) from marks").fetch_one(&database.pool).await?;
        assert_eq!(usize::try_from(seen)?, waits + 1, "left after {waits} waits");
    }
    Ok(())
}

#[tokio::test]
async fn servers_that_start_together_take_turns_at_migrating() -> Story {
    let database = database().await?;
    let migrations = (0..4).map(|_| db::migrate(&database.pool));
    assert!(futures_util::future::join_all(migrations).await.iter().all(Result::is_ok));
    assert_eq!(db::schema(&database.pool).await?, db::Schema::Current);
    Ok(())
}

#[tokio::test]
async fn seeding_again_adds_nothing() -> Story {
    let database = database().await?;
    let count = async || {
        let sql = "select (select count(*) from users) + (select count(*) from messages)
                        + (select count(*) from appointments) + (select count(*) from rooms)";
        sqlx::query_scalar::<_, i64>(sql).fetch_one(&database.pool).await
    };
    let before = count().await?;
    assert!(before > 600, "there is something to look around in: {before}");
    demo::seed(&database.pool, &Bus::new(Arc::new(Hub::default()))).await?;
    assert_eq!(count().await?, before);
    Ok(())
}

#[tokio::test]
async fn demo_appointments_are_in_every_state_and_never_overlap() -> Story {
    let database = database().await?;
    let states: Vec<String> = sqlx::query_scalar(
        "select distinct a.status from appointments a join users u on u.id = a.client_id
         where u.email = 'patient@clinic.demo' order by 1",
    )
    .fetch_all(&database.pool)
    .await?;
    assert_eq!(states, ["cancelled", "completed", "confirmed", "declined", "no_show", "requested"]);
    Ok(())
}

/// What a transaction says is said after the commit, or never.
#[tokio::test]
async fn what_is_rolled_back_is_not_told() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let room = noor.active_room().await?;
    let mut phone = noor.connects().await?;
    let mut tx = cast.state.begin().await?;
    crate::chat::store::end_room(&mut tx, room.id, noor.me.id()).await?;
    drop(tx);
    noor.says(room.id, "Still open").await.map_err(|error: AppError| error)?;
    assert_eq!(phone.hears().await?["type"], "message:received");
    Ok(())
}

#[tokio::test]
async fn whoever_watches_over_the_server_is_answered() -> Story {
    let cast = Cast::assemble().await?;
    for path in ["/health", "/ready", "/metrics"] {
        assert!(cast.ask(Method::GET, path).send().await?.status().is_success(), "{path}");
    }
    Ok(())
}
