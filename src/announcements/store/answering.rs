//! What a reader does: opens it, and acknowledges it. Each is written once, and told to their devices and the admins.
//!
//! A page opens it while its reader already confirms: both lock the reader's row first, their notifications second.

use super::{admins_of, topic};
use crate::accounts::Me;
use crate::announcements::Event;
use crate::error::{AppError, Result};
use crate::ids::{AnnouncementId, UserId};
use crate::notifications::store::open_topic;
use crate::server::db::Tx;
use sqlx::query;

/// Whom it was not sent to opens nothing by reading it.
pub async fn mark_opened(tx: &mut Tx, me: &Me, id: AnnouncementId) -> Result<()> {
    let opened = query!(
        "update announcement_recipients set opened_at = now()
         where announcement_id = $1 and user_id = $2 and told_at is not null and opened_at is null",
        id as AnnouncementId,
        me.id() as UserId
    );
    let opened = opened.execute(&mut **tx).await?.rows_affected();
    open_topic(tx, me.id(), &topic(id)).await?;
    if opened > 0 { tell(tx, me, id).await } else { Ok(()) }
}

/// Once more changes nothing.
pub async fn acknowledge(tx: &mut Tx, me: &Me, id: AnnouncementId) -> Result<()> {
    let found = query!(
        r#"select a.asks_acknowledgement, a.stopped_at is not null as "is_stopped!",
                  r.acknowledged_at is not null as "is_done!"
           from announcement_recipients r join announcements a on a.id = r.announcement_id
           where r.announcement_id = $1 and r.user_id = $2 and r.told_at is not null for no key update of r"#,
        id as AnnouncementId,
        me.id() as UserId
    );
    let found = found.fetch_optional(&mut **tx).await?.ok_or(AppError::NotFound)?;
    if found.is_done {
        return Ok(());
    }
    if found.is_stopped {
        return Err(AppError::conflict("This announcement was withdrawn; there is nothing to confirm any more."));
    }
    if !found.asks_acknowledgement {
        return Err(AppError::conflict("This announcement does not ask to be confirmed."));
    }
    query!(
        "update announcement_recipients set acknowledged_at = now(), opened_at = coalesce(opened_at, now())
         where announcement_id = $1 and user_id = $2",
        id as AnnouncementId,
        me.id() as UserId
    )
    .execute(&mut **tx)
    .await?;
    open_topic(tx, me.id(), &topic(id)).await?;
    tell(tx, me, id).await
}

async fn tell(tx: &mut Tx, me: &Me, id: AnnouncementId) -> Result<()> {
    let mut audience = admins_of(tx, me.practice.id).await?;
    if !audience.contains(&me.id()) {
        audience.push(me.id());
    }
    tx.tell(audience, Event::Changed { announcement: id });
    Ok(())
}
