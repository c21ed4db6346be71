//! Feeds of appointments, which calendar programs read without signing in.

use crate::appointments::model::Feed;
use crate::error::Result;
use crate::ids::UserId;
use crate::server::db::Tx;
use crate::time::Moment;
use sqlx::{PgConnection, query, query_as, query_scalar};

/// The feed of a person, if they have one.
pub async fn feed_of(conn: &mut PgConnection, user: UserId) -> Result<Option<Feed>> {
    Ok(query_as!(
        Feed,
        r#"select made_at as "made_at: Moment", last_read_at as "last_read_at: Moment"
           from calendar_feeds where user_id = $1 and revoked_at is null"#,
        user as UserId
    )
    .fetch_optional(conn)
    .await?)
}

/// Makes a feed; the one before is revoked with it.
pub async fn make_feed(tx: &mut Tx, user: UserId, digest: &[u8]) -> Result<()> {
    // Two who make one at the same time take turns.
    query!("select from users where id = $1 for no key update", user as UserId).fetch_one(&mut **tx).await?;
    revoke_feed(tx, user).await?;
    query!("insert into calendar_feeds (digest, user_id) values ($1, $2)", digest, user as UserId)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Ends the feed. Once more changes nothing.
pub async fn revoke_feed(tx: &mut Tx, user: UserId) -> Result<()> {
    query!("update calendar_feeds set revoked_at = now() where user_id = $1 and revoked_at is null", user as UserId)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Whose feed it is, while it holds; notes to the minute that it was read.
pub async fn reader_of_feed(conn: &mut PgConnection, digest: &[u8]) -> Result<Option<UserId>> {
    Ok(query_scalar!(
        r#"with found as (
               select f.digest, f.user_id, f.last_read_at from calendar_feeds f
               join users u on u.id = f.user_id and u.suspended_at is null
               where f.digest = $1 and f.revoked_at is null),
           read as (
               update calendar_feeds set last_read_at = now()
               where digest = (select digest from found
                               where last_read_at is null or last_read_at < now() - interval '1 minute'))
           select user_id as "user: UserId" from found"#,
        digest
    )
    .fetch_optional(conn)
    .await?)
}
