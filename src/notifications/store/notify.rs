//! Telling people: rows, ways out of the house, jobs and frames, all in the transaction of what is told.

use super::rows::rows_among;
use crate::error::Result;
use crate::ids::{NotificationId, RoomId, UserId, uuids};
use crate::notifications::Event;
use crate::notifications::model::{Channel, Kind, Mode, Notice, Sort};
use crate::server::db::Tx;
use crate::server::jobs;
use crate::time::Moment;
use serde_json::json;
use sqlx::{PgConnection, query};
use std::collections::HashMap;

/// A push waits for so long whether a page shows it first; an emergency does not wait.
const PUSH_SECONDS: f64 = 5.0;
/// Mails about messages are gathered for so long.
const DIGEST_MINUTES: i64 = 30;

/// Tells everybody a notice is for, as each of them wants to be told.
pub async fn notify(tx: &mut Tx, notice: Notice) -> Result<()> {
    notify_all(tx, vec![notice]).await
}

/// Tells of many things at once. Of notices with the same topic, nobody is among the readers of two.
pub async fn notify_all(tx: &mut Tx, notices: Vec<Notice>) -> Result<()> {
    let written = write(tx, &notices).await?;
    if written.is_empty() {
        return Ok(());
    }
    send_out(tx, &written).await?;
    tell(tx, &written).await
}

/// A row that was written: whose, of which sort, and whether it is in the bell.
struct Written {
    id: NotificationId,
    user: UserId,
    kind: Kind,
    in_page: bool,
}

async fn write(tx: &mut Tx, notices: &[Notice]) -> Result<Vec<Written>> {
    let rows: Vec<(&Notice, UserId)> = notices
        .iter()
        .flat_map(|notice| notice.to.iter().map(move |user| (notice, *user)))
        .filter(|(notice, user)| notice.actor != Some(*user))
        .collect();
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let each = |text: fn(&Notice) -> &str| rows.iter().map(|(notice, _)| text(notice).to_owned()).collect::<Vec<_>>();
    let usual = |channel: Channel| -> Vec<bool> {
        rows.iter().map(|(notice, _)| notice.kind.sort().usual(channel) != Mode::Off).collect()
    };
    let ids: Vec<NotificationId> = rows.iter().map(|_| NotificationId::new()).collect();
    Ok(sqlx::query_as!(
        Written,
        r#"insert into notifications
             (id, user_id, kind, actor_id, title, body, link, room_id, number, topic, calendar, in_page)
           select new.id, new.user_id, new.kind, new.actor_id, new.title, new.body, new.link, new.room_id, new.number,
               new.topic, new.calendar, coalesce(page.mode <> 'off', new.page)
           from unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::uuid[],
                       $9::bigint[], $10::text[], $11::text[], $12::text[], $13::bool[], $14::bool[], $15::bool[])
               as new (id, user_id, kind, actor_id, title, body, link, room_id, number, topic, calendar, sort,
                       page, push, mail)
           join users u on u.id = new.user_id and u.suspended_at is null
           left join notification_preferences page
               on page.user_id = new.user_id and page.sort = new.sort and page.channel = 'page'
           left join notification_preferences push
               on push.user_id = new.user_id and push.sort = new.sort and push.channel = 'push'
           left join notification_preferences mail
               on mail.user_id = new.user_id and mail.sort = new.sort and mail.channel = 'mail'
           where coalesce(page.mode <> 'off', new.page) or coalesce(push.mode <> 'off', new.push)
               or coalesce(mail.mode <> 'off', new.mail)
           on conflict (user_id, topic) where topic is not null and read_at is null and removed_at is null
           do update set kind = excluded.kind, actor_id = excluded.actor_id, title = excluded.title,
               body = excluded.body, link = excluded.link, room_id = excluded.room_id, number = excluded.number,
               calendar = excluded.calendar, in_page = excluded.in_page, created_at = now(), shown_at = null
           returning id as "id: NotificationId", user_id as "user: UserId", kind as "kind: Kind", in_page"#,
        &uuids(&ids),
        &rows.iter().map(|(_, user)| user.0).collect::<Vec<_>>(),
        &each(|notice| notice.kind.as_str()),
        &rows.iter().map(|(notice, _)| notice.actor).collect::<Vec<_>>() as &[Option<UserId>],
        &each(|notice| &notice.title),
        &each(|notice| &notice.body),
        &each(|notice| &notice.link),
        &rows.iter().map(|(notice, _)| notice.message.map(|(room, _)| room)).collect::<Vec<_>>() as &[Option<RoomId>],
        &rows.iter().map(|(notice, _)| notice.message.map(|(_, number)| number)).collect::<Vec<_>>()
            as &[Option<i64>],
        &rows.iter().map(|(notice, _)| notice.topic.clone()).collect::<Vec<_>>() as &[Option<String>],
        &rows.iter().map(|(notice, _)| notice.calendar.clone()).collect::<Vec<_>>() as &[Option<String>],
        &each(|notice| notice.kind.sort().as_str()),
        &usual(Channel::Page),
        &usual(Channel::Push),
        &usual(Channel::Mail)
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// A way out of the house that somebody wants, and from when on.
struct Way {
    id: NotificationId,
    user: UserId,
    channel: Channel,
    mode: Mode,
    at: Moment,
}

/// Deliveries, and the jobs that make them; a push for those alone who have a device. In quiet hours a push waits for their end, but for emergencies.
async fn send_out(conn: &mut PgConnection, written: &[Written]) -> Result<()> {
    let ways = write_deliveries(conn, written).await?;
    let (mut pushes, mut mails, mut digests) = (Vec::new(), Vec::new(), HashMap::new());
    for Way { id, user, channel, mode, at } in ways {
        let job = (Some(id.to_string()), json!({ "notification": id }), at);
        match (channel, mode) {
            (Channel::Push, _) => pushes.push(job),
            (_, Mode::Digest) => {
                digests.insert(user, (Some(user.to_string()), json!({ "user": user }), at));
            }
            _ => mails.push(job),
        }
    }
    for (lane, jobs) in [("push", pushes), ("mail", mails), ("digest", digests.into_values().collect())] {
        if !jobs.is_empty() {
            jobs::put_many(conn, lane, jobs).await?;
        }
    }
    Ok(())
}

async fn write_deliveries(conn: &mut PgConnection, written: &[Written]) -> Result<Vec<Way>> {
    let sorts: Vec<Sort> = written.iter().map(|row| row.kind.sort()).collect();
    let usual = |channel: Channel| sorts.iter().map(|sort| sort.usual(channel)).collect::<Vec<Mode>>();
    Ok(sqlx::query_as!(
        Way,
        r#"with wanted as (
             select new.id, new.user_id, way.channel, coalesce(p.mode, way.usual) as mode,
                 case when way.channel = 'mail' and coalesce(p.mode, way.usual) = 'digest'
                          then now() + make_interval(mins => $7)
                      when way.channel = 'mail' or new.sort = 'emergencies' then now()
                      else end_of_quiet(now() + make_interval(secs => $6), u.time_zone, s.quiet_from, s.quiet_until)
                 end as at
             from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[])
                 as new (id, user_id, sort, push, mail)
             join users u on u.id = new.user_id
             left join notification_settings s on s.user_id = new.user_id
             cross join lateral (values ('push', new.push), ('mail', new.mail)) as way (channel, usual)
             left join notification_preferences p
                 on p.user_id = new.user_id and p.sort = new.sort and p.channel = way.channel
             where coalesce(p.mode, way.usual) <> 'off'
               and (way.channel <> 'push'
                    or exists (select from live_push_subscriptions device where device.user_id = new.user_id))
           ), written as (
             insert into notification_deliveries as d (notification_id, channel, next_try_at)
             select id, channel, at from wanted
             on conflict (notification_id, channel) do update set state = 'queued', attempts = 0, reason = null,
                 settled_at = null, opened_at = null,
                 next_try_at = case when d.state = 'queued' then d.next_try_at else excluded.next_try_at end
           )
           select id as "id!: NotificationId", user_id as "user!: UserId", channel as "channel!: Channel",
               mode as "mode!: Mode", at as "at!: Moment"
           from wanted"#,
        &written.iter().map(|row| row.id.0).collect::<Vec<_>>(),
        &written.iter().map(|row| row.user.0).collect::<Vec<_>>(),
        &sorts.iter().map(|sort| sort.as_str().to_owned()).collect::<Vec<_>>(),
        &usual(Channel::Push) as &[Mode],
        &usual(Channel::Mail) as &[Mode],
        PUSH_SECONDS,
        i32::try_from(DIGEST_MINUTES).unwrap_or(i32::MAX)
    )
    .fetch_all(conn)
    .await?)
}

/// Each person hears of theirs, with how many are unread.
async fn tell(tx: &mut Tx, written: &[Written]) -> Result<()> {
    let shown: Vec<&Written> = written.iter().filter(|row| row.in_page).collect();
    let people: Vec<UserId> = shown.iter().map(|row| row.user).collect();
    let counts = query!(
        r#"select user_id as "user!: UserId", count(*) as "unread!" from unread_notifications
           where user_id = any($1) group by 1"#,
        &uuids(&people)
    );
    let counts: HashMap<UserId, i64> =
        counts.fetch_all(&mut **tx).await?.into_iter().map(|row| (row.user, row.unread)).collect();
    let ids: Vec<NotificationId> = shown.iter().map(|row| row.id).collect();
    for row in rows_among(tx, &ids).await? {
        let (user, unread) = (row.user, counts.get(&row.user).copied().unwrap_or(0));
        tx.tell([user], Event::Notified { notification: Some(Box::new(row.into())), unread });
    }
    Ok(())
}
