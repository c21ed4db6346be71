//! Which practitioners are on call.

use super::audience::everybody;
use crate::accounts::{Me, User};
use crate::emergencies::Event;
use crate::emergencies::model::OnCall;
use crate::emergencies::store::must_work_here;
use crate::error::{AppError, Result};
use crate::ids::{PracticeId, UserId, uuids};
use crate::server::db::Tx;
use crate::time::Moment;
use crate::words::Role;
use sqlx::{PgConnection, query, query_scalar};

/// All practitioners by name, with who is on call.
pub async fn on_call_in(conn: &mut PgConnection, practice: PracticeId) -> Result<Vec<OnCall>> {
    let rows = query!(
        r#"select u.id as "id: UserId", u.name, u.avatar, o.since as "since?: Moment"
           from users u left join on_call o on o.user_id = u.id
           where u.practice_id = $1 and u.role = 'practitioner' and u.suspended_at is null order by u.name, u.id"#,
        practice as PracticeId
    );
    let rows = rows.fetch_all(conn).await?.into_iter();
    Ok(rows
        .map(|row| OnCall { user: User { id: row.id, name: row.name, avatar: row.avatar }, since: row.since })
        .collect())
}

/// Practitioners say it of themselves, admins of everybody. Once more changes nothing.
pub async fn set_on_call(tx: &mut Tx, me: &Me, user: UserId, is_on_call: bool) -> Result<()> {
    must_work_here(me)?;
    if !on_call_in(tx, me.practice.id).await?.iter().any(|one| one.user.id == user) {
        return Err(AppError::NotFound);
    }
    if me.role != Role::Admin && user != me.id() {
        return Err(AppError::forbidden("Who is on call is for them and the admins to say."));
    }
    if write(tx, me, user, is_on_call).await? {
        // Whoever works in the practice may be looking at who is.
        let staff = everybody(tx, me.practice.id).await?;
        tx.tell(staff.people, Event::OnCallChanged);
    }
    Ok(())
}

/// False where it was so already.
async fn write(tx: &mut Tx, me: &Me, user: UserId, is_on_call: bool) -> Result<bool> {
    let written = if is_on_call {
        query!(
            "insert into on_call (user_id, set_by) values ($1, $2) on conflict on constraint on_call_user_key do nothing",
            user as UserId,
            me.id() as UserId
        )
        .execute(&mut **tx)
        .await?
    } else {
        query!("delete from on_call where user_id = $1", user as UserId).execute(&mut **tx).await?
    };
    Ok(written.rows_affected() > 0)
}

pub(super) async fn on_call_among(conn: &mut PgConnection, people: &[UserId]) -> Result<Vec<UserId>> {
    let found = query_scalar!(r#"select user_id as "id: UserId" from on_call where user_id = any($1)"#, &uuids(people));
    Ok(found.fetch_all(conn).await?)
}
