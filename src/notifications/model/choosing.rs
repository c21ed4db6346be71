//! What a person has chosen: what takes which way, when they want quiet, and how their pages and pushes behave.

use super::{Channel, Mode, Sort};
use crate::error::{AppError, Result};
use crate::time::{Civil, WallTime};
use serde::{Deserialize, Deserializer, Serialize};

/// Which way one sort of notifications takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Choice {
    pub sort: Sort,
    pub channel: Channel,
    pub mode: Mode,
}

/// By the clock on the person's own wall; the first may be later than the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Quiet {
    pub from: WallTime,
    pub until: WallTime,
}

/// All that a person has chosen, and what is usual where they have not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Preferences {
    /// One for each sort and channel.
    pub choices: Vec<Choice>,
    pub quiet: Option<Quiet>,
    /// Whether a push says what there is, and not only that there is something.
    pub push_details: bool,
    pub sound: bool,
}

/// Null is what is usual.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct NewChoice {
    pub sort: Sort,
    pub channel: Channel,
    pub mode: Option<Mode>,
}

/// What is not named stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct PreferenceChanges {
    #[serde(default)]
    pub choices: Vec<NewChoice>,
    /// Null ends them.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "named")]
    #[cfg_attr(feature = "ssr", schema(value_type = Option<Quiet>))]
    pub quiet: Option<Option<Quiet>>,
    #[serde(default)]
    pub push_details: Option<bool>,
    #[serde(default)]
    pub sound: Option<bool>,
}

/// What a page has to know to ring: how many are unread, and whether it may be heard.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ring {
    pub unread: i64,
    pub sound: bool,
    pub quiet: Option<Quiet>,
}

/// Null, and not missing.
#[allow(clippy::option_option)] // that is what tells the two apart
fn named<'de, D: Deserializer<'de>>(reader: D) -> std::result::Result<Option<Option<Quiet>>, D::Error> {
    Option::deserialize(reader).map(Some)
}

impl Quiet {
    /// Whether it is quiet by that clock.
    pub fn holds(self, at: Civil) -> bool {
        let now = WallTime::new(at.hour.into(), at.minute.into());
        if self.from < self.until { now >= self.from && now < self.until } else { now >= self.from || now < self.until }
    }
}

impl Preferences {
    pub fn mode(&self, sort: Sort, channel: Channel) -> Mode {
        let chosen = self.choices.iter().find(|choice| (choice.sort, choice.channel) == (sort, channel));
        chosen.map_or_else(|| sort.usual(channel), |choice| choice.mode)
    }

    /// Every sort on every channel: what somebody has chosen, or what is usual.
    pub fn complete(chosen: &[Choice]) -> Vec<Choice> {
        let ways = Sort::ALL.into_iter().flat_map(|sort| Channel::ALL.map(|channel| (sort, channel)));
        ways.map(|(sort, channel)| {
            let it = chosen.iter().find(|choice| (choice.sort, choice.channel) == (sort, channel));
            let mode = it.map(|choice| choice.mode).filter(|mode| sort.choices(channel).contains(mode));
            Choice { sort, channel, mode: mode.unwrap_or_else(|| sort.usual(channel)) }
        })
        .collect()
    }
}

impl PreferenceChanges {
    pub fn choose(sort: Sort, channel: Channel, mode: Mode) -> Self {
        Self { choices: vec![NewChoice { sort, channel, mode: Some(mode) }], ..Self::default() }
    }

    /// Whatever was chosen in the table, back to what is usual.
    pub fn to_the_usual() -> Self {
        let ways = Sort::ALL.into_iter().flat_map(|sort| Channel::ALL.map(|channel| (sort, channel)));
        let choices = ways.map(|(sort, channel)| NewChoice { sort, channel, mode: None }).collect();
        Self { choices, ..Self::default() }
    }

    pub fn check(&self) -> Result<()> {
        for (place, choice) in self.choices.iter().enumerate() {
            choice.check(place)?;
            let is_same = |other: &NewChoice| (other.sort, other.channel) == (choice.sort, choice.channel);
            if self.choices[..place].iter().any(is_same) {
                return Err(AppError::invalid(&format!("choices[{place}]"), "This is chosen twice."));
            }
        }
        self.quiet.flatten().map_or(Ok(()), Quiet::check)
    }
}

impl NewChoice {
    fn check(self, place: usize) -> Result<()> {
        let Some(mode) = self.mode else { return Ok(()) };
        let refuse = |why| Err(AppError::invalid(&format!("choices[{place}].mode"), why));
        match self.sort {
            _ if self.sort.choices(self.channel).contains(&mode) => Ok(()),
            Sort::Emergencies => refuse("The emergency line cannot be switched off."),
            _ => refuse("Only mails about messages can be gathered."),
        }
    }
}

impl Quiet {
    fn check(self) -> Result<()> {
        for (field, time) in [("quiet.from", self.from), ("quiet.until", self.until)] {
            if time >= WallTime::END_OF_DAY {
                return Err(AppError::invalid(field, "Say a time of day, as 22:00; midnight is 00:00."));
            }
        }
        if self.from == self.until {
            return Err(AppError::invalid("quiet.until", "Quiet hours have to end at another time than they begin."));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quiet(from: u16, until: u16) -> Quiet {
        Quiet { from: WallTime::new(from, 0), until: WallTime::new(until, 0) }
    }

    #[test]
    fn quiet_hours_go_over_midnight() {
        let at = |hour| Civil { date: time::Date::MIN, hour, minute: 0 };
        for (hours, hour, holds) in [
            (quiet(22, 7), 23, true),
            (quiet(22, 7), 6, true),
            (quiet(22, 7), 7, false),
            (quiet(12, 14), 13, true),
            (quiet(12, 14), 14, false),
        ] {
            assert_eq!(hours.holds(at(hour)), holds, "{hours:?} at {hour}");
        }
    }

    #[test]
    fn what_is_not_named_is_told_from_null() {
        let read = |text: &str| serde_json::from_str::<PreferenceChanges>(text).ok().map(|changes| changes.quiet);
        assert_eq!(read("{}"), Some(None));
        assert_eq!(read(r#"{"quiet":null}"#), Some(Some(None)));
        assert_eq!(read(r#"{"quiet":{"from":"22:00","until":"07:00"}}"#), Some(Some(Some(quiet(22, 7)))));
        let written = serde_json::to_string(&PreferenceChanges { quiet: Some(None), ..Default::default() });
        assert_eq!(written.ok().and_then(|text| read(&text)), Some(Some(None)));
    }

    #[test]
    fn only_what_can_be_chosen_is_taken() {
        let refused = |changes: PreferenceChanges| changes.check().err().and_then(|e| e.field().map(str::to_owned));
        let choose = PreferenceChanges::choose;
        assert_eq!(refused(choose(Sort::Messages, Channel::Mail, Mode::Digest)), None);
        assert_eq!(refused(choose(Sort::Offers, Channel::Mail, Mode::Digest)), Some("choices[0].mode".into()));
        assert_eq!(refused(choose(Sort::Emergencies, Channel::Push, Mode::Off)), Some("choices[0].mode".into()));
        assert_eq!(refused(PreferenceChanges::to_the_usual()), None);
        let mut twice = choose(Sort::Messages, Channel::Mail, Mode::Off);
        twice.choices.extend(twice.choices.clone());
        assert_eq!(refused(twice), Some("choices[1]".into()));
        let rest = |hours| PreferenceChanges { quiet: Some(Some(hours)), ..Default::default() };
        assert_eq!(refused(rest(quiet(8, 8))), Some("quiet.until".into()));
        assert_eq!(refused(rest(quiet(24, 8))), Some("quiet.from".into()));
    }
}
