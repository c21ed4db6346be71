//! Whom an announcement would reach.

use crate::accounts::{Person, User};
use crate::announcements::model::{Cohort, CohortChoice};
use crate::error::{AppError, Result};
use crate::ids::{CourseId, PracticeId, UserId};
use crate::server::listing::not_a_cursor;
use crate::words::Role;
use sqlx::{PgConnection, query, query_scalar};
use uuid::Uuid;

/// Everyone, each role, the clients of each practitioner, and each course that goes on.
pub async fn choices_of(conn: &mut PgConnection, practice: PracticeId) -> Result<Vec<CohortChoice>> {
    let roles = [Role::Client, Role::Practitioner, Role::Admin].map(|role| Cohort::Role { role });
    let whole = [Cohort::Everyone].into_iter().chain(roles).map(|cohort| CohortChoice { cohort, name: None });
    let rows = query!(
        r#"select id as "practitioner?: UserId", null::uuid as "course?: CourseId", name as "name!" from users
           where practice_id = $1 and role = 'practitioner' and suspended_at is null
           union all
           select null, id, title from courses where practice_id = $1 and archived_at is null
           order by 2 nulls first, 3"#,
        practice as PracticeId
    );
    let parts = rows
        .fetch_all(conn)
        .await?
        .into_iter()
        .map(|row| CohortChoice { cohort: Cohort::of(None, row.practitioner, row.course), name: Some(row.name) });
    Ok(whole.chain(parts).collect())
}

/// Refuses a practitioner or a course that the practice does not have.
pub(super) async fn must_be_here(conn: &mut PgConnection, practice: PracticeId, cohort: Cohort) -> Result<()> {
    let is_here = query_scalar!(
        r#"select ($2::uuid is null or exists (select from users where id = $2 and practice_id = $1 and role = 'practitioner'))
              and ($3::uuid is null or exists (select from courses where id = $3 and practice_id = $1)) as "is_here!""#,
        practice as PracticeId,
        cohort.practitioner() as Option<UserId>,
        cohort.course() as Option<CourseId>
    );
    if is_here.fetch_one(conn).await? {
        return Ok(());
    }
    Err(AppError::invalid("cohort", "Please choose whom it is for."))
}

pub async fn count_audience(
    conn: &mut PgConnection,
    (practice, author): (PracticeId, UserId),
    cohort: Cohort,
) -> Result<i64> {
    must_be_here(conn, practice, cohort).await?;
    let count = query_scalar!(
        r#"select count(*) as "count!" from people_of_cohort($1, $2, $3, $4, $5, $6)"#,
        practice as PracticeId,
        author as UserId,
        cohort.as_str(),
        cohort.role().map(Role::as_str),
        cohort.practitioner() as Option<UserId>,
        cohort.course() as Option<CourseId>
    );
    Ok(count.fetch_one(conn).await?)
}

/// Those of them whose name has that text in it, by name, from after one of them.
pub async fn find_audience(
    conn: &mut PgConnection,
    (practice, author): (PracticeId, UserId),
    cohort: Cohort,
    (text, after, limit): (&str, Option<UserId>, i64),
) -> Result<Vec<Person>> {
    let (name, id) = place_of(conn, practice, after).await?;
    let rows = query!(
        r#"select u.id as "id: UserId", u.name, u.avatar, u.role as "role: Role"
           from people_of_cohort($1, $2, $3, $4, $5, $6) c join users u on u.id = c.user_id
           where (u.name_folded, u.id) > ($7, $8) and strpos(u.name_folded, folded($9)) > 0
           order by u.name_folded, u.id limit $10"#,
        practice as PracticeId,
        author as UserId,
        cohort.as_str(),
        cohort.role().map(Role::as_str),
        cohort.practitioner() as Option<UserId>,
        cohort.course() as Option<CourseId>,
        name,
        id as UserId,
        text,
        limit
    );
    let rows = rows.fetch_all(conn).await?.into_iter();
    Ok(rows
        .map(|row| Person { user: User { id: row.id, name: row.name, avatar: row.avatar }, role: row.role })
        .collect())
}

/// Where a list by name goes on: after that name and person.
pub(super) async fn place_of(
    conn: &mut PgConnection,
    practice: PracticeId,
    after: Option<UserId>,
) -> Result<(String, UserId)> {
    let Some(after) = after else { return Ok((String::new(), UserId(Uuid::nil()))) };
    let place = query_scalar!(
        "select name_folded from users where practice_id = $1 and id = $2",
        practice as PracticeId,
        after as UserId
    );
    let name = place.fetch_optional(conn).await?.ok_or_else(|| not_a_cursor("after"))?;
    Ok((name, after))
}
