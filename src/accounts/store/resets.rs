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

/// A link that an admin makes works for this long.
const HOURS: i32 = 24;
/// One that people ask for themselves.
const OWN_HOURS: i32 = 1;

/// The owner of a link that works.
pub struct ResetOf {
    pub user: User,
    pub email: String,
    /// The name of their practice.
    pub practice: String,
}

/// Makes a link for somebody of the admin's practice; one that an admin made before works no more. Answers
/// until when it works.
pub async fn add_reset(tx: &mut Tx, me: &Me, user: UserId, digest: &[u8]) -> Result<Moment> {
    let row = query!(
        r#"with earlier as (delete from password_resets where user_id = $1 and made_by <> user_id)
           insert into password_resets (user_id, digest, made_by, expires_at)
           select id, $3, $4, now() + make_interval(hours => $5) from users where id = $1 and practice_id = $2
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

/// The same for whoever has that address, at their own wish, beside any that there are: anybody can wish it for them;
/// `NotFound` where nobody has it, or they are suspended.
pub async fn add_own_reset(tx: &mut Tx, email: &str, digest: &[u8]) -> Result<()> {
    let row = query!(
        r#"with gone as (
               delete from password_resets r using users u
               where u.email = $1 and r.user_id = u.id and r.expires_at <= now()),
           made as (
               insert into password_resets (user_id, digest, made_by, expires_at)
               select id, $2, id, now() + make_interval(hours => $3) from users
               where email = $1 and suspended_at is null
               returning user_id)
           select u.id as "user!: UserId", u.practice_id as "practice!: PracticeId"
           from users u join made on made.user_id = u.id"#,
        email,
        digest,
        OWN_HOURS
    )
    .fetch_one(&mut **tx)
    .await?;
    let (practice, user, deed, details) = (row.practice, row.user, Deed::ResetMade, DeedDetails::default());
    record(tx, Entry { practice, actor: user, deed, subject: Some(user), details }).await
}

/// Whose link it is, while it works.
pub async fn reset_of(conn: &mut PgConnection, digest: &[u8]) -> Result<ResetOf> {
    let row = query!(
        r#"select u.id as "id: UserId", u.name, u.avatar, u.email, p.name as practice
           from password_resets r join users u on u.id = r.user_id join practices p on p.id = u.practice_id
           where r.digest = $1 and r.expires_at > now()"#,
        digest
    )
    .fetch_one(conn)
    .await?;
    let user = User { id: row.id, name: row.name, avatar: row.avatar };
    Ok(ResetOf { user, email: row.email, practice: row.practice })
}

/// Uses the link up, and all others of the person: the person has a new password, and is signed out everywhere.
pub async fn set_password(tx: &mut Tx, digest: &[u8], password_hash: &str) -> Result<()> {
    let row = query!(
        r#"with used as (
               select user_id from password_resets where digest = $1 and expires_at > now() for update),
           gone as (delete from password_resets r using used where r.user_id = used.user_id)
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
