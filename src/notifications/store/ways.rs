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
pub(super) const PUSH_SECONDS: f64 = 5.0;
/// A letter of an announcement waits for so long whether it is read first: many are told at once, and many look.
pub(super) const LETTER_SECONDS: f64 = 60.0;
/// Mails about messages are gathered for so long.
pub(super) const DIGEST_SECONDS: f64 = 1800.0;

/// A way out of the house that somebody wants, and from when on.
struct Way {
    id: NotificationId,
    user: UserId,
    is_to_many: bool,
    is_urgent: bool,
    channel: Channel,
    mode: Mode,
    at: Moment,
}

impl Way {
    /// Emergencies go by lanes of their own, and so does what many are told at once: nothing else waits behind ten
    /// thousand, and an emergency waits behind nothing.
    fn lane(&self) -> &'static str {
        match (self.channel, self.mode) {
            (Channel::Push, _) if self.is_urgent => push::URGENT.name,
            (_, _) if self.is_urgent => mail::URGENT.name,
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

/// Deliveries, and the jobs that make them; a push for those alone who have a device. In quiet hours they wait for
/// their end, but for emergencies, and for letters of what would be over by then. Jobs are written in the order of
/// their keys, so that no two writers wait for each other.
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
                 new.sort = 'emergencies' as is_urgent,
                 case when new.sort = 'emergencies' or (way.channel = 'mail' and held.at >= n.useful_until) then soon.at
                      else held.at
                 end as at
             from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $9::bool[])
                 as new (id, user_id, sort, push, mail, is_to_many)
             join notifications n on n.id = new.id
             join users u on u.id = new.user_id
             left join notification_settings s on s.user_id = new.user_id
             cross join lateral (values ('push', new.push), ('mail', new.mail)) as way (channel, usual)
             left join notification_preferences p
                 on p.user_id = new.user_id and p.sort = new.sort and p.channel = way.channel
             cross join lateral (
                 select now() + make_interval(secs => case
                     when new.sort = 'emergencies' then 0::float8
                     when way.channel = 'push' then $6::float8
                     when coalesce(p.mode, way.usual) = 'digest' then $7::float8
                     when new.is_to_many then $8::float8
                     else 0::float8 end) as at) soon
             cross join lateral (
                 select end_of_quiet(soon.at, u.time_zone, s.quiet_from, s.quiet_until) as at) held
             where coalesce(p.mode, way.usual) <> 'off'
               and (way.channel <> 'push'
                    or exists (select from live_push_subscriptions device where device.user_id = new.user_id))
           ), written as (
             insert into notification_deliveries as d (notification_id, channel, next_try_at)
             select id, channel, at from wanted
             on conflict (notification_id, channel) do update set state = 'queued', attempts = 0, reason = null,
                 settled_at = null, opened_at = null, under_way_at = null, interrupted = 0,
                 next_try_at = case when d.state = 'queued' then d.next_try_at else excluded.next_try_at end
           )
           select id as "id!: NotificationId", user_id as "user!: UserId", is_to_many as "is_to_many!",
               is_urgent as "is_urgent!", channel as "channel!: Channel", mode as "mode!: Mode", at as "at!: Moment"
           from wanted"#,
        &written.iter().map(|row| row.id.0).collect::<Vec<_>>(),
        &written.iter().map(|row| row.user.0).collect::<Vec<_>>(),
        &sorts.iter().map(|sort| sort.as_str().to_owned()).collect::<Vec<_>>(),
        &usual(Channel::Push) as &[Mode],
        &usual(Channel::Mail) as &[Mode],
        PUSH_SECONDS,
        DIGEST_SECONDS,
        LETTER_SECONDS,
        &written.iter().map(|row| row.is_to_many).collect::<Vec<_>>()
    )
    .fetch_all(conn)
    .await?)
}
