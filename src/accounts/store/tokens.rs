//! Tokens that people make for their programs.

use super::Admission;
use crate::accounts::model::{Scope, Token};
use crate::error::{AppError, Result};
use crate::ids::{Pass, TokenId, UserId};
use crate::server::db::Tx;
use crate::time::Moment;
use sqlx::{PgConnection, query, query_as, query_scalar};

/// Tokens that a person has at once; more are a program gone wrong.
const AT_MOST: i64 = 50;

/// A token to be made; `days` it lives, or for ever.
pub struct NewToken<'a> {
    pub name: &'a str,
    pub scope: Scope,
    pub days: Option<i32>,
    pub digest: &'a [u8],
}

pub async fn add_token(tx: &mut Tx, user: UserId, new: &NewToken<'_>) -> Result<()> {
    let added = query!(
        "insert into access_tokens (id, user_id, name, scope, digest, expires_at)
         select $1, $2, $3, $4, $5, now() + make_interval(days => $6)
         where (select count(*) from access_tokens where user_id = $2 and revoked_at is null) < $7",
        TokenId::new() as TokenId,
        user as UserId,
        new.name,
        new.scope.as_str(),
        new.digest,
        new.days,
        AT_MOST
    )
    .execute(&mut **tx)
    .await?;
    if added.rows_affected() == 0 {
        return Err(AppError::conflict("There are 50 tokens already. Revoke one that is not needed any more."));
    }
    Ok(())
}

/// A person's tokens that are not revoked, the newest first. Expired ones stay, since that may be what is looked for.
pub async fn tokens_of(conn: &mut PgConnection, user: UserId) -> Result<Vec<Token>> {
    Ok(query_as!(
        Token,
        r#"select id as "id: TokenId", name, scope as "scope: Scope", created_at as "created_at: Moment",
                  last_used_at as "last_used_at: Moment", expires_at as "expires_at: Moment"
           from access_tokens where user_id = $1 and revoked_at is null order by id desc"#,
        user as UserId
    )
    .fetch_all(conn)
    .await?)
}

/// Ends one of the person's tokens; its sockets hang up with the commit. Once more changes nothing.
pub async fn revoke_token(tx: &mut Tx, user: UserId, token: TokenId) -> Result<()> {
    query_scalar!(
        r#"update access_tokens set revoked_at = coalesce(revoked_at, now())
           where id = $1 and user_id = $2 returning id as "id: TokenId""#,
        token as TokenId,
        user as UserId
    )
    .fetch_one(&mut **tx)
    .await?;
    tx.hang_up(vec![Pass::Token(token)]);
    Ok(())
}

/// Closes the sockets of a person's tokens, which stay good: their programs connect anew, as who the person is then,
/// and not while the person is suspended.
pub async fn hang_up_tokens(tx: &mut Tx, user: UserId) -> Result<()> {
    let tokens = query_scalar!(
        r#"select id as "id: TokenId" from access_tokens where user_id = $1 and revoked_at is null"#,
        user as UserId
    );
    let tokens = tokens.fetch_all(&mut **tx).await?;
    tx.hang_up(tokens.into_iter().map(Pass::Token).collect());
    Ok(())
}

/// Whom a token lets in, while it holds; notes to the minute that it was used.
pub async fn admission_of_token(conn: &mut PgConnection, digest: &[u8]) -> Result<Option<Admission>> {
    let row = query!(
        r#"with found as (
               select t.id, t.user_id, t.scope, t.expires_at, t.last_used_at
               from access_tokens t join users u on u.id = t.user_id
               where t.digest = $1 and t.revoked_at is null and (t.expires_at is null or t.expires_at > now())
                 and u.suspended_at is null),
           used as (
               update access_tokens set last_used_at = now()
               where id = (select id from found where last_used_at is null or last_used_at < now() - interval '1 minute'))
           select id as "id: TokenId", user_id as "user: UserId", scope as "scope: Scope",
                  expires_at as "until: Moment" from found"#,
        digest
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Admission { user: row.user, pass: Pass::Token(row.id), scope: row.scope, until: row.until }))
}
