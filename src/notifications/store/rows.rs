//! Notifications as their readers see them.

use crate::accounts::User;
use crate::error::Result;
use crate::ids::{NotificationId, UserId};
use crate::notifications::model::{Filter, Kind, Notification, Place};
use crate::time::Moment;
use crate::words::{PracticeKind, Role};
use sqlx::{PgConnection, query_as};

pub(super) struct Row {
    pub id: NotificationId,
    pub user: UserId,
    kind: Kind,
    title: String,
    body: String,
    link: String,
    actor_id: Option<UserId>,
    actor_name: Option<String>,
    actor_avatar: Option<String>,
    created_at: Moment,
    read_at: Option<Moment>,
    practice: PracticeKind,
    role: Role,
}

impl From<Row> for Notification {
    fn from(row: Row) -> Self {
        let actor = row.actor_id.zip(row.actor_name);
        let is_whole = row.link.starts_with('/');
        Self {
            id: row.id,
            kind: row.kind,
            title: row.title,
            body: row.body,
            link: if is_whole { row.link } else { format!("/{}/{}", row.practice.slug(row.role), row.link) },
            actor: actor.map(|(id, name)| User { id, name, avatar: row.actor_avatar }),
            created_at: row.created_at,
            read_at: row.read_at,
        }
    }
}

/// Those notifications, whoever they are for, the oldest first.
pub(super) async fn rows_among(conn: &mut PgConnection, ids: &[NotificationId]) -> Result<Vec<Row>> {
    Ok(query_as!(
        Row,
        r#"select n.id as "id: NotificationId", n.user_id as "user: UserId", n.kind as "kind: Kind", n.title, n.body,
             n.link, n.actor_id as "actor_id: UserId", a.name as "actor_name?", a.avatar as actor_avatar,
             n.created_at as "created_at: Moment", n.read_at as "read_at: Moment", p.kind as "practice: PracticeKind",
             u.role as "role: Role"
           from notifications n join users u on u.id = n.user_id join practices p on p.id = u.practice_id
           left join users a on a.id = n.actor_id
           where n.id = any($1)
           order by n.created_at, n.id"#,
        &crate::ids::uuids(ids)
    )
    .fetch_all(conn)
    .await?)
}

/// A page of a person's, newest first. What is in no bell has nothing to be read there. What moves to the front
/// meanwhile changes nothing of where the next page begins.
pub(super) async fn rows_before(
    conn: &mut PgConnection,
    me: UserId,
    filter: Filter,
    before: Option<Place>,
    limit: i64,
) -> Result<Vec<Row>> {
    let kinds: Option<Vec<String>> = filter.sort.map(|sort| sort.kinds().map(|kind| kind.as_str().into()).collect());
    Ok(query_as!(
        Row,
        r#"select n.id as "id: NotificationId", n.user_id as "user: UserId", n.kind as "kind: Kind", n.title, n.body,
             n.link, n.actor_id as "actor_id: UserId", a.name as "actor_name?", a.avatar as actor_avatar,
             n.created_at as "created_at: Moment",
             case when n.read_at is null and open.id is null then n.created_at else n.read_at end as "read_at: Moment",
             p.kind as "practice: PracticeKind", u.role as "role: Role"
           from notifications n join users u on u.id = n.user_id join practices p on p.id = u.practice_id
           left join users a on a.id = n.actor_id
           left join unread_notifications open on open.id = n.id
           where n.user_id = $1 and n.removed_at is null and (n.in_page or $7)
             and ($2::text[] is null or n.kind = any($2))
             and (not $3 or open.id is not null)
             and ($4::timestamptz is null or (n.created_at, n.id) < ($4, $5::uuid))
           order by n.created_at desc, n.id desc limit $6"#,
        me as UserId,
        kinds.as_deref(),
        filter.unread,
        before.map(|place| place.created_at) as Option<Moment>,
        before.map(|place| place.id) as Option<NotificationId>,
        limit,
        filter.everywhere
    )
    .fetch_all(conn)
    .await?)
}
