//! Whether a letter is still wanted, and what follows from how sending it went.

use super::store::{Fate, Queued, settle};
use super::unclear::leave_under_way;
use crate::error::Result;
use crate::notifications::model::{Channel, Mode, Place, Sort};
use crate::server::jobs::{Outcome, pause_after};
use crate::server::mail::MailError;
use crate::server::state::AppState;
use crate::time::Moment;
use time::Duration;

/// Minutes until a letter goes out again that may have arrived.
const UNCLEAR_MINUTES: i64 = 15;

/// What is to become of a delivery before anything is sent; none where it is still wanted.
pub fn fate_of(queued: &Queued) -> Option<Fate> {
    if let Some(why) = &queued.called_off {
        return Some(Fate::CalledOff(why.clone()));
    }
    if let Some(why) = unwanted(queued) {
        return Some(Fate::Dropped(why));
    }
    // Whoever took it twice has died over it twice.
    let is_lost = queued.was_under_way && queued.interrupted > 0;
    is_lost.then(|| Fate::Failed("The server stopped twice while sending it. It may have arrived.".into()))
}

fn unwanted(queued: &Queued) -> Option<&'static str> {
    let sort = queued.kind.sort();
    let mode = queued.mode.unwrap_or(sort.usual(Channel::Mail));
    let may_be_muted = matches!(sort, Sort::Messages | Sort::Groups | Sort::Reactions);
    [
        (queued.is_suspended, "The account is suspended."),
        (queued.is_removed, "It was removed first."),
        (queued.is_read, "It was read first."),
        (queued.is_over, "It was over by then."),
        (queued.has_left, "They are in the conversation no more."),
        (queued.is_muted && may_be_muted, "The conversation is muted."),
        (mode == Mode::Off && sort.choices(Channel::Mail).contains(&Mode::Off), "They want none of this sort."),
    ]
    .into_iter()
    .find_map(|(holds, why)| holds.then_some(why))
}

/// Marks the deliveries of a letter, and says when to try again. `attempts`: how often it was tried, this time
/// included.
pub async fn conclude(
    state: &AppState,
    letters: &[Place],
    attempts: i32,
    sent: Result<(), MailError>,
) -> Result<Outcome> {
    let fate = match sent {
        Ok(()) => Fate::Sent,
        Err(MailError::Off) => Fate::Dropped("E-mail is not set up."),
        Err(MailError::Permanent(why)) => Fate::Failed(why),
        Err(MailError::Unclear) => return try_once_more(state, letters).await,
        Err(MailError::Passing(why)) => match pause_after(attempts) {
            Some(seconds) => Fate::Later(why, Moment(Moment::now().0 + Duration::seconds_f64(seconds))),
            None => Fate::Failed(format!("Given up after {attempts} tries. {why}")),
        },
    };
    settle(&mut *state.read().await?, letters, &fate).await?;
    if let Fate::Failed(why) = &fate {
        tracing::warn!(why, "a letter was not sent");
    }
    Ok(match fate {
        Fate::Later(_, at) => Outcome::At(at),
        _ => Outcome::Done,
    })
}

/// It may have arrived. It goes out once more, as the same letter, when the first try is surely over; and then no more.
async fn try_once_more(state: &AppState, letters: &[Place]) -> Result<Outcome> {
    let (why, at) = (MailError::Unclear.to_string(), Moment::now().plus_minutes(UNCLEAR_MINUTES));
    if leave_under_way(&mut *state.read().await?, letters, &why, at).await? {
        return Ok(Outcome::At(at));
    }
    tracing::warn!(why, "it is unclear whether a letter has arrived");
    Ok(Outcome::Done)
}
