//! Links with which people set a new password, once.

use super::audit::{Entry, record};
use super::end_all_sign_ins;
use super::standing::deed_to;
use crate::accounts::model::{Deed, DeedDetails, Me, User};
use crate::error::Result;
use crate::ids::{PracticeId, UserId};
use crate::server::db::Tx;
use crate::time::Moment;
use sqlx::{PgConnection, query};

/// A link works for this long.
const HOURS: i32 = 24;

/// The owner of a link that works.
pub struct ResetOf {
    pub user: User,
    pub email: String,
}

/// Makes a link for somebody of the admin's practice; one made before works no more. Answers until when it works.
pub async fn add_reset(tx: &mut Tx, me: &Me, user: UserId, digest: &[u8]) -> Result<Moment> {
    let row = query!(
        r#"insert into password_resets (user_id, digest, made_by, expires_at)
           select id, $3, $4, now() + make_interval(hours => $5) from users where id = $1 and practice_id = $2
           on conflict on constraint password_resets_user_key do update
               set digest = excluded.digest, made_at = now(), made_by = excluded.made_by, expires_at = excluded.expires_at
           returning expires_at as "expires_at: Moment""#,
        user as UserId,
        me.practice.id as PracticeId,
        digest,
        me.id() as UserId,
        HOURS
    )
    .fetch_one(&mut **tx)
    .await?;
    record(tx, deed_to(me, user, Deed::ResetMade, DeedDetails::default())).await?;
    Ok(row.expires_at)
}

/// Whose link it is, while it works.
pub async fn reset_of(conn: &mut PgConnection, digest: &[u8]) -> Result<ResetOf> {
    let row = query!(
        r#"select u.id as "id: UserId", u.name, u.avatar, u.email
           from password_resets r join users u on u.id = r.user_id where r.digest = $1 and r.expires_at > now()"#,
        digest
    )
    .fetch_one(conn)
    .await?;
    Ok(ResetOf { user: User { id: row.id, name: row.name, avatar: row.avatar }, email: row.email })
}

/// Uses the link up: the person has a new password, and is signed out everywhere.
pub async fn set_password(tx: &mut Tx, digest: &[u8], password_hash: &str) -> Result<()> {
    let row = query!(
        r#"with used as (delete from password_resets where digest = $1 and expires_at > now() returning user_id)
           update users set password_hash = $2 from used where id = used.user_id
           returning id as "id: UserId", practice_id as "practice: PracticeId""#,
        digest,
        password_hash
    )
    .fetch_one(&mut **tx)
    .await?;
    end_all_sign_ins(tx, row.id).await?;
    let (practice, deed, details) = (row.practice, Deed::PasswordReset, DeedDetails::default());
    record(tx, Entry { practice, actor: row.id, deed, subject: Some(row.id), details }).await
}
