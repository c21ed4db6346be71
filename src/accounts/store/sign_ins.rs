//! Sign-ins, and the failures that the limit on guessing counts.

use crate::accounts::model::Scope;
use crate::error::{AppError, Result};
use crate::ids::{Pass, SignInId, TokenId, UserId};
use crate::server::db::Tx;
use crate::time::Moment;
use crate::words::Role;
use sqlx::{PgConnection, query, query_scalar};
use std::net::IpAddr;

/// A sign-in ends by itself after this long, however busy it is.
const DAYS: i32 = 30;

/// Failures within this long count against an account and an address.
const WINDOW_MINUTES: i32 = 15;

pub struct Credentials {
    pub user: UserId,
    pub password_hash: String,
    pub is_suspended: bool,
}

/// Somebody who is let in: by what, to do what, and until when.
#[derive(Clone, Copy, Debug)]
pub struct Admission {
    pub user: UserId,
    pub pass: Pass,
    pub scope: Scope,
    pub until: Option<Moment>,
}

impl Admission {
    fn by_sign_in(id: SignInId, user: UserId, until: Moment) -> Self {
        Self { user, pass: Pass::SignIn(id), scope: Scope::Write, until: Some(until) }
    }
}

pub async fn credentials(conn: &mut PgConnection, email: &str) -> Result<Option<Credentials>> {
    let row = query!(
        r#"select id as "id: UserId", password_hash, suspended_at is not null as "is_suspended!"
           from users where email = $1"#,
        email
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Credentials { user: row.id, password_hash: row.password_hash, is_suspended: row.is_suspended }))
}

/// The larger of the failures of that account and of that address, within the window.
pub async fn recent_failures(conn: &mut PgConnection, email: &str, address: IpAddr) -> Result<i64> {
    Ok(query_scalar!(
        r#"select greatest(
               count(*) filter (where email = $1), count(*) filter (where address = $2)) as "count!"
           from sign_in_failures
           where (email = $1 or address = $2) and failed_at > now() - make_interval(mins => $3)"#,
        email,
        address.to_string(),
        WINDOW_MINUTES
    )
    .fetch_one(conn)
    .await?)
}

pub async fn note_failure(conn: &mut PgConnection, email: &str, address: IpAddr) -> Result<()> {
    query!("insert into sign_in_failures (email, address) values ($1, $2)", email, address.to_string())
        .execute(conn)
        .await?;
    Ok(())
}

pub async fn forget_old_failures(conn: &mut PgConnection) -> Result<()> {
    query!("delete from sign_in_failures where failed_at < now() - interval '1 day'").execute(conn).await?;
    Ok(())
}

/// The person is locked for it: whoever suspends them meanwhile ends this sign-in too.
pub async fn add_sign_in(tx: &mut Tx, user: UserId, token_digest: &[u8]) -> Result<SignInId> {
    let id = SignInId::new();
    let added = query!(
        "insert into sign_ins (id, user_id, token_digest, expires_at)
         select $1, id, $3, now() + make_interval(days => $4) from users
         where id = $2 and suspended_at is null for share",
        id as SignInId,
        user as UserId,
        token_digest,
        DAYS
    )
    .execute(&mut **tx)
    .await?;
    if added.rows_affected() == 0 { Err(AppError::Suspended) } else { Ok(id) }
}

/// Whom the sign-in lets in, while it lasts.
pub async fn admission_of_sign_in(conn: &mut PgConnection, id: SignInId) -> Result<Option<Admission>> {
    let row = query!(
        r#"select s.user_id as "user: UserId", s.expires_at as "until: Moment"
           from sign_ins s join users u on u.id = s.user_id
           where s.id = $1 and s.ended_at is null and s.expires_at > now() and u.suspended_at is null"#,
        id as SignInId
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Admission::by_sign_in(id, row.user, row.until)))
}

/// The same, by the token that signing in gave.
pub async fn admission_of_bearer(conn: &mut PgConnection, token_digest: &[u8]) -> Result<Option<Admission>> {
    let row = query!(
        r#"select s.id as "id: SignInId", s.user_id as "user: UserId", s.expires_at as "until: Moment"
           from sign_ins s join users u on u.id = s.user_id
           where s.token_digest = $1 and s.ended_at is null and s.expires_at > now() and u.suspended_at is null"#,
        token_digest
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Admission::by_sign_in(row.id, row.user, row.until)))
}

/// Whether what let a person in does so still, and their role is what it was then.
pub async fn still_admits(conn: &mut PgConnection, pass: Pass, role: Role) -> Result<bool> {
    let (sign_in, token) = match pass {
        Pass::SignIn(id) => (Some(id), None),
        Pass::Token(id) => (None, Some(id)),
    };
    Ok(query_scalar!(
        r#"select exists (
               select from users u where u.role = $3 and u.suspended_at is null and (
                   u.id = (select user_id from sign_ins where id = $1 and ended_at is null)
                   or u.id = (select user_id from access_tokens where id = $2 and revoked_at is null))) as "admits!""#,
        sign_in as Option<SignInId>,
        token as Option<TokenId>,
        role.as_str()
    )
    .fetch_one(conn)
    .await?)
}

/// Ends one sign-in; its sockets hang up with the commit.
pub async fn end_sign_in(tx: &mut Tx, id: SignInId) -> Result<()> {
    query!("update sign_ins set ended_at = now() where id = $1 and ended_at is null", id as SignInId)
        .execute(&mut **tx)
        .await?;
    tx.hang_up(vec![Pass::SignIn(id)]);
    Ok(())
}

/// Ends all of a person's sign-ins, on every device.
pub async fn end_all_sign_ins(tx: &mut Tx, user: UserId) -> Result<()> {
    let ended = query_scalar!(
        r#"update sign_ins set ended_at = now() where user_id = $1 and ended_at is null returning id as "id: SignInId""#,
        user as UserId
    )
    .fetch_all(&mut **tx)
    .await?;
    tx.hang_up(ended.into_iter().map(Pass::SignIn).collect());
    Ok(())
}
