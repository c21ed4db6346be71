//! The practice as its people know it, and what an admin may change of it.

use super::limit::is_within;
use super::{LimitChange, parse_name};
use crate::error::{AppError, Result};
use crate::ids::PracticeId;
use crate::time::Moment;
use crate::words::PracticeKind;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Practice {
    pub id: PracticeId,
    pub name: String,
    pub kind: PracticeKind,
    pub time_zone: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// When it is open, or whatever else its people should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// How long after sending people may edit what they wrote; without it, as long as the room is active.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edit_minutes: Option<i32>,
    /// The same for deleting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delete_minutes: Option<i32>,
    /// Whom to call where life is in danger; without it, 112.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emergency_number: Option<String>,
    /// What its people are told before they send an emergency alert: when somebody is there to read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emergency_words: Option<String>,
    /// How long an emergency waits before it is told again; without it, 2 minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emergency_minutes: Option<i32>,
}

/// Where a practice names no other: the number of the European Union and many countries beyond.
pub const EMERGENCY_NUMBER: &str = "112";
pub const EMERGENCY_MINUTES: i32 = 2;

impl Practice {
    pub fn emergency_number(&self) -> &str {
        self.emergency_number.as_deref().unwrap_or(EMERGENCY_NUMBER)
    }

    pub fn may_still_edit(&self, sent_at: Moment, now: Moment) -> bool {
        is_within(self.edit_minutes, sent_at, now)
    }

    pub fn may_still_delete(&self, sent_at: Moment, now: Moment) -> bool {
        is_within(self.delete_minutes, sent_at, now)
    }
}

/// The practice and, for its admins, how people join it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct PracticeSheet {
    #[serde(flatten)]
    pub practice: Practice,
    /// With it anybody makes a client's account; told to admins alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub join_code: Option<String>,
    /// Whether the join code works; told to admins alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sign_up_open: Option<bool>,
}

/// What is to be different; what is left out stays. Empty texts and null minutes take away what was there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct PracticeChange {
    pub name: Option<String>,
    pub time_zone: Option<String>,
    pub address: Option<String>,
    pub phone: Option<String>,
    pub note: Option<String>,
    #[serde(skip_serializing_if = "LimitChange::stays")]
    #[cfg_attr(feature = "ssr", schema(value_type = Option<i32>))]
    pub edit_minutes: LimitChange,
    #[serde(skip_serializing_if = "LimitChange::stays")]
    #[cfg_attr(feature = "ssr", schema(value_type = Option<i32>))]
    pub delete_minutes: LimitChange,
    pub sign_up_open: Option<bool>,
    pub emergency_number: Option<String>,
    pub emergency_words: Option<String>,
    pub emergency_minutes: Option<i32>,
}

impl PracticeChange {
    /// The same with its texts trimmed, or the first field that does not hold. Whether the time zone exists is for
    /// those to say who know all zones.
    pub fn checked(self) -> Result<Self> {
        Ok(Self {
            name: self.name.map(|name| parse_name(&name)).transpose()?,
            address: check_text("address", self.address, 500)?,
            phone: check_text("phone", self.phone, 60)?,
            note: check_text("note", self.note, 2000)?,
            edit_minutes: self.edit_minutes.checked("editMinutes")?,
            delete_minutes: self.delete_minutes.checked("deleteMinutes")?,
            time_zone: self.time_zone.map(|zone| zone.trim().to_owned()),
            sign_up_open: self.sign_up_open,
            emergency_number: check_text("emergencyNumber", self.emergency_number, 40)?
                .map(check_number)
                .transpose()?,
            emergency_words: check_text("emergencyWords", self.emergency_words, 2000)?,
            emergency_minutes: self.emergency_minutes.map(check_wait).transpose()?,
        })
    }

    /// What is changed, as the audit calls it.
    pub fn fields(&self) -> Vec<&'static str> {
        let given = [
            ("name", self.name.is_some()),
            ("timeZone", self.time_zone.is_some()),
            ("address", self.address.is_some()),
            ("phone", self.phone.is_some()),
            ("note", self.note.is_some()),
            ("editMinutes", self.edit_minutes.is_given()),
            ("deleteMinutes", self.delete_minutes.is_given()),
            ("signUpOpen", self.sign_up_open.is_some()),
            ("emergencyNumber", self.emergency_number.is_some()),
            ("emergencyWords", self.emergency_words.is_some()),
            ("emergencyMinutes", self.emergency_minutes.is_some()),
        ];
        given.into_iter().filter(|(_, is_given)| *is_given).map(|(field, _)| field).collect()
    }
}

fn check_wait(minutes: i32) -> Result<i32> {
    match minutes {
        1..=60 => Ok(minutes),
        _ => Err(AppError::invalid("emergencyMinutes", "Minutes are a whole number from 1 to 60.")),
    }
}

/// It is dialled as it stands. None takes it away.
fn check_number(number: String) -> Result<String> {
    let may_stand = |c: char| c.is_ascii_digit() || " +-/().*#".contains(c);
    let digits = number.chars().filter(char::is_ascii_digit).count();
    if number.is_empty() || (digits >= 2 && number.chars().all(may_stand)) {
        return Ok(number);
    }
    Err(AppError::invalid("emergencyNumber", "This has to be a number that a phone can dial, as 112."))
}

fn check_text(field: &str, text: Option<String>, most: usize) -> Result<Option<String>> {
    let Some(text) = text.map(|text| text.replace("\r\n", "\n").trim().to_owned()) else { return Ok(None) };
    if text.chars().count() > most || text.chars().any(|c| c.is_control() && c != '\n') {
        let why = format!("This has at most {most} characters, all of them printable.");
        return Err(AppError::invalid(field, &why));
    }
    Ok(Some(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn null_takes_away_and_nothing_leaves() {
        let read = |text: &str| serde_json::from_str::<PracticeChange>(text).unwrap_or_default();
        assert_eq!(read(r#"{"editMinutes":null}"#).edit_minutes, LimitChange::NoLimit);
        assert_eq!(read(r#"{"editMinutes":15}"#).edit_minutes, LimitChange::Minutes(15));
        assert_eq!(read("{}"), PracticeChange::default());
        assert_eq!(read(r#"{"editMinutes":null,"name":"A"}"#).fields(), ["name", "editMinutes"]);
    }

    #[test]
    fn what_does_not_hold_is_named() {
        let refused = |change: PracticeChange| change.checked().err().and_then(|e| e.field().map(str::to_owned));
        let minutes =
            |minutes| PracticeChange { edit_minutes: LimitChange::Minutes(minutes), ..PracticeChange::default() };
        assert_eq!(refused(minutes(-1)), Some("editMinutes".into()));
        assert_eq!(refused(minutes(0)), None);
        let note = PracticeChange { note: Some("x".repeat(2001)), ..PracticeChange::default() };
        assert_eq!(refused(note), Some("note".into()));
        let wait = |minutes| PracticeChange { emergency_minutes: Some(minutes), ..PracticeChange::default() };
        assert_eq!(refused(wait(0)), Some("emergencyMinutes".into()));
        assert_eq!(refused(wait(60)), None);
        let number =
            |number: &str| PracticeChange { emergency_number: Some(number.into()), ..PracticeChange::default() };
        for number in ["112", " +49 (30) 123-45 ", ""].map(number) {
            assert_eq!(refused(number), None);
        }
        for number in ["not a number !!", "1", "call 112"].map(number) {
            assert_eq!(refused(number), Some("emergencyNumber".into()));
        }
        let address = PracticeChange { address: Some(" A\r\nB ".into()), ..PracticeChange::default() };
        assert_eq!(address.checked().ok().and_then(|change| change.address), Some("A\nB".into()));
    }
}
