//! The lanes of pushes: one notification to all devices of its person. It bears being done twice: what a device has
//! been sent is written down at once, and what nobody wants or needs any more is not sent at all.

mod words;

use super::store::{self, DuePush};
use crate::error::{AppError, Result};
use crate::ids::NotificationId;
use crate::notifications::model::Sort;
use crate::server::jobs::{Lane, Outcome};
use crate::server::push::{Answer, Push, Urgency};
use crate::server::state::AppState;
use crate::time::Moment;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use futures_util::future::join_all;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::time::Duration;

/// Emergencies, which wait behind nothing else.
pub const URGENT: Lane = Lane::new("push-urgent", 8, LANE.work);
pub const LANE: Lane = Lane::new("push", 8, |state, payload| Box::pin(push(state, payload)));
/// Pushes of announcements, which nothing else has to wait for: 160 a second at most, so that conversations feel
/// nothing of ten thousand.
pub const TO_MANY: Lane = Lane::new("push-to-many", 8, LANE.work).resting(Duration::from_millis(50));

/// How long push services keep a message for a device that is away, unless it is over before.
const KEEP: Duration = Duration::from_hours(24);
/// Pauses between tries, in minutes; after the last it is given up.
const PAUSES: [i64; 6] = [1, 5, 15, 60, 240, 720];

/// Sends one notification, as far as it is still to be sent.
pub async fn push(state: AppState, payload: Value) -> Result<Outcome> {
    let id: NotificationId = serde_json::from_value(payload["notification"].clone()).map_err(AppError::broken)?;
    let Some(due) = store::due_push(&mut *state.read().await?, id).await? else { return Ok(Outcome::Done) };
    if let Some(reason) = &due.needless {
        store::settle_push(&state.pool, &due, "dropped", Some(reason)).await?;
        return Ok(Outcome::Done);
    }
    if let Some(until) = due.quiet_until {
        store::let_push_wait(&state.pool, &due, until).await?;
        return Ok(Outcome::At(until));
    }
    let tries = send_to_all(&state, &due).await?;
    conclude(&state, &due, tries).await
}

/// What came of one round over a person's devices.
#[derive(Default)]
struct Tries {
    /// Why a device may have it later, and how long its push service wants to be left alone.
    passing: Option<(String, Duration)>,
    refused: Option<String>,
}

async fn send_to_all(state: &AppState, due: &DuePush) -> Result<Tries> {
    let push = sealed_later(due);
    let devices = store::devices_without(&mut *state.read().await?, due).await?;
    let sending = devices.iter().map(|device| async {
        let answer = state.push.send(&device.subscription, &push).await;
        match &answer {
            Answer::Sent => store::note_sent(&state.pool, due, device.id).await?,
            Answer::Gone => store::drop_subscription(&state.pool, device.id).await?,
            Answer::Passing { .. } | Answer::Refused { .. } => {}
        }
        Ok::<Answer, AppError>(answer)
    });
    let mut tries = Tries::default();
    for answer in join_all(sending).await {
        match answer? {
            Answer::Sent | Answer::Gone => {}
            Answer::Refused { why } => tries.refused = Some(why),
            Answer::Passing { why, after } => {
                let longest = tries.passing.map_or(Duration::ZERO, |(_, after)| after);
                tries.passing = Some((why, after.unwrap_or_default().max(longest)));
            }
        }
    }
    Ok(tries)
}

async fn conclude(state: &AppState, due: &DuePush, tries: Tries) -> Result<Outcome> {
    let pause = usize::try_from(due.attempts).ok().and_then(|tried| PAUSES.get(tried));
    if let (Some((why, after)), Some(pause)) = (&tries.passing, pause) {
        let wait = i64::try_from(after.as_secs()).unwrap_or(i64::MAX).max(pause * 60);
        let at = Moment::from_unix_millis((Moment::now().unix_seconds() + wait) * 1000);
        return Ok(Outcome::At(store::put_push_off(&state.pool, due, why, at).await?));
    }
    let why = tries.passing.map(|(why, _)| why).or(tries.refused);
    let is_sent = store::has_receipt(&mut *state.read().await?, due).await?;
    let (outcome, reason) = match why {
        _ if is_sent => ("sent", None),
        Some(why) => ("failed", Some(why)),
        None => ("dropped", Some("No device is notified any more.".into())),
    };
    store::settle_push(&state.pool, due, outcome, reason.as_deref()).await?;
    Ok(Outcome::Done)
}

fn sealed_later(due: &DuePush) -> Push {
    let is_urgent = due.kind.sort() == Sort::Emergencies;
    Push {
        payload: words::payload(due, is_urgent),
        keep: keep(due.useful_until),
        urgency: if is_urgent { Urgency::High } else { Urgency::Normal },
        topic: Some(topic(due)),
    }
}

/// Nobody is told afterwards of what was to come.
fn keep(useful_until: Option<Moment>) -> Duration {
    let left = useful_until.map(|end| u64::try_from(end.seconds_since(Moment::now())).unwrap_or(0));
    left.map_or(KEEP, |seconds| KEEP.min(Duration::from_secs(seconds)))
}

/// A push service is told the topic, so it is one that says nothing.
fn topic(due: &DuePush) -> String {
    let digest = Sha256::digest(due.topic.clone().unwrap_or_else(|| due.id.to_string()));
    BASE64_URL_SAFE_NO_PAD.encode(&digest[..24])
}
