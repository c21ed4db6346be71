//! The only SQL on announcements and on whom they are for.

mod answering;
mod cohorts;
mod progress;
mod reading;
mod recipients;
mod reminding;
mod sending;
mod stopping;
mod telling;

pub use answering::{acknowledge, mark_opened};
pub use cohorts::{choices_of, count_audience, find_audience};
pub use progress::channels_of;
pub use reading::{announcement_for, announcements_for};
pub use recipients::{RecipientSearch, find_recipients};
pub use reminding::remind_next;
pub use sending::send;
pub use stopping::stop;
pub use telling::tell_next;

use crate::error::Result;
use crate::ids::{AnnouncementId, PracticeId, UserId};
use crate::server::db::Tx;
use sqlx::{PgConnection, query, query_scalar};

/// All notifications of one announcement.
fn topic(id: AnnouncementId) -> String {
    format!("announcement:{id}")
}

/// Where they lead, below each reader's role page.
fn link(id: AnnouncementId) -> String {
    format!("announcements/{id}")
}

/// A batch does not wait for the disk, so that messages do not wait for it there: their commits take it along, or it is
/// written a moment later. One that a power cut takes with it was not told by its own account, and is told when the
/// power is back; whatever follows from one, as a letter, is on the disk behind it.
async fn commit_soon(tx: &mut Tx) -> Result<()> {
    query("set local synchronous_commit = off").execute(&mut **tx).await?;
    Ok(())
}

/// Who watches how far it has come.
async fn admins_of(conn: &mut PgConnection, practice: PracticeId) -> Result<Vec<UserId>> {
    let admins = query_scalar!(
        r#"select id as "id: UserId" from users where practice_id = $1 and role = 'admin' and suspended_at is null"#,
        practice as PracticeId
    );
    Ok(admins.fetch_all(conn).await?)
}
