//! Jobs are done once, tried again after failures, and survive whoever had taken them.

use super::*;
use crate::error::{AppError, Result};
use crate::server::state::AppState;
use crate::server::testing::{Cast, Story};
use crate::time::Moment;
use serde_json::{Value, json};
use sqlx::query_scalar;
use std::pin::Pin;
use std::time::Duration;

type Doing = Pin<Box<dyn Future<Output = Result<Outcome>> + Send>>;

/// Leaves a mark on the practices' names, which the stories can count.
fn marks(state: AppState, payload: Value) -> Doing {
    Box::pin(async move {
        let mark = payload["mark"].as_str().unwrap_or_default().to_owned();
        sqlx::query("update practices set name = name || $1").bind(mark).execute(&state.pool).await?;
        Ok(Outcome::Done)
    })
}

fn fails(_: AppState, _: Value) -> Doing {
    Box::pin(async { Err(AppError::broken("the other side is away")) })
}

/// Leaves a mark, unless there is none to leave: then it never comes to its end.
fn marks_or_hangs(state: AppState, payload: Value) -> Doing {
    if payload["mark"].is_string() { marks(state, payload) } else { Box::pin(std::future::pending()) }
}

const MARKS: Lane = Lane::new("marks", 4, marks);
const FAILS: Lane = Lane::new("fails", 4, fails);

fn job(lane: &'static str, key: Option<&str>, run_at: Moment) -> NewJob {
    NewJob { lane, key: key.map(Into::into), payload: json!({ "mark": "!" }), run_at }
}

async fn marks_left(cast: &Cast) -> Result<usize> {
    let name: String =
        query_scalar("select name from practices order by id limit 1").fetch_one(&cast.state.pool).await?;
    Ok(name.matches('!').count())
}

async fn waiting(cast: &Cast) -> Result<i64> {
    Ok(query_scalar("select count(*) from jobs where failed_at is null and lane in ('marks', 'fails')")
        .fetch_one(&cast.state.pool)
        .await?)
}

#[tokio::test]
async fn a_job_is_done_once_and_not_before_its_time() -> Story {
    let cast = Cast::assemble().await?;
    let mut tx = cast.state.begin().await?;
    put(&mut tx, job("marks", None, Moment::now().plus_minutes(-1))).await?;
    put(&mut tx, job("marks", None, Moment::now().plus_minutes(5))).await?;
    tx.commit().await?;
    let (one, other) = tokio::join!(run_due(&cast.state, MARKS), run_due(&cast.state, MARKS));
    assert_eq!(one? + other?, 1);
    assert_eq!((marks_left(&cast).await?, waiting(&cast).await?), (1, 1));
    Ok(())
}

#[tokio::test]
async fn nothing_is_left_of_a_transaction_that_was_not_committed() -> Story {
    let cast = Cast::assemble().await?;
    let mut tx = cast.state.begin().await?;
    put(&mut tx, job("marks", None, Moment::now())).await?;
    drop(tx);
    assert_eq!(run_due(&cast.state, MARKS).await?, 0);
    Ok(())
}

#[tokio::test]
async fn reasons_with_one_key_are_one_job() -> Story {
    let cast = Cast::assemble().await?;
    let mut conn = cast.state.read().await?;
    for minutes in [30, -1, 60] {
        put(&mut conn, job("marks", Some("noor"), Moment::now().plus_minutes(minutes))).await?;
    }
    assert_eq!(run_due(&cast.state, MARKS).await?, 1);
    assert_eq!((marks_left(&cast).await?, waiting(&cast).await?), (1, 0));
    Ok(())
}

#[tokio::test]
async fn a_failure_is_tried_again_later_and_given_up_at_last() -> Story {
    let cast = Cast::assemble().await?;
    put(&mut *cast.state.read().await?, job("fails", None, Moment::now().plus_minutes(-1))).await?;
    let mut tries = 0;
    while waiting(&cast).await? > 0 {
        assert_eq!(run_due(&cast.state, FAILS).await?, 1);
        assert_eq!(run_due(&cast.state, FAILS).await?, 0, "a pause comes first");
        sqlx::query("update jobs set run_at = now()").execute(&cast.state.pool).await?;
        tries += 1;
    }
    assert_eq!(tries, 9);
    let reason: Option<String> =
        query_scalar("select error from jobs where lane = 'fails'").fetch_one(&cast.state.pool).await?;
    assert!(reason.is_some());
    Ok(())
}

#[tokio::test]
async fn what_a_dead_server_had_taken_is_done_by_another() -> Story {
    let cast = Cast::assemble().await?;
    put(&mut *cast.state.read().await?, job("marks", None, Moment::now())).await?;
    store::take(&cast.state.pool, "marks", 1).await?;
    assert_eq!(run_due(&cast.state, MARKS).await?, 0);
    sqlx::query("update jobs set taken_until = now() - interval '1 second'").execute(&cast.state.pool).await?;
    assert_eq!(run_due(&cast.state, MARKS).await?, 1);
    assert_eq!((marks_left(&cast).await?, waiting(&cast).await?), (1, 0));
    Ok(())
}

#[tokio::test]
async fn what_a_dead_server_had_taken_is_free_once_the_only_one_starts() -> Story {
    let cast = Cast::assemble().await?;
    put(&mut *cast.state.read().await?, job("marks", None, Moment::now())).await?;
    assert_eq!(store::take(&cast.state.pool, "marks", 1).await?.len(), 1);
    assert_eq!(run_due(&cast.state, MARKS).await?, 0, "somebody is at it");
    assert_eq!(free_taken(&cast.state.pool).await?, 1);
    assert_eq!(run_due(&cast.state, MARKS).await?, 1);
    assert_eq!((marks_left(&cast).await?, waiting(&cast).await?), (1, 0));
    Ok(())
}

#[tokio::test]
async fn a_reason_that_comes_while_the_job_runs_is_not_lost() -> Story {
    let cast = Cast::assemble().await?;
    let mut conn = cast.state.read().await?;
    put(&mut conn, job("marks", Some("noor"), Moment::now())).await?;
    let taken = store::take(&cast.state.pool, "marks", 1).await?;
    put(&mut conn, job("marks", Some("noor"), Moment::now())).await?;
    store::settle(&cast.state.pool, &taken[0], Outcome::Done).await?;
    assert_eq!(waiting(&cast).await?, 1);
    assert_eq!(run_due(&cast.state, MARKS).await?, 1);
    assert_eq!(waiting(&cast).await?, 0);
    Ok(())
}

#[tokio::test]
async fn a_reason_that_comes_during_a_try_waits_for_its_own_time_alone() -> Story {
    let cast = Cast::assemble().await?;
    let mut conn = cast.state.read().await?;
    let later = Outcome::At(Moment::now().plus_minutes(60));
    for outcome in [later, Outcome::Again("the other side is away".into())] {
        put(&mut conn, job("marks", Some("noor"), Moment::now())).await?;
        sqlx::query("update jobs set attempts = 8 where lane = 'marks'").execute(&cast.state.pool).await?;
        let taken = store::take(&cast.state.pool, "marks", 1).await?;
        put(&mut conn, job("marks", Some("noor"), Moment::now())).await?;
        store::settle(&cast.state.pool, &taken[0], outcome.clone()).await?;
        let attempts: i32 = query_scalar("select attempts from jobs where lane = 'marks' and failed_at is null")
            .fetch_one(&cast.state.pool)
            .await?;
        assert_eq!(attempts, 0, "{outcome:?}");
        assert_eq!(run_due(&cast.state, MARKS).await?, 1, "{outcome:?}");
        assert_eq!(waiting(&cast).await?, 0);
    }
    Ok(())
}

#[tokio::test]
async fn what_hangs_keeps_its_own_place_and_no_other() -> Story {
    let cast = Cast::assemble().await?;
    let mut conn = cast.state.read().await?;
    put(&mut conn, NewJob { payload: json!({}), ..job("marks", None, Moment::now().plus_minutes(-1)) }).await?;
    for _ in 0..5 {
        put(&mut conn, job("marks", None, Moment::now())).await?;
    }
    let others_done = async {
        while waiting(&cast).await? > 1 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Ok::<(), AppError>(())
    };
    tokio::select! {
        () = work(cast.state.clone(), vec![Lane::new("marks", 2, marks_or_hangs)]) => {}
        done = tokio::time::timeout(Duration::from_secs(12), others_done) => done??,
    }
    assert_eq!((marks_left(&cast).await?, waiting(&cast).await?), (5, 1));
    Ok(())
}
