//! The only SQL on jobs.

use super::Outcome;
use crate::error::Result;
use crate::time::Moment;
use serde_json::Value;
use sqlx::{PgConnection, PgPool, query, query_scalar};
use std::collections::BTreeMap;
use uuid::Uuid;

pub struct NewJob {
    /// Who does it: the name of a lane in the registry.
    pub lane: &'static str,
    /// Of jobs with the same key one waits: the earlier of their times holds, and the first one's payload.
    pub key: Option<String>,
    pub payload: Value,
    pub run_at: Moment,
}

/// A job that somebody has taken.
pub struct Taken {
    pub id: Uuid,
    pub payload: Value,
    pub attempts: i32,
    reasons: i32,
}

/// How long whoever took a job may take for it.
const LEASE_SECONDS: f64 = 120.0;
/// Pauses between tries, in seconds; after the last a job is given up.
const PAUSES: [f64; 8] = [1.0, 5.0, 30.0, 120.0, 600.0, 3600.0, 4.0 * 3600.0, 12.0 * 3600.0];

/// Puts a job into the transaction of what it follows from.
pub async fn put(conn: &mut PgConnection, job: NewJob) -> Result<()> {
    put_many(conn, job.lane, vec![(job.key, job.payload, job.run_at)]).await
}

/// Many jobs of one lane: key, payload, time. Keys differ among them.
pub async fn put_many(conn: &mut PgConnection, lane: &str, jobs: Vec<(Option<String>, Value, Moment)>) -> Result<()> {
    let ids: Vec<Uuid> = jobs.iter().map(|_| Uuid::now_v7()).collect();
    let (mut keys, mut payloads, mut times) = (Vec::new(), Vec::new(), Vec::new());
    for (key, payload, run_at) in jobs {
        keys.push(key);
        payloads.push(payload);
        times.push(run_at);
    }
    query!(
        "insert into jobs (id, lane, key, payload, run_at)
         select id, $1, key, payload, run_at
         from unnest($2::uuid[], $3::text[], $4::jsonb[], $5::timestamptz[]) as new (id, key, payload, run_at)
         on conflict (lane, key) where key is not null and failed_at is null
         do update set run_at = case when jobs.taken_until is null then least(jobs.run_at, excluded.run_at)
                                     else excluded.run_at end,
                       reasons = jobs.reasons + 1",
        lane,
        &ids,
        &keys as &[Option<String>],
        &payloads,
        &times as &[Moment]
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Forgets what waits in those lanes under those keys. What somebody has taken goes on.
pub async fn take_back(conn: &mut PgConnection, lanes: &[&str], keys: &[String]) -> Result<()> {
    let lanes: Vec<String> = lanes.iter().map(|lane| (*lane).to_owned()).collect();
    query!(
        "delete from jobs where lane = any($1) and key = any($2) and failed_at is null
           and (taken_until is null or taken_until < now())",
        &lanes,
        keys
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What waits in a lane under those keys is due at those times, be they earlier or later. What somebody has taken goes
/// on.
pub async fn put_at(conn: &mut PgConnection, lane: &str, times: BTreeMap<String, Moment>) -> Result<()> {
    let (keys, times): (Vec<String>, Vec<Moment>) = times.into_iter().unzip();
    query!(
        "update jobs j set run_at = new.run_at from unnest($2::text[], $3::timestamptz[]) as new (key, run_at)
         where j.lane = $1 and j.key = new.key and j.failed_at is null
           and (j.taken_until is null or j.taken_until < now())",
        lane,
        &keys,
        &times as &[Moment]
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Frees everything that was taken: for a server that has just started and is the only one, so whoever took it is dead.
/// How many jobs that were.
pub async fn free_taken(pool: &PgPool) -> Result<u64> {
    let freed = query!("update jobs set taken_until = null where taken_until is not null and failed_at is null");
    Ok(freed.execute(pool).await?.rows_affected())
}

/// Which of those lanes have something to do.
pub(super) async fn lanes_due(pool: &PgPool, lanes: &[String]) -> Result<Vec<String>> {
    Ok(query_scalar!(
        r#"select asked.lane as "lane!" from unnest($1::text[]) as asked (lane)
         where exists (
             select from jobs j
             where j.lane = asked.lane and j.failed_at is null and j.run_at <= now()
               and (j.taken_until is null or j.taken_until < now())
         )"#,
        lanes
    )
    .fetch_all(pool)
    .await?)
}

/// Takes what is due in a lane; nobody else gets it until the lease is over.
pub(super) async fn take(pool: &PgPool, lane: &str, at_most: i64) -> Result<Vec<Taken>> {
    Ok(sqlx::query_as!(
        Taken,
        "update jobs set taken_until = now() + make_interval(secs => $3), attempts = attempts + 1
         where id in (
             select id from jobs
             where lane = $1 and failed_at is null and run_at <= now() and (taken_until is null or taken_until < now())
             order by run_at limit $2 for no key update skip locked
         ) returning id, payload, attempts, reasons",
        lane,
        at_most,
        LEASE_SECONDS
    )
    .fetch_all(pool)
    .await?)
}

/// What came of a job. One for which another reason came meanwhile waits for the time of that, and its tries begin
/// anew.
pub(super) async fn settle(pool: &PgPool, job: &Taken, outcome: Outcome) -> Result<()> {
    match outcome {
        Outcome::Done => {
            query!("delete from jobs where id = $1 and reasons = $2", job.id, job.reasons).execute(pool).await?;
            query!("update jobs set taken_until = null, attempts = 0 where id = $1", job.id).execute(pool).await?;
        }
        Outcome::At(run_at) => {
            query!(
                "update jobs set taken_until = null, attempts = 0, run_at = case when reasons = $3 then $2 else run_at end
                 where id = $1",
                job.id,
                run_at as Moment,
                job.reasons
            )
            .execute(pool)
            .await?;
        }
        Outcome::Again(reason) => again(pool, job, &reason).await?,
    }
    Ok(())
}

async fn again(pool: &PgPool, job: &Taken, reason: &str) -> Result<()> {
    let pause = pause_after(job.attempts);
    query!(
        "update jobs set taken_until = null, error = $2,
             attempts = case when reasons = $4 then attempts else 0 end,
             run_at = case when reasons = $4 then now() + make_interval(secs => coalesce($3::float8, 0)) else run_at end,
             failed_at = case when reasons = $4 and $3::float8 is null then now() end
         where id = $1",
        job.id,
        reason,
        pause,
        job.reasons
    )
    .execute(pool)
    .await?;
    Ok(())
}

/// Seconds until the next try; `None` after the last.
pub fn pause_after(attempts: i32) -> Option<f64> {
    usize::try_from(attempts - 1).ok().and_then(|place| PAUSES.get(place).copied())
}
