//! In a crowd: asking how far all others are, whenever that may have changed and shows on a message of one's own.

use super::OpenThread;
use super::later::Later;
use crate::chat::read_slowest;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How far all others are may have changed. It is asked for when a message of one's own waits for it, then or later.
pub fn ask_slowest(open: OpenThread) {
    open.is_outrun.try_set(true);
}

/// A message may be read by hundreds at the same moment, and whoever is last may be last for hundreds of pages: only
/// those ask that have a tick to show, and not all at once.
pub fn follow_slowest(open: OpenThread) {
    let later = Later::default();
    let is_wanted =
        Memo::new(move |_| open.is_outrun.get() && open.thread.with(|thread| thread.awaits_readers(open.me)));
    Effect::new(move |_| {
        if is_wanted.try_get() == Some(true) {
            later.run(move || ask(open));
        }
    });
}

/// Where it fails, the ticks stay as they are until somebody moves on, or the connection is back.
fn ask(open: OpenThread) {
    let Some(room) = open.thread.try_with_untracked(|thread| thread.room.id) else { return };
    // Whoever moves on from now on may not be in the answer.
    open.is_outrun.try_set(false);
    spawn_local(async move {
        if let Ok(Some(slowest)) = read_slowest(room).await {
            open.thread.try_update(|thread| thread.take_slowest(slowest));
        }
    });
}
