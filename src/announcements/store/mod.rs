//! The only SQL on announcements and on whom they are for.

mod answering;
mod cohorts;
mod progress;
mod reading;
mod recipients;
mod reminding;
mod sending;
mod stopping;

pub use answering::{acknowledge, mark_opened};
pub use cohorts::{choices_of, count_audience, find_audience};
pub use progress::channels_of;
pub use reading::{announcement_for, announcements_for};
pub use recipients::{RecipientSearch, find_recipients};
pub use reminding::remind_next;
pub use sending::{send, tell_next};
pub use stopping::stop;

use crate::error::Result;
use crate::ids::{AnnouncementId, PracticeId, UserId};
use sqlx::{PgConnection, query_scalar};

/// All notifications of one announcement.
fn topic(id: AnnouncementId) -> String {
    format!("announcement:{id}")
}

/// Where they lead, below each reader's role page.
fn link(id: AnnouncementId) -> String {
    format!("announcements/{id}")
}

/// Who watches how far it has come.
async fn admins_of(conn: &mut PgConnection, practice: PracticeId) -> Result<Vec<UserId>> {
    let admins = query_scalar!(
        r#"select id as "id: UserId" from users where practice_id = $1 and role = 'admin' and suspended_at is null"#,
        practice as PracticeId
    );
    Ok(admins.fetch_all(conn).await?)
}
