//! The practice as its people know it, and what an admin may change of it.

use super::parse_name;
use crate::error::{AppError, Result};
use crate::ids::PracticeId;
use crate::time::Moment;
use crate::words::PracticeKind;
use serde::{Deserialize, Deserializer, Serialize};

/// A year. Whoever means longer means no limit.
const MINUTES_AT_MOST: i32 = 525_600;

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
}

impl Practice {
    pub fn may_still_edit(&self, sent_at: Moment, now: Moment) -> bool {
        is_within(self.edit_minutes, sent_at, now)
    }

    pub fn may_still_delete(&self, sent_at: Moment, now: Moment) -> bool {
        is_within(self.delete_minutes, sent_at, now)
    }
}

fn is_within(minutes: Option<i32>, sent_at: Moment, now: Moment) -> bool {
    minutes.is_none_or(|minutes| now.seconds_since(sent_at) <= i64::from(minutes) * 60)
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
    #[serde(deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "ssr", schema(value_type = Option<i32>))]
    pub edit_minutes: Option<Option<i32>>,
    #[serde(deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "ssr", schema(value_type = Option<i32>))]
    pub delete_minutes: Option<Option<i32>>,
    pub sign_up_open: Option<bool>,
}

/// Tells null, which is given, from what is left out.
fn given<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Option<i32>>, D::Error> {
    Option::deserialize(from).map(Some)
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
            edit_minutes: check_minutes("editMinutes", self.edit_minutes)?,
            delete_minutes: check_minutes("deleteMinutes", self.delete_minutes)?,
            time_zone: self.time_zone.map(|zone| zone.trim().to_owned()),
            sign_up_open: self.sign_up_open,
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
            ("editMinutes", self.edit_minutes.is_some()),
            ("deleteMinutes", self.delete_minutes.is_some()),
            ("signUpOpen", self.sign_up_open.is_some()),
        ];
        given.into_iter().filter(|(_, is_given)| *is_given).map(|(field, _)| field).collect()
    }
}

fn check_text(field: &str, text: Option<String>, most: usize) -> Result<Option<String>> {
    let Some(text) = text.map(|text| text.replace("\r\n", "\n").trim().to_owned()) else { return Ok(None) };
    if text.chars().count() > most || text.chars().any(|c| c.is_control() && c != '\n') {
        let why = format!("This has at most {most} characters, all of them printable.");
        return Err(AppError::invalid(field, &why));
    }
    Ok(Some(text))
}

fn check_minutes(field: &str, minutes: Option<Option<i32>>) -> Result<Option<Option<i32>>> {
    match minutes {
        Some(Some(minutes)) if !(0..=MINUTES_AT_MOST).contains(&minutes) => {
            Err(AppError::invalid(field, "Minutes are a whole number from 0 to 525,600, which is a year."))
        }
        other => Ok(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn null_takes_away_and_nothing_leaves() {
        let read = |text: &str| serde_json::from_str::<PracticeChange>(text).unwrap_or_default();
        assert_eq!(read(r#"{"editMinutes":null}"#).edit_minutes, Some(None));
        assert_eq!(read(r#"{"editMinutes":15}"#).edit_minutes, Some(Some(15)));
        assert_eq!(read("{}"), PracticeChange::default());
        assert_eq!(read(r#"{"editMinutes":null,"name":"A"}"#).fields(), ["name", "editMinutes"]);
    }

    #[test]
    fn what_does_not_hold_is_named() {
        let refused = |change: PracticeChange| change.checked().err().and_then(|e| e.field().map(str::to_owned));
        let minutes = |minutes| PracticeChange { edit_minutes: Some(Some(minutes)), ..PracticeChange::default() };
        assert_eq!(refused(minutes(-1)), Some("editMinutes".into()));
        assert_eq!(refused(minutes(0)), None);
        let note = PracticeChange { note: Some("x".repeat(2001)), ..PracticeChange::default() };
        assert_eq!(refused(note), Some("note".into()));
        let address = PracticeChange { address: Some(" A\r\nB ".into()), ..PracticeChange::default() };
        assert_eq!(address.checked().ok().and_then(|change| change.address), Some("A\nB".into()));
    }

    #[test]
    fn a_limit_ends_with_its_last_minute() {
        let sent = Moment::from_unix_millis(0);
        assert!(is_within(None, sent, sent.plus_minutes(100_000)));
        assert!(is_within(Some(15), sent, sent.plus_minutes(15)));
        assert!(!is_within(Some(15), sent, sent.plus_minutes(16)));
    }
}
