//! Ways out of the house: the deliveries that people want, and the jobs that make them.

use super::notify::Written;
use crate::error::Result;
use crate::ids::{NotificationId, UserId};
use crate::notifications::model::{Channel, Mode, Sort};
use crate::notifications::{mail, push};
use crate::server::jobs;
use crate::time::Moment;
use serde_json::{Value, json};
use sqlx::PgConnection;
use std::collections::BTreeMap;

/// A push waits for so long whether a page shows it first; an emergency does not wait.
const PUSH_SECONDS: f64 = 5.0;
/// A letter of an announcement waits for so long whether it is read first: many are told at once, and many look.
const LETTER_SECONDS: f64 = 60.0;
/// Mails about messages are gathered for so long.
const DIGEST_MINUTES: i32 = 30;

/// A way out of the house that somebody wants, and from when on.
struct Way {
    id: NotificationId,
    user: UserId,
    is_to_many: bool,
    channel: Channel,
    mode: Mode,
    at: Moment,
}

impl Way {
    /// What many are told at once goes by lanes of its own, so that nothing else waits behind ten thousand.
    fn lane(&self) -> &'static str {
        match (self.channel, self.mode) {
            (Channel::Push, _) if self.is_to_many => push::TO_MANY.name,
            (Channel::Push, _) => push::LANE.name,
            (_, Mode::Digest) => mail::GATHERED.name,
            (_, _) if self.is_to_many => mail::TO_MANY.name,
            (_, _) => mail::LANE.name,
        }
    }

    /// Its key, and what is to be done: of what is gathered there is one job a person.
    fn job(&self) -> (String, Value) {
        match (self.channel, self.mode) {
            (Channel::Mail, Mode::Digest) => (self.user.to_string(), json!({ "user": self.user })),
            _ => (self.id.to_string(), json!({ "notification": self.id })),
        }
    }
}

/// Deliveries, and the jobs that make them; a push for those alone who have a device. In quiet hours a push waits for
/// their end, but for emergencies. Jobs are written in the order of their keys, so that no two writers wait for each
/// other.
pub(super) async fn send_out(conn: &mut PgConnection, written: &[Written]) -> Result<()> {
    let mut lanes: BTreeMap<&str, BTreeMap<String, (Value, Moment)>> = BTreeMap::new();
    for way in write_deliveries(conn, written).await? {
        let (key, payload) = way.job();
        lanes.entry(way.lane()).or_default().insert(key, (payload, way.at));
    }
    for (lane, jobs) in lanes {
        let jobs = jobs.into_iter().map(|(key, (payload, at))| (Some(key), payload, at)).collect();
        jobs::put_many(conn, lane, jobs).await?;
    }
    Ok(())
}

async fn write_deliveries(conn: &mut PgConnection, written: &[Written]) -> Result<Vec<Way>> {
    let sorts: Vec<Sort> = written.iter().map(|row| row.kind.sort()).collect();
    let usual = |channel: Channel| sorts.iter().map(|sort| sort.usual(channel)).collect::<Vec<Mode>>();
    Ok(sqlx::query_as!(
        Way,
        r#"with wanted as (
             select new.id, new.user_id, way.channel, coalesce(p.mode, way.usual) as mode, new.is_to_many,
                 case when way.channel = 'mail' and coalesce(p.mode, way.usual) = 'digest'
                          then now() + make_interval(mins => $7)
                      when way.channel = 'mail' and new.is_to_many then now() + make_interval(secs => $8)
                      when way.channel = 'mail' or new.sort = 'emergencies' then now()
                      else end_of_quiet(now() + make_interval(secs => $6), u.time_zone, s.quiet_from, s.quiet_until)
                 end as at
             from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $9::bool[])
                 as new (id, user_id, sort, push, mail, is_to_many)
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
           select id as "id!: NotificationId", user_id as "user!: UserId", is_to_many as "is_to_many!",
               channel as "channel!: Channel", mode as "mode!: Mode", at as "at!: Moment"
           from wanted"#,
        &written.iter().map(|row| row.id.0).collect::<Vec<_>>(),
        &written.iter().map(|row| row.user.0).collect::<Vec<_>>(),
        &sorts.iter().map(|sort| sort.as_str().to_owned()).collect::<Vec<_>>(),
        &usual(Channel::Push) as &[Mode],
        &usual(Channel::Mail) as &[Mode],
        PUSH_SECONDS,
        DIGEST_MINUTES,
        LETTER_SECONDS,
        &written.iter().map(|row| row.is_to_many).collect::<Vec<_>>()
    )
    .fetch_all(conn)
    .await?)
}
