//! Enters messages under their words, a moment after they were written. It takes a part of one processor at most, so
//! a rush of messages is written first and entered afterwards; search finds them all the same.

use super::store::{enter_messages, enter_stale, rooms_behind};
use crate::ids::RoomId;
use sqlx::PgPool;
use std::time::{Duration, Instant};

/// How often it looks for what is new.
const EVERY: Duration = Duration::from_secs(3);
/// Rooms entered together.
const ROOMS: usize = 8;
/// It rests so many times as long as it worked.
const REST: u32 = 3;

/// Runs until it is dropped.
pub async fn keep_entered(pool: PgPool) {
    loop {
        if let Err(cause) = enter_all(&pool).await {
            tracing::warn!(%cause, "messages could not be entered for search; trying again");
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// Enters all that is there by now.
pub async fn enter_all(pool: &PgPool) -> Result<(), sqlx::Error> {
    let behind = rooms_behind(&mut *pool.acquire().await?).await?;
    for rooms in behind.chunks(ROOMS) {
        enter_rooms(pool, rooms.to_vec()).await?;
    }
    while enter_stale(pool).await? {}
    Ok(())
}

async fn enter_rooms(pool: &PgPool, mut rooms: Vec<RoomId>) -> Result<(), sqlx::Error> {
    while !rooms.is_empty() {
        let began = Instant::now();
        rooms = enter_messages(pool, &rooms).await?;
        tokio::time::sleep(began.elapsed() * REST).await;
    }
    Ok(())
}
