//! Messages ring their readers' bells. The mailroom only says in which rooms something was written or read; what is to
//! be told is found in what was committed, from where the room's bell last rang. So nothing is told twice or never, and
//! no message waits for its notifications: a server that dies in between leaves the rest to the next round. For whoever
//! has the room open the bell waits a little, and rings if they have not read by then.

mod deleted;
mod store;
mod words;

pub use deleted::hand_on;
pub use words::excerpt;

use crate::chat::store::take_overdue;
use crate::error::Result;
use crate::ids::{RoomId, UserId};
use crate::notifications::notify_all;
use crate::notifications::store::clear_read;
use crate::server::state::AppState;
use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use store::Behind;
use tokio::sync::Notify;

/// What comes within so long is told of at once; a room that is being read has been read by then.
const GATHER: Duration = Duration::from_millis(300);
/// A room with more readers behind than this rests after it rang: what is written meanwhile rings once.
const CROWD: usize = 50;
const REST: Duration = Duration::from_secs(5);
/// So long the bell waits for whoever has the room open: they may be reading, or may be gone from an open page.
const PUT_OFF: Duration = Duration::from_secs(30);
/// Rooms told of in one transaction.
const ROOMS: usize = 200;
/// After a failure it is tried again, after twice as long each time, up to the next sweep.
const AGAIN: Duration = Duration::from_secs(1);
/// How often it is looked for rooms that another server had left.
const SWEEP: Duration = Duration::from_secs(30);
/// How often it is looked for deadlines that have passed.
const REMIND_EVERY: Duration = Duration::from_secs(1);

/// Rooms in which something was written, and whose readers have read.
#[derive(Default)]
pub struct Bells {
    written: Mutex<HashSet<RoomId>>,
    read: Mutex<HashSet<(RoomId, UserId)>>,
    resting: Mutex<HashMap<RoomId, Instant>>,
    put_off: Mutex<HashMap<RoomId, Instant>>,
    wake: Notify,
}

impl Bells {
    pub fn note(&self, written: impl Iterator<Item = RoomId>, read: impl Iterator<Item = (RoomId, UserId)>) {
        lock(&self.written).extend(written);
        lock(&self.read).extend(read);
        self.wake.notify_one();
    }

    /// The rooms to ring in now; those that rest stay noted.
    fn due(&self) -> Vec<RoomId> {
        let now = Instant::now();
        let (mut written, mut resting) = (lock(&self.written), lock(&self.resting));
        written.extend(lock(&self.put_off).extract_if(|_, until| *until <= now).map(|(room, _)| room));
        resting.retain(|_, until| *until > now);
        written.extract_if(|room| !resting.contains_key(room)).collect()
    }

    fn rest(&self, rooms: impl Iterator<Item = RoomId>) {
        let until = Instant::now() + REST;
        lock(&self.resting).extend(rooms.map(|room| (room, until)));
    }

    /// These rooms ring again for whom the bell waits.
    fn put_off(&self, rooms: impl Iterator<Item = RoomId>) {
        let until = Instant::now() + PUT_OFF;
        let mut waiting = lock(&self.put_off);
        for room in rooms {
            waiting.entry(room).or_insert(until);
        }
    }

    fn is_waiting(&self) -> bool {
        !lock(&self.written).is_empty() || !lock(&self.read).is_empty() || !lock(&self.put_off).is_empty()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Runs until it is dropped.
pub async fn run(state: AppState) {
    tokio::join!(go_on_ringing(&state), go_on_reminding(&state));
}

async fn go_on_ringing(state: &AppState) {
    let mut again = AGAIN;
    loop {
        sweep(state).await.ok();
        let until = tokio::time::sleep(SWEEP);
        tokio::pin!(until);
        loop {
            tokio::select! {
                () = &mut until => break,
                () = state.bells.wake.notified() => {}
                () = tokio::time::sleep(GATHER), if state.bells.is_waiting() => {}
            }
            tokio::time::sleep(GATHER).await;
            // What failed is in the log, and noted again.
            if ring(state).await.is_ok() {
                again = AGAIN;
            } else {
                tokio::time::sleep(again).await;
                again = SWEEP.min(again * 2);
            }
        }
    }
}

async fn go_on_reminding(state: &AppState) {
    loop {
        remind(state).await.ok();
        tokio::time::sleep(REMIND_EVERY).await;
    }
}

/// Rings for everything noted so far. What fails stays noted.
pub async fn ring(state: &AppState) -> Result<()> {
    let mut outcome = Ok(());
    for rooms in state.bells.due().chunks(ROOMS) {
        if let Err(error) = ring_in(state, rooms).await {
            lock(&state.bells.written).extend(rooms);
            outcome = Err(error);
        }
    }
    let read: Vec<(RoomId, UserId)> = lock(&state.bells.read).drain().collect();
    for positions in read.chunks(ROOMS) {
        if let Err(error) = clear(state, positions).await {
            lock(&state.bells.read).extend(positions);
            outcome = Err(error);
        }
    }
    outcome
}

async fn clear(state: &AppState, positions: &[(RoomId, UserId)]) -> Result<()> {
    let mut tx = state.begin().await?;
    clear_read(&mut tx, positions).await?;
    tx.commit().await
}

/// Rings in every room that has messages nobody was told of, or somebody for whom the bell has waited long enough. In
/// each once: what is written meanwhile is noted, or found by the next sweep.
pub async fn sweep(state: &AppState) -> Result<()> {
    let mut last = None;
    loop {
        let rooms = store::unrung(&mut *state.read().await?, last, ROOMS).await?;
        if rooms.is_empty() {
            return Ok(());
        }
        ring_in(state, &rooms).await?;
        last = rooms.last().copied();
    }
}

/// Reminds those who have not confirmed a message by its deadline.
pub async fn remind(state: &AppState) -> Result<()> {
    let mut tx = state.begin().await?;
    let overdue = take_overdue(&mut tx).await?;
    notify_all(&mut tx, overdue.iter().map(words::reminder).collect()).await?;
    tx.commit().await
}

async fn ring_in(state: &AppState, rooms: &[RoomId]) -> Result<()> {
    let mut tx = state.begin().await?;
    let rung = store::take_bells(&mut tx, rooms).await?;
    let fresh = store::fresh_messages(&mut tx, rooms).await?;
    let behind = store::members_behind(&mut tx, rooms).await?;
    let may_be_reading = |member: &Behind| !member.is_due && state.hub.has_room_open(member.room, member.user);
    let (readers, members): (Vec<Behind>, Vec<Behind>) = behind.into_iter().partition(may_be_reading);
    notify_all(&mut tx, words::notices(&fresh, &members)).await?;
    store::put_off(&mut tx, rooms, &readers, PUT_OFF.as_secs_f64()).await?;
    store::put_bells(&mut tx, &rung).await?;
    tx.commit().await?;
    let behind = |room: RoomId| members.iter().filter(|member| member.room == room).count();
    state.bells.put_off(readers.iter().map(|reader| reader.room));
    state.bells.rest(rooms.iter().copied().filter(|room| behind(*room) > CROWD));
    Ok(())
}
