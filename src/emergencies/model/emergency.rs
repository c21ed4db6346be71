//! An emergency, and who may do what about it.

use crate::accounts::{Me, User};
use crate::chat::check_body;
use crate::error::{AppError, Result};
use crate::ids::{EmergencyId, RoomId, UserId};
use crate::time::Moment;
use crate::words::{PracticeKind, Role};
use serde::{Deserialize, Serialize};

/// Characters of an outcome.
const OUTCOME_LENGTH: usize = 4_000;

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
    pub taken_by: Option<User>,
    pub taken_at: Option<Moment>,
    pub resolved_by: Option<User>,
    pub resolved_at: Option<Moment>,
    pub outcome: Option<String>,
    /// Grows with every change.
    pub version: i64,
    /// How often it was told again: 1 to those on call, 2 to everybody and the admins.
    pub level: i16,
    /// The practitioners who have seen it, the first one first.
    pub seen_by: Vec<User>,
    /// On whose devices it rings: they were told and have not seen it since.
    pub rings_for: Vec<UserId>,
    /// The practitioners who are in its room.
    pub team: Vec<UserId>,
    /// Its client has read how it ended, and their pages show it no more.
    #[serde(default)]
    pub dismissed: bool,
}

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
        self.is_waiting() && self.rings_for.contains(&me)
    }

    pub fn may_take(&self, me: &Me) -> bool {
        me.is_practitioner() && self.is_waiting()
    }

    /// Whoever took it, or an admin.
    pub fn may_resolve(&self, me: &Me) -> bool {
        let is_takers = self.taken_by.as_ref().is_some_and(|taker| taker.id == me.id());
        self.is_open() && (is_takers || me.role == Role::Admin)
    }

    /// What has happened so far, as its client reads it: `Sent 14:02 to every doctor`, `seen by 2 doctors`, …
    pub fn story(&self, zone: &str, kind: PracticeKind) -> Vec<String> {
        let clock = |at: Moment| at.civil(zone).clock();
        let person = kind.person(Role::Practitioner);
        let mut story = vec![format!("Sent {} to every {person}", clock(self.raised_at))];
        match self.seen_by.len() {
            0 => {}
            1 => story.push(format!("seen by 1 {person}")),
            count => story.push(format!("seen by {count} {}", kind.people(Role::Practitioner))),
        }
        if self.is_waiting() {
            match self.level {
                0 => {}
                1 => story.push("told again: whoever is on call".into()),
                _ => story.push("told again: everybody and the admins".into()),
            }
        }
        if let (Some(taker), Some(at)) = (&self.taken_by, self.taken_at) {
            story.push(format!("{} has taken it {}", taker.name, clock(at)));
        }
        if let Some(at) = self.resolved_at {
            story.push(format!("Resolved {}", clock(at)));
        }
        story
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
    fn its_story_is_told_step_by_step() {
        let at = Moment::from_unix_millis(1_800_000_000_000);
        let mut emergency = emergency(at);
        let imani = User { id: UserId::new(), name: "Dr. Imani Mbeki".into(), avatar: None };
        let story = |emergency: &Emergency| emergency.story("UTC", PracticeKind::Clinic).join(" · ");
        let sent = "Sent 08:00 to every doctor";
        assert_eq!(story(&emergency), sent);
        emergency.seen_by = vec![imani.clone(), emergency.client.clone()];
        emergency.level = 1;
        assert_eq!(story(&emergency), format!("{sent} · seen by 2 doctors · told again: whoever is on call"));
        emergency.seen_by.truncate(1);
        emergency.level = 2;
        assert_eq!(story(&emergency), format!("{sent} · seen by 1 doctor · told again: everybody and the admins"));
        (emergency.taken_by, emergency.taken_at) = (Some(imani.clone()), Some(at.plus_minutes(2)));
        assert_eq!(story(&emergency), format!("{sent} · seen by 1 doctor · Dr. Imani Mbeki has taken it 08:02"));
        (emergency.resolved_by, emergency.resolved_at) = (Some(imani), Some(at.plus_minutes(9)));
        assert!(story(&emergency).ends_with("Resolved 08:09"));
        assert_eq!(emergency.standing(), Standing::Resolved);
    }

    #[test]
    fn its_story_has_the_words_of_the_practice() {
        let emergency = emergency(Moment::from_unix_millis(0));
        assert_eq!(emergency.story("UTC", PracticeKind::Veterinary), ["Sent 00:00 to every veterinarian"]);
    }

    #[test]
    fn it_rings_until_it_is_heard_or_taken() {
        let me = UserId::new();
        let mut emergency = emergency(Moment::from_unix_millis(0));
        assert!(!emergency.rings_for(me));
        emergency.rings_for.push(me);
        assert!(emergency.rings_for(me));
        emergency.taken_at = Some(Moment::from_unix_millis(1));
        assert!(!emergency.rings_for(me));
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
