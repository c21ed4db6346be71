//! What admins do: the same steps for the page and for HTTP. Each is one transaction, which holds the audit's row too.

mod people;
mod practice;

pub use people::*;
pub use practice::*;

use crate::accounts::Me;
use crate::accounts::store::{hold_as_admin, not_an_admin};
use crate::error::Result;
use crate::ids::PracticeId;
use crate::server::db::Tx;
use crate::server::state::AppState;
use crate::words::Role;

/// The practice, for an admin who looks at it.
pub fn practice_of_admin(me: &Me) -> Result<PracticeId> {
    if me.role == Role::Admin { Ok(me.practice.id) } else { Err(not_an_admin()) }
}

/// Begins what an admin does.
async fn begin(state: &AppState, me: &Me) -> Result<Tx> {
    practice_of_admin(me)?;
    let mut tx = state.begin().await?;
    hold_as_admin(&mut tx, me).await?;
    Ok(tx)
}
