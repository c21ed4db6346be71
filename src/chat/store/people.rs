//! Whom one may open a conversation with.

use crate::accounts::Me;
use crate::accounts::model::{Person, User};
use crate::accounts::store::{NameSearch, visible_among};
use crate::error::{AppError, Result};
use crate::ids::{RoomId, UserId, uuids};
use crate::words::Role;
use sqlx::{PgConnection, query, query_scalar};

/// Who may not be seen does not exist; who is seen and may not be written to is refused.
pub(super) async fn must_reach(conn: &mut PgConnection, me: &Me, people: &[UserId]) -> Result<()> {
    if visible_among(conn, me.id(), people).await?.len() < people.len() {
        return Err(AppError::NotFound);
    }
    if any_suspended(conn, people).await? {
        return Err(AppError::forbidden("You cannot write to somebody whose account is suspended."));
    }
    if reaches(conn, me.id(), people).await? {
        return Ok(());
    }
    Err(AppError::forbidden(if me.practice.kind.has_courses() {
        "You can write to those with whom you share a course, and to people of your groups who allow it."
    } else {
        "You can write to those with whom you share an appointment, and to people of your groups who allow it."
    }))
}

/// Whether one may begin a conversation with all of them.
pub(super) async fn reaches(conn: &mut PgConnection, me: UserId, people: &[UserId]) -> Result<bool> {
    let reachable = query_scalar!(
        r#"select count(*) as "count!" from reachable_people where viewer_id = $1 and user_id = any($2)"#,
        me as UserId,
        &uuids(people)
    );
    let count = reachable.fetch_one(conn).await?;
    Ok(usize::try_from(count).is_ok_and(|count| count == people.len()))
}

async fn any_suspended(conn: &mut PgConnection, people: &[UserId]) -> Result<bool> {
    Ok(query_scalar!(
        r#"select exists (select from users where id = any($1) and suspended_at is not null) as "any!""#,
        &uuids(people)
    )
    .fetch_one(conn)
    .await?)
}

/// People whom one may write to, by name; where a room is given, those who are not in it.
pub async fn find_reachable(
    conn: &mut PgConnection,
    me: UserId,
    search: &NameSearch,
    outside: Option<RoomId>,
) -> Result<Vec<Person>> {
    let rows = query!(
        r#"select u.id as "id: UserId", u.name, u.avatar, u.role as "role: Role"
           from reachable_people r join users u on u.id = r.user_id
           where r.viewer_id = $1 and u.suspended_at is null and strpos(u.name_folded, folded($2)) > 0
             and ($3::uuid is null or (u.name_folded, u.id) > (select name_folded, id from users where id = $3))
             and not exists (select from room_members m where m.room_id = $5 and m.user_id = u.id)
           order by u.name_folded, u.id limit $4"#,
        me as UserId,
        search.text,
        search.after as Option<UserId>,
        search.limit,
        outside as Option<RoomId>
    );
    let rows = rows.fetch_all(conn).await?.into_iter();
    Ok(rows
        .map(|row| Person { user: User { id: row.id, name: row.name, avatar: row.avatar }, role: row.role })
        .collect())
}
