//! What waits for the end of somebody's quiet hours, when these are others now.

use super::ways::{DIGEST_SECONDS, LETTER_SECONDS, PUSH_SECONDS};
use crate::error::Result;
use crate::ids::{NotificationId, UserId};
use crate::notifications::{mail, push};
use crate::server::db::Tx;
use crate::server::jobs;
use crate::time::Moment;
use sqlx::query;
use std::collections::BTreeMap;

/// Lanes of what may be held, the way that each is of, and how long it waits in any case, in seconds.
const LANES: [(&str, &str, f64); 4] = [
    (push::LANE.name, "push", PUSH_SECONDS),
    (push::TO_MANY.name, "push", PUSH_SECONDS),
    (mail::LANE.name, "mail", 0.0),
    (mail::TO_MANY.name, "mail", LETTER_SECONDS),
];

/// Everything of the person's that was not tried yet goes out when it would if it were told with the quiet hours that
/// hold now. What was tried and waits for its next try keeps its time.
pub async fn hold_anew(tx: &mut Tx, me: UserId) -> Result<()> {
    let mut lanes: BTreeMap<String, BTreeMap<String, Moment>> = BTreeMap::new();
    for waiting in put_times(tx, me).await? {
        // What has no job of its own is gathered: of that there is one job a person.
        let (lane, key) = match (waiting.lane, &*waiting.channel) {
            (Some(lane), _) => (lane, waiting.id.to_string()),
            (None, "mail") => (mail::GATHERED.name.to_owned(), me.to_string()),
            (None, _) => continue,
        };
        let jobs = lanes.entry(lane).or_default();
        jobs.entry(key).and_modify(|at| *at = waiting.at.min(*at)).or_insert(waiting.at);
    }
    for (lane, times) in lanes {
        jobs::put_at(tx, &lane, times).await?;
    }
    Ok(())
}

/// A delivery that waits, and until when.
struct Waiting {
    id: NotificationId,
    channel: String,
    lane: Option<String>,
    at: Moment,
}

/// Quiet hours last a day at most, so nothing older is held by them.
async fn put_times(tx: &mut Tx, me: UserId) -> Result<Vec<Waiting>> {
    let waiting = query!(
        r#"with waiting as (
             select n.id, d.channel, job.lane,
                 case when d.channel = 'mail' and held.at >= n.useful_until then soon.at else held.at end as at
             from notifications n
             join notification_deliveries d on d.notification_id = n.id
             join users u on u.id = n.user_id
             left join notification_settings s on s.user_id = n.user_id
             left join lateral (
                 select j.lane, known.seconds
                 from unnest($2::text[], $3::text[], $4::float8[]) as known (lane, channel, seconds)
                 join jobs j on j.lane = known.lane and j.key = n.id::text and j.failed_at is null
                 where known.channel = d.channel limit 1) job on true
             cross join lateral (
                 select greatest(now(), n.created_at + make_interval(secs => coalesce(job.seconds, $5::float8))) as at) soon
             cross join lateral (
                 select end_of_quiet(soon.at, u.time_zone, s.quiet_from, s.quiet_until) as at) held
             where n.user_id = $1 and n.removed_at is null and n.created_at > now() - interval '2 days'
               and n.kind <> 'emergency' and d.state = 'queued' and d.attempts = 0
           ), put as (
             update notification_deliveries d set next_try_at = waiting.at
             from waiting where d.notification_id = waiting.id and d.channel = waiting.channel
           )
           select id as "id!: NotificationId", channel as "channel!", lane as "lane?", at as "at!: Moment" from waiting"#,
        me as UserId,
        &LANES.iter().map(|(lane, ..)| (*lane).to_owned()).collect::<Vec<_>>(),
        &LANES.iter().map(|(_, channel, _)| (*channel).to_owned()).collect::<Vec<_>>(),
        &LANES.iter().map(|(.., seconds)| *seconds).collect::<Vec<_>>(),
        DIGEST_SECONDS
    );
    let waiting = waiting.fetch_all(&mut **tx).await?.into_iter();
    Ok(waiting.map(|row| Waiting { id: row.id, channel: row.channel, lane: row.lane, at: row.at }).collect())
}
