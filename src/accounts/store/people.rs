//! People, as themselves and as others see them.

use crate::accounts::model::{Me, Person, Practice, User};
use crate::error::{AppError, OnConstraint, Result};
use crate::ids::{PracticeId, UserId, uuids};
use crate::server::db::Tx;
use crate::time::{Moment, is_zone};
use crate::words::{PracticeKind, Role};
use sqlx::{PgConnection, query, query_as, query_scalar};

/// A person to be added.
pub struct NewUser {
    pub id: UserId,
    pub practice: PracticeId,
    pub role: Role,
    pub name: String,
    pub email: String,
    pub password_hash: String,
    /// IANA name; the practice's where it is not known.
    pub time_zone: Option<String>,
}

/// People whose name holds the text, from after one of them, at most `limit`.
pub struct NameSearch {
    pub text: String,
    pub after: Option<UserId>,
    pub limit: i64,
}

/// Adds a person, in their own time zone where that is known.
pub async fn add_user(tx: &mut Tx, new: &NewUser) -> Result<()> {
    query!(
        "insert into users (id, practice_id, role, name, email, password_hash, time_zone)
         select $1, id, $3, $4, $5, $6, coalesce($7, time_zone) from practices where id = $2",
        new.id as UserId,
        new.practice as PracticeId,
        new.role.as_str(),
        new.name,
        new.email,
        new.password_hash,
        new.time_zone.as_deref().filter(|zone| is_zone(zone))
    )
    .execute(&mut **tx)
    .await
    .on_constraint("users_email_key", || AppError::invalid("email", "This address cannot be used; try another."))?;
    Ok(())
}

/// A person as they see themselves.
pub async fn me(conn: &mut PgConnection, user: UserId) -> Result<Me> {
    as_themselves(conn, &[user]).await?.pop().ok_or(AppError::NotFound)
}

/// Several people, each as they see themselves.
pub async fn as_themselves(conn: &mut PgConnection, people: &[UserId]) -> Result<Vec<Me>> {
    let rows = query!(
        r#"select u.id as "id: UserId", u.name, u.avatar, u.email, u.role as "role: Role", u.time_zone,
                  u.last_seen_hidden_at is not null as "last_seen_hidden!",
                  u.closed_to_groups_at is not null as "closed_to_groups!",
                  p.id as "practice_id: PracticeId", p.name as practice_name, p.kind as "kind: PracticeKind",
                  p.time_zone as practice_zone, p.address, p.phone, p.note, p.edit_minutes, p.delete_minutes,
                  p.emergency_number, p.emergency_words, p.emergency_minutes
           from users u join practices p on p.id = u.practice_id where u.id = any($1)"#,
        &uuids(people)
    );
    let rows = rows.fetch_all(conn).await?.into_iter();
    Ok(rows
        .map(|row| Me {
            id: row.id,
            name: row.name,
            avatar: row.avatar,
            email: row.email,
            role: row.role,
            practice: Practice {
                id: row.practice_id,
                name: row.practice_name,
                kind: row.kind,
                time_zone: row.practice_zone,
                address: row.address,
                phone: row.phone,
                note: row.note,
                edit_minutes: row.edit_minutes,
                delete_minutes: row.delete_minutes,
                emergency_number: row.emergency_number,
                emergency_words: row.emergency_words,
                emergency_minutes: row.emergency_minutes,
            },
            time_zone: row.time_zone,
            last_seen_hidden: row.last_seen_hidden,
            closed_to_groups: row.closed_to_groups,
        })
        .collect())
}

pub async fn update_profile(tx: &mut Tx, user: UserId, name: &str, time_zone: &str) -> Result<()> {
    query!("update users set name = $2, time_zone = $3 where id = $1", user as UserId, name, time_zone)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Those of a role in a practice who are not suspended, by name.
pub async fn people_of(conn: &mut PgConnection, practice: PracticeId, role: Role) -> Result<Vec<User>> {
    Ok(query_as!(
        User,
        r#"select id as "id: UserId", name, avatar from users
           where practice_id = $1 and role = $2 and suspended_at is null order by name, id"#,
        practice as PracticeId,
        role.as_str()
    )
    .fetch_all(conn)
    .await?)
}

/// Those people, by name.
pub async fn people_among(conn: &mut PgConnection, people: &[UserId]) -> Result<Vec<User>> {
    Ok(query_as!(
        User,
        r#"select id as "id: UserId", name, avatar from users where id = any($1) order by name, id"#,
        &uuids(people)
    )
    .fetch_all(conn)
    .await?)
}

/// People whom the viewer may see, by name.
pub async fn find_visible(conn: &mut PgConnection, viewer: UserId, search: &NameSearch) -> Result<Vec<Person>> {
    let rows = query!(
        r#"select u.id as "id: UserId", u.name, u.avatar, u.role as "role: Role"
           from visible_people v join users u on u.id = v.user_id
           where v.viewer_id = $1 and strpos(u.name_folded, folded($2)) > 0
             and ($3::uuid is null or (u.name_folded, u.id) > (select name_folded, id from users where id = $3))
           order by u.name_folded, u.id limit $4"#,
        viewer as UserId,
        search.text,
        search.after as Option<UserId>,
        search.limit
    );
    let rows = rows.fetch_all(conn).await?.into_iter();
    Ok(rows
        .map(|row| Person { user: User { id: row.id, name: row.name, avatar: row.avatar }, role: row.role })
        .collect())
}

/// Those among `people` whom the viewer may see.
pub async fn visible_among(conn: &mut PgConnection, viewer: UserId, people: &[UserId]) -> Result<Vec<UserId>> {
    Ok(query_scalar!(
        r#"select user_id as "id!: UserId" from visible_people where viewer_id = $1 and user_id = any($2)"#,
        viewer as UserId,
        &uuids(people)
    )
    .fetch_all(conn)
    .await?)
}

/// Those among `people` who may see the person.
pub async fn viewers_among(conn: &mut PgConnection, user: UserId, people: &[UserId]) -> Result<Vec<UserId>> {
    Ok(query_scalar!(
        r#"select viewer_id as "id!: UserId" from visible_people where user_id = $1 and viewer_id = any($2)"#,
        user as UserId,
        &uuids(people)
    )
    .fetch_all(conn)
    .await?)
}

/// Notes that the person was here now.
pub async fn leave_trace(conn: &mut PgConnection, user: UserId) -> Result<()> {
    query!("update users set last_seen_at = now() where id = $1", user as UserId).execute(conn).await?;
    Ok(())
}

/// When the person was last connected, as others may know it.
pub async fn last_seen(conn: &mut PgConnection, user: UserId) -> Result<Option<Moment>> {
    Ok(query_scalar!(
        r#"select case when last_seen_hidden_at is null then last_seen_at end as "at: Moment" from users where id = $1"#,
        user as UserId
    )
    .fetch_one(conn)
    .await?)
}

/// Hides from others when the person was last connected, or shows it again.
pub async fn hide_last_seen(tx: &mut Tx, user: UserId, hidden: bool) -> Result<()> {
    query!(
        "update users set last_seen_hidden_at = case when $2 then coalesce(last_seen_hidden_at, now()) end where id = $1",
        user as UserId,
        hidden
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Closes the way by which other clients of the person's groups begin conversations with them, or opens it again.
pub async fn close_to_groups(tx: &mut Tx, user: UserId, closed: bool) -> Result<()> {
    query!(
        "update users set closed_to_groups_at = case when $2 then coalesce(closed_to_groups_at, now()) end where id = $1",
        user as UserId,
        closed
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
