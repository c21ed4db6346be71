//! What admins do to people: their role, and whether they are let in. A practice keeps at least one active admin.

use super::audit::{Entry, record};
use super::{end_all_sign_ins, hang_up_tokens};
use crate::accounts::model::{Deed, DeedDetails, Me};
use crate::error::{AppError, Result};
use crate::ids::{PracticeId, UserId};
use crate::server::db::Tx;
use crate::words::Role;
use sqlx::{query, query_scalar};

/// Lets an admin in whom the practice still has as such, and makes the others wait for the end of what they do: two
/// who put each other out cannot both succeed.
pub async fn hold_as_admin(tx: &mut Tx, me: &Me) -> Result<()> {
    if me.role != Role::Admin {
        return Err(not_an_admin());
    }
    query!("select from practices where id = $1 for no key update", me.practice.id as PracticeId)
        .fetch_one(&mut **tx)
        .await?;
    let is_admin = query_scalar!(
        r#"select role = 'admin' and suspended_at is null as "is_admin!" from users where id = $1"#,
        me.id() as UserId
    );
    if is_admin.fetch_one(&mut **tx).await? { Ok(()) } else { Err(not_an_admin()) }
}

pub fn not_an_admin() -> AppError {
    AppError::forbidden("This is for the practice's admins.")
}

/// Gives a person another role. They sign in anew, so that no page of theirs keeps the old one.
pub async fn change_role(tx: &mut Tx, me: &Me, user: UserId, role: Role) -> Result<()> {
    let found = find(tx, me, user).await?;
    if found.role == role {
        return Ok(());
    }
    must_leave_an_admin(tx, me, user).await?;
    query!("update users set role = $2 where id = $1", user as UserId, role.as_str()).execute(&mut **tx).await?;
    end_all_sign_ins(tx, user).await?;
    hang_up_tokens(tx, user).await?;
    let details = DeedDetails { from: Some(found.role), to: Some(role), ..DeedDetails::default() };
    record(tx, deed_to(me, user, Deed::RoleChanged, details)).await
}

/// Shuts a person out at once, with all their devices and programs. Their tokens let nobody in while it lasts, and hold
/// again after it. Once more changes nothing.
pub async fn suspend(tx: &mut Tx, me: &Me, user: UserId) -> Result<()> {
    if find(tx, me, user).await?.is_suspended {
        return Ok(());
    }
    must_leave_an_admin(tx, me, user).await?;
    query!("update users set suspended_at = now(), suspended_by = $2 where id = $1", user as UserId, me.id() as UserId)
        .execute(&mut **tx)
        .await?;
    end_all_sign_ins(tx, user).await?;
    hang_up_tokens(tx, user).await?;
    record(tx, deed_to(me, user, Deed::Suspended, DeedDetails::default())).await
}

/// Lets a person sign in again, and their programs in. Sign-ins that were ended stay ended.
pub async fn unsuspend(tx: &mut Tx, me: &Me, user: UserId) -> Result<()> {
    if !find(tx, me, user).await?.is_suspended {
        return Ok(());
    }
    query!("update users set suspended_at = null, suspended_by = null where id = $1", user as UserId)
        .execute(&mut **tx)
        .await?;
    record(tx, deed_to(me, user, Deed::Unsuspended, DeedDetails::default())).await
}

/// A deed of an admin to somebody.
pub(super) fn deed_to(me: &Me, user: UserId, deed: Deed, details: DeedDetails) -> Entry {
    Entry { practice: me.practice.id, actor: me.id(), deed, subject: Some(user), details }
}

struct Found {
    role: Role,
    is_suspended: bool,
}

/// Somebody of the admin's own practice; others do not exist.
async fn find(tx: &mut Tx, me: &Me, user: UserId) -> Result<Found> {
    let row = query!(
        r#"select role as "role: Role", suspended_at is not null as "is_suspended!" from users
           where id = $1 and practice_id = $2 for no key update"#,
        user as UserId,
        me.practice.id as PracticeId
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(Found { role: row.role, is_suspended: row.is_suspended })
}

async fn must_leave_an_admin(tx: &mut Tx, me: &Me, user: UserId) -> Result<()> {
    let others = query_scalar!(
        r#"select count(*) as "others!" from users
           where practice_id = $1 and role = 'admin' and suspended_at is null and id <> $2"#,
        me.practice.id as PracticeId,
        user as UserId
    );
    match others.fetch_one(&mut **tx).await? {
        0 => Err(AppError::conflict("A practice needs an admin. Please make somebody else one first.")),
        _ => Ok(()),
    }
}
