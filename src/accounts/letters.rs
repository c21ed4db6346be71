//! Letters with a link that lets whoever holds it in: to who is invited, and to who sets a new password. The link is a
//! secret: it is in no log, and the job that carries it is gone with the letter.

use super::joining::reset_of;
use super::signing_in::digest;
use super::store;
use crate::app::paths;
use crate::error::{AppError, Result};
use crate::server::db::Tx;
use crate::server::jobs::{Lane, NewJob, Outcome, put};
use crate::server::mail::{Letter, Link, MailError, Recipient};
use crate::server::state::AppState;
use crate::time::Moment;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use time::Duration;
use uuid::Uuid;

pub const LANE: Lane = Lane::new("links", 4, |state, job| Box::pin(send_link(state, job)));

/// Seconds between two tries. The longer it does not work, the longer the pause.
const PAUSE: (i64, i64) = (10, 3600);
/// Seconds after which it is given up.
const PATIENCE: i64 = 3 * 24 * 3600;

/// Seconds until a letter goes out again that may have arrived.
const UNCLEAR: i64 = 900;

/// Why somebody gets a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Reason {
    Invited,
    /// An admin has made it.
    Reset,
    /// They have asked for it themselves, or somebody has who knows their address.
    Forgotten,
}

/// A job of the lane. `id` is the letter's, and the same for each try; `lasts` is how long the link works, in words.
#[derive(Serialize, Deserialize)]
struct Sending {
    id: Uuid,
    reason: Reason,
    secret: String,
    lasts: String,
    since: Moment,
}

/// Puts the letter into the transaction that makes the link.
pub async fn send_later(tx: &mut Tx, reason: Reason, secret: &str, lasts: &str) -> Result<()> {
    let now = Moment::now();
    let sending = Sending { id: Uuid::now_v7(), reason, secret: secret.into(), lasts: lasts.into(), since: now };
    put(tx, NewJob { lane: LANE.name, key: None, payload: json!(sending), run_at: now }).await
}

/// A link that was used, revoked or replaced meanwhile, or whose time is over, is not sent.
async fn send_link(state: AppState, payload: Value) -> Result<Outcome> {
    let sending: Sending = serde_json::from_value(payload).map_err(|_| AppError::NotFound)?;
    let letter = written(&state, &sending).await?;
    let waited = Moment::now().seconds_since(sending.since);
    let given_up = match state.mailer.send(&letter).await {
        Ok(()) | Err(MailError::Off) => return Ok(Outcome::Done),
        Err(MailError::Passing(_)) if waited < PATIENCE => {
            let pause = Duration::seconds(waited.clamp(PAUSE.0, PAUSE.1));
            return Ok(Outcome::At(Moment(Moment::now().0 + pause)));
        }
        // It may have arrived: once more, as the same letter, and then no more.
        Err(MailError::Unclear) if waited < UNCLEAR => {
            return Ok(Outcome::At(Moment(Moment::now().0 + Duration::seconds(UNCLEAR))));
        }
        Err(cause) => cause,
    };
    tracing::warn!(why = %given_up, "a letter with a link was not sent");
    Ok(Outcome::Done)
}

async fn written(state: &AppState, sending: &Sending) -> Result<Letter> {
    match sending.reason {
        Reason::Invited => invitation(state, sending).await,
        Reason::Reset | Reason::Forgotten => way_back(state, sending).await,
    }
}

async fn invitation(state: &AppState, sending: &Sending) -> Result<Letter> {
    let found = store::welcoming(&mut *state.read().await?, &digest(&sending.secret)).await?;
    let address = found.email.ok_or(AppError::NotFound)?;
    let (practice, role) = (found.practice, found.kind.person(found.role));
    let url = format!("{}{}", state.site(), paths::join(&sending.secret));
    Ok(Letter {
        id: id_of(sending),
        to: Recipient { name: String::new(), address },
        subject: format!("You are invited to {practice}"),
        paragraphs: vec![
            format!("{practice} invites you as {role}. Choose a name and a password, and you are in."),
            rules(sending),
        ],
        button: Some(Link { label: "Join".into(), url }),
        footer: format!("You get this since {practice} has your address. If you do not know them, let it be."),
        practice,
        ..Letter::default()
    })
}

async fn way_back(state: &AppState, sending: &Sending) -> Result<Letter> {
    let owner = reset_of(state, &sending.secret).await?;
    let practice = owner.practice;
    let (about, footer) = if sending.reason == Reason::Reset {
        let about = format!("{practice} has made a link with which you set a new password.");
        (about, "You get this since an admin of your practice has made the link.")
    } else {
        let about = "Somebody, most likely you, has asked for a way to set a new password.".to_owned();
        (about, "If it was not you who asked, let it be: your password stays as it is.")
    };
    let url = format!("{}{}", state.site(), paths::reset(&sending.secret));
    Ok(Letter {
        id: id_of(sending),
        to: Recipient { name: owner.user.name, address: owner.email },
        subject: "A new password".into(),
        paragraphs: vec![about, rules(sending)],
        button: Some(Link { label: "Set a new password".into(), url }),
        footer: footer.into(),
        practice,
        ..Letter::default()
    })
}

fn id_of(sending: &Sending) -> String {
    format!("link-{}", sending.id)
}

fn rules(sending: &Sending) -> String {
    format!("The link works once, for {}. Give it to nobody.", sending.lasts)
}
