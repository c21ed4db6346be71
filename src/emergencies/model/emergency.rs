//! An emergency, and who may do what about it.

use super::{Again, ToldAgain};
use crate::accounts::{Me, User};
use crate::chat::check_body;
use crate::error::{AppError, Result};
use crate::ids::{EmergencyId, RoomId, UserId};
use crate::time::Moment;
use crate::words::Role;
use serde::{Deserialize, Serialize};

/// Characters of an outcome.
const OUTCOME_LENGTH: usize = 4_000;

/// Its `level` once those on call were told again.
pub const ON_CALL: i16 = 1;
/// Its `level` once everybody and the admins were; from then on it stays, and they are told again and again.
pub const EVERYBODY: i16 = 2;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Emergency {
    pub id: EmergencyId,
    pub client: User,
    /// Where it is talked about.
    pub room: RoomId,
    pub text: String,
    pub raised_at: Moment,
    /// What its client has written last, where they wrote again.
    #[serde(default)]
    pub again: Option<Again>,
    /// How many practitioners were told when it was raised. Where there was none, the admins were. Null: not known.
    #[serde(default)]
    pub sent_to: Option<i32>,
    #[serde(default)]
    pub told_again: Option<ToldAgain>,
    /// When somebody was told of it last.
    #[serde(default)]
    pub told_at: Option<Moment>,
    /// No practitioner works here who could take it: admins may.
    #[serde(default)]
    pub for_admins: bool,
    pub taken_by: Option<User>,
    pub taken_at: Option<Moment>,
    pub resolved_by: Option<User>,
    pub resolved_at: Option<Moment>,
    pub outcome: Option<String>,
    /// Grows with every change.
    pub version: i64,
    /// How far it was told again: 1 to those on call, 2 to everybody and the admins.
    pub level: i16,
    /// The practitioners who have seen it, the first one first.
    pub seen_by: Vec<User>,
    /// On whose devices it rings: they were told and have not seen it since. Once it is taken, on those of whoever took
    /// it alone, where its client has written again.
    pub rings_for: Vec<UserId>,
    /// The practitioners who are in its room, and whoever has taken it.
    pub team: Vec<UserId>,
    /// Its client has read how it ended, and their pages show it no more.
    #[serde(default)]
    pub dismissed: bool,
}

/// One telling of an emergency: what was silenced rings again with the next.
pub type Telling = (EmergencyId, Option<Moment>);

/// Where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Waiting,
    Taken,
    Resolved,
}

impl Emergency {
    pub fn standing(&self) -> Standing {
        match (self.resolved_at, self.taken_at) {
            (Some(_), _) => Standing::Resolved,
            (None, Some(_)) => Standing::Taken,
            (None, None) => Standing::Waiting,
        }
    }

    pub fn is_open(&self) -> bool {
        self.standing() != Standing::Resolved
    }

    pub fn is_waiting(&self) -> bool {
        self.standing() == Standing::Waiting
    }

    pub fn rings_for(&self, me: UserId) -> bool {
        let is_theirs = self.is_open() && self.taken_by.as_ref().is_none_or(|taker| taker.id == me);
        is_theirs && self.rings_for.contains(&me)
    }

    /// Which telling was the last.
    pub fn telling(&self) -> Telling {
        (self.id, self.told_at)
    }

    /// What its client has said last.
    pub fn last_words(&self) -> &str {
        self.again.as_ref().map_or(&self.text, |again| &again.text)
    }

    pub fn may_take(&self, me: &Me) -> bool {
        let may_come = me.is_practitioner() || (me.role == Role::Admin && self.for_admins);
        may_come && self.is_waiting()
    }

    /// Whoever took it, or an admin.
    pub fn may_resolve(&self, me: &Me) -> bool {
        let is_takers = self.taken_by.as_ref().is_some_and(|taker| taker.id == me.id());
        self.is_open() && (is_takers || me.role == Role::Admin)
    }

    /// The same people, as long as somebody has it.
    pub fn may_give_back(&self, me: &Me) -> bool {
        self.standing() == Standing::Taken && self.may_resolve(me)
    }
}

/// What a client says is happening, trimmed; the same length as a message, since it becomes one.
pub fn check_alert(text: &str) -> Result<String> {
    check_body(text, false).map_err(|error| match error {
        AppError::Invalid { why, .. } if !text.trim().is_empty() => AppError::invalid("text", &why),
        AppError::Invalid { .. } => AppError::invalid("text", "Please say in a few words what is happening."),
        other => other,
    })
}

pub fn check_outcome(text: &str) -> Result<String> {
    let text = text.replace("\r\n", "\n").trim().to_owned();
    match text.chars().count() {
        0 => Err(AppError::invalid("outcome", "Please say how it ended.")),
        1..=OUTCOME_LENGTH if !text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') => Ok(text),
        _ => Err(AppError::invalid("outcome", "An outcome has at most 4,000 characters, all of them printable.")),
    }
}

#[cfg(test)]
pub(in crate::emergencies) mod tests {
    use super::*;

    pub fn emergency(raised_at: Moment) -> Emergency {
        let user = |name: &str| User { id: UserId::new(), name: name.into(), avatar: None };
        Emergency {
            id: EmergencyId::new(),
            client: user("Noor"),
            room: RoomId::new(),
            text: "My chest hurts".into(),
            raised_at,
            again: None,
            sent_to: Some(2),
            told_again: None,
            told_at: Some(raised_at),
            for_admins: false,
            taken_by: None,
            taken_at: None,
            resolved_by: None,
            resolved_at: None,
            outcome: None,
            version: 1,
            level: 0,
            seen_by: Vec::new(),
            rings_for: Vec::new(),
            team: Vec::new(),
            dismissed: false,
        }
    }

    #[test]
    fn it_rings_until_it_is_heard_or_taken() {
        let me = UserId::new();
        let mut emergency = emergency(Moment::from_unix_millis(0));
        assert!(!emergency.rings_for(me));
        emergency.rings_for.push(me);
        assert!(emergency.rings_for(me));
        emergency.taken_at = Some(Moment::from_unix_millis(1));
        emergency.taken_by = Some(emergency.client.clone());
        assert!(!emergency.rings_for(me));
        emergency.taken_by = Some(User { id: me, ..emergency.client.clone() });
        assert!(emergency.rings_for(me), "they were told since");
        emergency.resolved_at = Some(Moment::from_unix_millis(2));
        assert!(!emergency.rings_for(me));
    }

    #[test]
    fn what_is_written_again_is_told_anew() {
        let first = emergency(Moment::from_unix_millis(0));
        let at = Moment::from_unix_millis(1);
        let again = Again { text: "It is getting worse".into(), at };
        let second = Emergency { again: Some(again), told_at: Some(at), ..first.clone() };
        assert_ne!(first.telling(), second.telling());
        assert_eq!((first.last_words(), second.last_words()), ("My chest hurts", "It is getting worse"));
    }

    #[test]
    fn what_is_said_has_words() {
        let field = |error: AppError| error.field().map(str::to_owned);
        assert_eq!(check_alert("  I cannot breathe \n"), Ok("I cannot breathe".into()));
        assert_eq!(check_alert(" \n").err().and_then(field), Some("text".into()));
        assert_eq!(check_alert(&"x".repeat(8_001)).err().and_then(field), Some("text".into()));
        assert_eq!(check_outcome(" Called 112\r\n").ok(), Some("Called 112".into()));
        assert_eq!(check_outcome("").err().and_then(field), Some("outcome".into()));
    }
}
