//! The people of a practice, as its admins look through them.

use crate::accounts::model::{PersonSheet, RollCount, RollSearch, Standing, User};
use crate::error::Result;
use crate::ids::{PracticeId, UserId};
use crate::server::listing::not_a_cursor;
use crate::time::Moment;
use crate::words::Role;
use sqlx::{PgConnection, query, query_as};
use uuid::Uuid;

struct SheetRow {
    id: UserId,
    name: String,
    avatar: Option<String>,
    email: String,
    role: Role,
    joined_at: Moment,
    suspended_at: Option<Moment>,
    last_seen: Option<Moment>,
}

impl From<SheetRow> for PersonSheet {
    fn from(row: SheetRow) -> Self {
        Self {
            user: User { id: row.id, name: row.name, avatar: row.avatar },
            email: row.email,
            role: row.role,
            state: if row.suspended_at.is_some() { Standing::Suspended } else { Standing::Active },
            joined_at: row.joined_at,
            suspended_at: row.suspended_at,
            last_seen: row.last_seen,
        }
    }
}

/// At most `limit` people by name, from after one of them. The index on names is walked from there.
pub async fn find_people(
    conn: &mut PgConnection,
    practice: PracticeId,
    search: &RollSearch,
    (after, limit): (Option<UserId>, i64),
) -> Result<Vec<PersonSheet>> {
    let (name, id) = match after {
        Some(after) => (place_of(conn, practice, after).await?, after),
        None => (String::new(), UserId(Uuid::nil())),
    };
    let rows = query_as!(
        SheetRow,
        r#"select id as "id: UserId", name, avatar, email, role as "role: Role", created_at as "joined_at: Moment",
                  suspended_at as "suspended_at: Moment",
                  case when last_seen_hidden_at is null then last_seen_at end as "last_seen: Moment"
           from users
           where practice_id = $1 and (name_folded, id) > ($2, $3)
             and ($4 = '' or strpos(name_folded, folded($4)) > 0 or strpos(email, lower($4)) > 0)
             and ($5::text is null or role = $5)
             and ($6::text is null or (suspended_at is not null) = ($6 = 'suspended'))
           order by name_folded, id limit $7"#,
        practice as PracticeId,
        name,
        id as UserId,
        search.text,
        search.role.map(Role::as_str),
        search.state.map(Standing::as_str),
        limit
    );
    Ok(rows.fetch_all(conn).await?.into_iter().map(PersonSheet::from).collect())
}

/// One person of the practice.
pub async fn person_of(conn: &mut PgConnection, practice: PracticeId, user: UserId) -> Result<PersonSheet> {
    let row = query_as!(
        SheetRow,
        r#"select id as "id: UserId", name, avatar, email, role as "role: Role", created_at as "joined_at: Moment",
                  suspended_at as "suspended_at: Moment",
                  case when last_seen_hidden_at is null then last_seen_at end as "last_seen: Moment"
           from users where practice_id = $1 and id = $2"#,
        practice as PracticeId,
        user as UserId
    );
    Ok(row.fetch_one(conn).await?.into())
}

pub async fn count_people(conn: &mut PgConnection, practice: PracticeId) -> Result<RollCount> {
    Ok(query_as!(
        RollCount,
        r#"select count(*) filter (where suspended_at is null and role = 'client') as "clients!",
                  count(*) filter (where suspended_at is null and role = 'practitioner') as "practitioners!",
                  count(*) filter (where suspended_at is null and role = 'admin') as "admins!",
                  count(*) filter (where suspended_at is not null) as "suspended!"
           from users where practice_id = $1"#,
        practice as PracticeId
    )
    .fetch_one(conn)
    .await?)
}

/// Under which name the list goes on.
async fn place_of(conn: &mut PgConnection, practice: PracticeId, user: UserId) -> Result<String> {
    let place = query!(
        "select name_folded from users where practice_id = $1 and id = $2",
        practice as PracticeId,
        user as UserId
    );
    place.fetch_optional(conn).await?.map(|row| row.name_folded).ok_or_else(|| not_a_cursor("after"))
}
