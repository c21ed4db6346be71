//! The bytes of what was removed, or never sent.

use super::store;
use crate::error::Result;
use crate::ids::FileId;
use crate::server::state::AppState;

/// Files swept in one go.
const AT_ONCE: i64 = 200;

/// Sweeps until nothing is left; answers how many files went.
pub async fn sweep(state: &AppState) -> Result<usize> {
    let mut swept = 0;
    loop {
        let found = store::leftovers(&mut *state.read().await?, AT_ONCE).await?;
        if found.is_empty() {
            return Ok(swept);
        }
        for leftover in found {
            discard(state, leftover.id, &leftover.key).await?;
            swept += 1;
        }
    }
}

/// Removes the bytes of a file, and then its row. What stays behind is found again by the sweep.
pub async fn discard(state: &AppState, id: FileId, key: &str) -> Result<()> {
    for key in [store::whole_key(key), store::preview_key(key), store::thumbnail_key(key)] {
        state.storage.remove(&key).await?;
    }
    store::forget(&mut *state.read().await?, id).await
}
