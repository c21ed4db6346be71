//! The SQL on deliveries by mail: taken, looked at once more, settled.

use crate::error::Result;
use crate::ids::{NotificationId, RoomId, UserId, uuids};
use crate::notifications::model::{Kind, Mode, Place};
use crate::time::Moment;
use crate::words::{PracticeKind, Role};
use sqlx::{PgConnection, query, query_as, query_scalar};

/// Somebody a letter is for.
#[derive(Clone, Debug)]
pub struct Reader {
    pub user: UserId,
    pub name: String,
    pub email: String,
    pub time_zone: String,
    pub practice: String,
    pub kind: PracticeKind,
    pub role: Role,
}

/// A delivery that is still to be made, with what it is about as it stands now.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools)] // each may be a reason not to send it
pub struct Queued {
    pub id: NotificationId,
    pub kind: Kind,
    pub title: String,
    pub body: String,
    pub link: String,
    pub calendar: Option<String>,
    pub room: Option<RoomId>,
    pub created_at: Moment,
    pub attempts: i32,
    pub interrupted: i32,
    pub was_under_way: bool,
    /// Why it was called off.
    pub called_off: Option<String>,
    pub is_over: bool,
    pub is_removed: bool,
    pub is_read: bool,
    /// Of a room that they are in no more.
    pub has_left: bool,
    pub is_muted: bool,
    pub is_suspended: bool,
    pub mode: Option<Mode>,
    /// When its reader's quiet hours end, where it has to wait for that.
    pub quiet_until: Option<Moment>,
}

impl Queued {
    /// A newer one in its place is another letter.
    pub fn place(&self) -> Place {
        Place { created_at: self.created_at, id: self.id }
    }
}

/// What came of a delivery.
#[derive(Clone, Debug, PartialEq)]
pub enum Fate {
    Sent,
    Failed(String),
    Dropped(&'static str),
    CalledOff(String),
    Later(String, Moment),
}

pub async fn reader(conn: &mut PgConnection, user: UserId) -> Result<Reader> {
    let reader = query_as!(
        Reader,
        r#"select u.id as "user: UserId", u.name, u.email, u.time_zone, p.name as practice,
             p.kind as "kind: PracticeKind", u.role as "role: Role"
           from users u join practices p on p.id = u.practice_id where u.id = $1"#,
        user as UserId
    );
    Ok(reader.fetch_one(conn).await?)
}

/// Whom it is for, what it is about, and as which it stands now.
pub async fn reader_of(conn: &mut PgConnection, id: NotificationId) -> Result<(UserId, Kind, Place)> {
    let row = query!(
        r#"select user_id as "user: UserId", kind as "kind: Kind", created_at as "created_at: Moment"
           from notifications where id = $1"#,
        id as NotificationId
    );
    let row = row.fetch_one(conn).await?;
    Ok((row.user, row.kind, Place { created_at: row.created_at, id }))
}

/// Deliveries by mail that are still to be made to somebody, oldest first, held until the transaction ends. Either
/// one of them, or those of these kinds that no job of their own will make. Emergencies wait for no quiet hours, and
/// neither does what would be over by their end.
pub async fn hold_queued(
    conn: &mut PgConnection,
    user: UserId,
    only: Option<NotificationId>,
    kinds: &[Kind],
) -> Result<Vec<Queued>> {
    let names: Vec<String> = kinds.iter().map(|kind| kind.as_str().to_owned()).collect();
    let sorts: Vec<String> = kinds.iter().map(|kind| kind.sort().as_str().to_owned()).collect();
    Ok(query_as!(
        Queued,
        r#"select n.id as "id: NotificationId", n.kind as "kind: Kind", n.title, n.body, n.link, n.calendar,
             n.room_id as "room: RoomId", n.created_at as "created_at: Moment", d.attempts, d.interrupted,
             d.under_way_at is not null as "was_under_way!", n.called_off_because as called_off,
             coalesce(n.useful_until <= now(), false) as "is_over!", n.removed_at is not null as "is_removed!",
             (n.read_at is not null or coalesce(m.read >= n.number, false)) as "is_read!",
             (n.room_id is not null and m.user_id is null) as "has_left!",
             m.muted_at is not null as "is_muted!", u.suspended_at is not null as "is_suspended!",
             p.mode as "mode?: Mode",
             case when known.sort <> 'emergencies' and coalesce(held.at < n.useful_until, true)
                 then nullif(held.at, now()) end as "quiet_until?: Moment"
           from notification_deliveries d
           join notifications n on n.id = d.notification_id
           join unnest($3::text[], $4::text[]) as known (kind, sort) on known.kind = n.kind
           join users u on u.id = n.user_id
           left join room_members m on m.room_id = n.room_id and m.user_id = n.user_id
           left join notification_preferences p
               on p.user_id = n.user_id and p.channel = 'mail' and p.sort = known.sort
           left join notification_settings s on s.user_id = n.user_id
           cross join lateral (
               select end_of_quiet(now(), u.time_zone, s.quiet_from, s.quiet_until) as at) held
           where n.user_id = $1 and d.channel = 'mail' and d.state = 'queued' and ($2::uuid is null or n.id = $2)
             and ($2::uuid is not null or not exists (
                 select from jobs j where j.lane = 'mail' and j.key = n.id::text and j.failed_at is null))
           order by n.created_at, n.id
           for no key update of d"#,
        user as UserId,
        only as Option<NotificationId>,
        &names,
        &sorts
    )
    .fetch_all(conn)
    .await?)
}

/// They wait until then, which is no try.
pub async fn let_wait(conn: &mut PgConnection, letters: &[Place], until: Moment) -> Result<()> {
    let ids: Vec<NotificationId> = letters.iter().map(|letter| letter.id).collect();
    query!(
        "update notification_deliveries set next_try_at = $2
         where notification_id = any($1) and channel = 'mail' and state = 'queued'",
        &uuids(&ids),
        until as Moment
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// From here on a letter may be out, whatever happens to us.
pub async fn mark_under_way(conn: &mut PgConnection, letters: &[Place]) -> Result<()> {
    let ids: Vec<NotificationId> = letters.iter().map(|letter| letter.id).collect();
    query!(
        "update notification_deliveries set attempts = attempts + 1, under_way_at = now(), reason = null,
             interrupted = interrupted + (under_way_at is not null)::int
         where notification_id = any($1) and channel = 'mail'",
        &uuids(&ids)
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Of one that was replaced meanwhile the newer one is still to be sent.
pub async fn settle(conn: &mut PgConnection, letters: &[Place], fate: &Fate) -> Result<()> {
    let (state, reason, next) = match fate {
        Fate::Sent => ("sent", None, None),
        Fate::Failed(why) => ("failed", Some(why.as_str()), None),
        Fate::Dropped(why) => ("dropped", Some(*why), None),
        Fate::CalledOff(why) => ("dropped", Some(why.as_str()), None),
        Fate::Later(why, at) => ("queued", Some(why.as_str()), Some(*at)),
    };
    let (ids, versions): (Vec<NotificationId>, Vec<Moment>) =
        letters.iter().map(|letter| (letter.id, letter.created_at)).unzip();
    query!(
        "update notification_deliveries d set state = $2, reason = $3, next_try_at = $4, under_way_at = null,
             interrupted = case when $2 <> 'queued' then 0 else d.interrupted end,
             settled_at = case when $2 <> 'queued' then now() end
         from notifications n
         join unnest($1::uuid[], $5::timestamptz[]) as letter (id, version)
             on letter.id = n.id and letter.version = n.created_at
         where d.notification_id = n.id and d.channel = 'mail' and d.state = 'queued'",
        &uuids(&ids),
        state,
        reason,
        next as Option<Moment>,
        &versions as &[Moment]
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// How many messages somebody has not read, by who wrote them, most first.
pub async fn unread_by_sender(conn: &mut PgConnection, user: UserId, rooms: &[RoomId]) -> Result<Vec<(String, i64)>> {
    let rows = query!(
        r#"select u.name, count(*) as "count!"
           from room_members m
           join messages x on x.room_id = m.room_id and x.number > m.read
           join users u on u.id = x.sender_id
           where m.user_id = $1 and m.room_id = any($2) and x.sender_id <> $1 and x.kind <> 'system'
             and x.deleted_at is null
           group by u.id, u.name order by 2 desc, u.name"#,
        user as UserId,
        &uuids(rooms)
    );
    Ok(rows.fetch_all(conn).await?.into_iter().map(|row| (row.name, row.count)).collect())
}

/// What signs links in letters.
pub async fn mail_key(conn: &mut PgConnection) -> Result<Vec<u8>> {
    Ok(query_scalar!("select mail_key from installation").fetch_one(conn).await?)
}
