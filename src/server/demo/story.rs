//! What the demo people have arranged and said to each other.

use super::days::weekday;
use crate::appointments::store::{PastAppointment, import_appointment};
use crate::appointments::{Appointment, Status};
use crate::chat::store::{PastMessage, import_history};
use crate::error::{AppError, Result};
use crate::ids::{AppointmentTypeId, PracticeId, UserId};
use crate::server::db::Tx;
use crate::time::Moment;
use crate::words::PracticeKind;
use serde::Deserialize;
use std::collections::HashMap;

const CONVERSATIONS: &str = include_str!("../../../demo/conversations.json");
const REASONS: &str = include_str!("../../../demo/reasons.json");

/// A practice whose people are there.
pub struct Stage<'a> {
    pub practice: PracticeId,
    pub kind: PracticeKind,
    pub zone: &'a str,
    pub types: Vec<AppointmentTypeId>,
    pub ids: HashMap<&'static str, UserId>,
}

#[derive(Deserialize)]
struct Conversation {
    client: String,
    practitioner: String,
    room: Status,
    messages: Vec<Line>,
}

/// `gap`: minutes since the line before.
#[derive(Deserialize)]
struct Line {
    from: String,
    gap: i64,
    text: String,
}

/// States besides confirmed and completed, and on which weekday from today.
const OTHERS: [(Status, i32); 4] =
    [(Status::Requested, 3), (Status::Declined, 4), (Status::Cancelled, 5), (Status::NoShow, -8)];

pub async fn tell(tx: &mut Tx, stage: &Stage<'_>) -> Result<()> {
    let conversations: Vec<Conversation> = serde_json::from_str(CONVERSATIONS).map_err(AppError::broken)?;
    let reasons: HashMap<PracticeKind, Vec<String>> = serde_json::from_str(REASONS).map_err(AppError::broken)?;
    let mut reasons = reasons.get(&stage.kind).into_iter().flatten().cycle().cloned();
    let mut pairs: Vec<(UserId, UserId)> = Vec::new();
    for conversation in &conversations {
        let people = (stage.ids.get(&*conversation.client), stage.ids.get(&*conversation.practitioner));
        let (Some(client), Some(practitioner)) = people else { continue };
        let pair = (*client, *practitioner);
        if !pairs.contains(&pair) {
            pairs.push(pair);
        }
        let hour = hour_of(&pairs, pair);
        let day = if conversation.room == Status::Completed { -5 } else { 2 };
        let reason = reasons.next().unwrap_or_default();
        let appointment = arrange(tx, stage, pair, (conversation.room, day, hour), reason).await?;
        converse(tx, pair, &appointment, conversation).await?;
    }
    for pair in &pairs {
        for (status, day) in OTHERS {
            let reason = reasons.next().unwrap_or_default();
            arrange(tx, stage, *pair, (status, day, hour_of(&pairs, *pair)), reason).await?;
        }
    }
    Ok(())
}

/// Each pair has an hour of its own, so that no practitioner is booked twice.
fn hour_of(pairs: &[(UserId, UserId)], pair: (UserId, UserId)) -> i8 {
    let place = pairs.iter().position(|other| *other == pair).unwrap_or(0);
    9 + i8::try_from(place).unwrap_or(0)
}

async fn arrange(
    tx: &mut Tx,
    stage: &Stage<'_>,
    (client, practitioner): (UserId, UserId),
    (status, day, hour): (Status, i32, i8),
    reason: String,
) -> Result<Appointment> {
    let starts_at = weekday(day, (hour, 0), stage.zone).ok_or_else(|| AppError::broken("no such day"))?;
    let type_id = *stage.types.first().ok_or_else(|| AppError::broken("no type of appointment"))?;
    let practice = stage.practice;
    let past = PastAppointment { practice, client, practitioner, type_id, starts_at, reason, status };
    import_appointment(tx, past).await
}

/// The conversation before a visit ends with it; one about a visit to come ended an hour ago.
async fn converse(
    tx: &mut Tx,
    (client, practitioner): (UserId, UserId),
    appointment: &Appointment,
    conversation: &Conversation,
) -> Result<()> {
    let Some(room) = appointment.room else { return Ok(()) };
    let end = appointment.starts_at.min(Moment::now().plus_minutes(-60));
    let length: i64 = conversation.messages.iter().map(|line| line.gap).sum();
    let mut at = end.plus_minutes(-length);
    let mut messages = Vec::new();
    for line in &conversation.messages {
        at = at.plus_minutes(line.gap);
        let sender = if line.from == "client" { client } else { practitioner };
        messages.push(PastMessage { sender, body: line.text.trim().into(), at });
    }
    // The last run of one sender is new to the other, where the visit is still to come.
    let last = messages.last().map(|message| message.sender);
    let run = messages.iter().rev().take_while(|message| Some(message.sender) == last).count();
    let unread = if conversation.room == Status::Completed { 0 } else { run };
    import_history(tx, room, &messages, unread).await
}
