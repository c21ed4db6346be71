//! Enters messages under their words, a moment after they were written. It takes a part of one processor at most, so
//! a rush of messages is written first and entered afterwards; search finds them all the same.

use super::store::{enter_messages, enter_stale, fold_again, rooms_behind};
use crate::ids::RoomId;
use sqlx::PgPool;
use std::time::{Duration, Instant};

/// How often it looks for what is new.
const EVERY: Duration = Duration::from_secs(3);
/// Every so many times it looks in all rooms, at other times in those where somebody wrote of late.
const SWEEP: u32 = 100;
/// Rooms entered together.
const ROOMS: usize = 8;
/// It rests so many times as long as it worked.
const REST: u32 = 3;

/// Runs until it is dropped.
pub async fn keep_entered(pool: PgPool) {
    for turn in (0..SWEEP).cycle() {
        let entered = if turn == 0 { enter_all(&pool).await } else { enter(&pool, false).await };
        if let Err(cause) = entered {
            tracing::warn!(%cause, "messages could not be entered for search; trying again");
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// Enters all that is there by now.
pub async fn enter_all(pool: &PgPool) -> Result<(), sqlx::Error> {
    enter(pool, true).await
}

async fn enter(pool: &PgPool, in_all_rooms: bool) -> Result<(), sqlx::Error> {
    loop {
        let behind = rooms_behind(&mut *pool.acquire().await?, in_all_rooms).await?;
        for rooms in behind.chunks(ROOMS) {
            enter_rooms(pool, rooms.to_vec()).await?;
        }
        let began = Instant::now();
        let has_more = fold_again(pool).await?;
        while enter_stale(pool).await? {}
        if !has_more {
            return Ok(());
        }
        tokio::time::sleep(began.elapsed() * REST).await;
    }
}

async fn enter_rooms(pool: &PgPool, mut rooms: Vec<RoomId>) -> Result<(), sqlx::Error> {
    while !rooms.is_empty() {
        let began = Instant::now();
        rooms = enter_messages(pool, &rooms).await?;
        tokio::time::sleep(began.elapsed() * REST).await;
    }
    Ok(())
}
