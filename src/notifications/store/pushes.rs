//! Deliveries by push, and which device has been sent what.

use crate::error::Result;
use crate::ids::{DeviceId, NotificationId, UserId};
use crate::notifications::model::{Channel, Kind, Mode};
use crate::server::db::Tx;
use crate::server::push::Subscription;
use crate::time::Moment;
use crate::words::{PracticeKind, Role};
use sqlx::{PgConnection, PgPool, query, query_as, query_scalar};

/// A notification that waits to be pushed.
pub struct DuePush {
    pub id: NotificationId,
    pub user: UserId,
    pub kind: Kind,
    pub title: String,
    pub body: String,
    link: String,
    pub topic: Option<String>,
    /// When it was written: a newer one in its place has a later one.
    version: Moment,
    /// Rounds before this one.
    pub attempts: i32,
    /// Whether its reader wants to know on the device what it is about.
    pub details: bool,
    pub unread: i64,
    /// When what it tells of is over.
    pub useful_until: Option<Moment>,
    /// When its reader's quiet hours end, where it has to wait for that.
    pub quiet_until: Option<Moment>,
    /// Why it need not be sent any more.
    pub needless: Option<String>,
    practice: PracticeKind,
    role: Role,
}

impl DuePush {
    pub fn path(&self) -> String {
        if self.link.starts_with('/') {
            self.link.clone()
        } else {
            format!("/{}/{}", self.practice.slug(self.role), self.link)
        }
    }
}

/// `None` where it is settled already. What its reader has chosen, read or left since it was written counts; an
/// emergency is pushed wherever else it was seen, and waits for no quiet hours.
pub async fn due_push(conn: &mut PgConnection, id: NotificationId) -> Result<Option<DuePush>> {
    let names: Vec<String> = Kind::ALL.into_iter().map(|kind| kind.as_str().to_owned()).collect();
    let sorts: Vec<String> = Kind::ALL.into_iter().map(|kind| kind.sort().as_str().to_owned()).collect();
    let usual: Vec<Mode> = Kind::ALL.into_iter().map(|kind| kind.sort().usual(Channel::Push)).collect();
    Ok(query_as!(
        DuePush,
        r#"select n.id as "id!: NotificationId", n.user_id as "user!: UserId", n.kind as "kind!: Kind",
                  n.title as "title!", n.body as "body!", n.link as "link!", n.topic,
                  n.created_at as "version!: Moment", d.attempts as "attempts!",
                  coalesce(s.push_details, false) as "details!",
                  (select count(*) from unread_notifications open where open.user_id = n.user_id) as "unread!",
                  n.useful_until as "useful_until: Moment",
                  case when known.sort <> 'emergencies'
                      then nullif(end_of_quiet(now(), u.time_zone, s.quiet_from, s.quiet_until), now())
                  end as "quiet_until: Moment",
                  case
                      when n.called_off_at is not null then n.called_off_because
                      when n.removed_at is not null then 'It was removed first.'
                      when n.room_id is not null and m.user_id is null then 'They are in the conversation no more.'
                      when n.read_at is not null or coalesce(m.read >= n.number, false) then 'It was read first.'
                      when n.shown_at is not null and known.sort <> 'emergencies'
                          then 'It was shown on a page in use.'
                      when n.useful_until <= now() then 'It was over by then.'
                      when coalesce(choice.mode, known.usual) = 'off' then 'They want none of this sort.'
                      when m.muted_at is not null and known.sort in ('messages', 'groups', 'reactions')
                          then 'The conversation is muted.'
                      when not exists (select from live_push_subscriptions device where device.user_id = n.user_id)
                          then 'No device is notified.'
                  end as needless,
                  p.kind as "practice!: PracticeKind", u.role as "role!: Role"
           from notification_deliveries d
           join notifications n on n.id = d.notification_id
           join unnest($2::text[], $3::text[], $4::text[]) as known (kind, sort, usual) on known.kind = n.kind
           join users u on u.id = n.user_id
           join practices p on p.id = u.practice_id
           left join notification_settings s on s.user_id = n.user_id
           left join room_members m on m.room_id = n.room_id and m.user_id = n.user_id
           left join notification_preferences choice
               on choice.user_id = n.user_id and choice.channel = 'push' and choice.sort = known.sort
           where d.notification_id = $1 and d.channel = 'push' and d.state = 'queued'"#,
        id as NotificationId,
        &names,
        &sorts,
        &usual as &[Mode]
    )
    .fetch_optional(conn)
    .await?)
}

/// A device that has not been sent it yet.
pub struct Waiting {
    pub id: DeviceId,
    pub subscription: Subscription,
}

pub async fn devices_without(conn: &mut PgConnection, due: &DuePush) -> Result<Vec<Waiting>> {
    let rows = query!(
        r#"select s.id as "id!: DeviceId", s.endpoint as "endpoint!", s.p256dh as "p256dh!", s.auth as "auth!"
           from live_push_subscriptions s
           where s.user_id = $1 and not exists (
               select from push_receipts r
               where r.notification_id = $2 and r.subscription_id = s.id and r.version = $3)"#,
        due.user as UserId,
        due.id as NotificationId,
        due.version as Moment
    );
    let waiting = rows.fetch_all(conn).await?.into_iter().map(|row| {
        let subscription = Subscription { endpoint: row.endpoint, p256dh: row.p256dh, auth: row.auth };
        Waiting { id: row.id, subscription }
    });
    Ok(waiting.collect())
}

/// Its push service has it. Nothing where the device was removed meanwhile.
pub async fn note_sent(pool: &PgPool, due: &DuePush, device: DeviceId) -> Result<()> {
    query!(
        "with used as (update push_subscriptions set last_used_at = now() where id = $2 returning id)
         insert into push_receipts (notification_id, subscription_id, version)
         select n.id, used.id, $3 from notifications n, used where n.id = $1
         on conflict (notification_id, subscription_id) do update set version = excluded.version, sent_at = now()",
        due.id as NotificationId,
        device as DeviceId,
        due.version as Moment
    )
    .execute(pool)
    .await?;
    Ok(())
}

/// Its push service does not know it any more.
pub async fn drop_subscription(pool: &PgPool, device: DeviceId) -> Result<()> {
    query!("delete from push_subscriptions where id = $1", device as DeviceId).execute(pool).await?;
    Ok(())
}

/// Whether any device has been sent it.
pub async fn has_receipt(conn: &mut PgConnection, due: &DuePush) -> Result<bool> {
    Ok(query_scalar!(
        r#"select exists (select from push_receipts where notification_id = $1 and version = $2) as "has!""#,
        due.id as NotificationId,
        due.version as Moment
    )
    .fetch_one(conn)
    .await?)
}

/// `state`: `sent`, `failed` or `dropped`. Of one that was replaced meanwhile the newer one is still to be sent.
pub async fn settle_push(pool: &PgPool, due: &DuePush, state: &str, reason: Option<&str>) -> Result<()> {
    query!(
        "update notification_deliveries d
         set state = $3, reason = $4, attempts = d.attempts + 1, next_try_at = null, settled_at = now()
         from notifications n
         where d.notification_id = $1 and d.channel = 'push' and n.id = d.notification_id and n.created_at = $2",
        due.id as NotificationId,
        due.version as Moment,
        state,
        reason
    )
    .execute(pool)
    .await?;
    Ok(())
}

/// It is tried again then, or once its reader's quiet hours are over; an emergency knows none. When that is.
pub async fn put_push_off(pool: &PgPool, due: &DuePush, reason: &str, at: Moment) -> Result<Moment> {
    let next = query_scalar!(
        r#"update notification_deliveries d set reason = $3, attempts = d.attempts + 1,
             next_try_at = case when n.kind = 'emergency' then $4::timestamptz
                                else end_of_quiet($4::timestamptz, u.time_zone, s.quiet_from, s.quiet_until) end
         from notifications n
         join users u on u.id = n.user_id
         left join notification_settings s on s.user_id = n.user_id
         where d.notification_id = $1 and d.channel = 'push' and n.id = d.notification_id and n.created_at = $2
         returning d.next_try_at as "next!: Moment""#,
        due.id as NotificationId,
        due.version as Moment,
        reason,
        at as Moment
    );
    Ok(next.fetch_optional(pool).await?.unwrap_or(at))
}

/// It waits until then, which is no try.
pub async fn let_push_wait(pool: &PgPool, due: &DuePush, until: Moment) -> Result<()> {
    query!(
        "update notification_deliveries d set next_try_at = $3
         from notifications n
         where d.notification_id = $1 and d.channel = 'push' and n.id = d.notification_id and n.created_at = $2",
        due.id as NotificationId,
        due.version as Moment,
        until as Moment
    )
    .execute(pool)
    .await?;
    Ok(())
}

/// Its reader followed it from the device.
pub async fn note_push_opened(tx: &mut Tx, user: UserId, id: NotificationId) -> Result<()> {
    query!(
        "update notification_deliveries d set opened_at = coalesce(d.opened_at, now())
         from notifications n
         where d.notification_id = $1 and d.channel = 'push' and n.id = d.notification_id and n.user_id = $2",
        id as NotificationId,
        user as UserId
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
