//! One announcement, as its readers and as its practice's admins see it.

use super::{Channels, Cohort};
use crate::accounts::User;
use crate::ids::AnnouncementId;
use crate::time::Moment;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Announcement {
    pub id: AnnouncementId,
    pub title: String,
    pub body: String,
    pub author: User,
    pub created_at: Moment,
    pub asks_acknowledgement: bool,
    /// By when one is asked to acknowledge it.
    pub deadline: Option<Moment>,
    /// It holds no more: whoever was told can still read it, and is asked for nothing.
    pub withdrawn_at: Option<Moment>,
    /// What has become of it with oneself; none for an admin whom it is not for.
    pub mine: Option<OwnPart>,
    /// How far it has come; told to admins alone.
    pub sending: Option<Sending>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct OwnPart {
    pub told_at: Moment,
    pub opened_at: Option<Moment>,
    pub acknowledged_at: Option<Moment>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Sending {
    pub cohort: Cohort,
    /// Of the practitioner or the course.
    pub cohort_name: Option<String>,
    pub state: SendingState,
    pub sent_at: Option<Moment>,
    pub stopped_by: Option<User>,
    pub progress: Progress,
    /// Told with a single announcement only.
    pub channels: Option<Channels>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum SendingState {
    /// Not everybody has been told yet.
    Sending,
    Sent,
    Stopped,
}

/// How many people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Progress {
    /// Whom it is for.
    pub people: i64,
    pub told: i64,
    pub opened: i64,
    pub acknowledged: i64,
}

/// The newest announcements, and whether there are more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announcements {
    pub items: Vec<Announcement>,
    pub has_more: bool,
}

impl Announcement {
    /// Whether its reader still has something to confirm.
    pub fn is_waiting(&self) -> bool {
        let is_open = self.asks_acknowledgement && self.withdrawn_at.is_none();
        is_open && self.mine.is_some_and(|mine| mine.acknowledged_at.is_none())
    }

    /// What stands between empty lines.
    pub fn paragraphs(&self) -> impl Iterator<Item = &str> {
        self.body.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty())
    }
}

/// `part` of `whole` in whole per cent.
pub(in crate::announcements) fn percent(part: i64, whole: i64) -> i64 {
    if whole <= 0 { 0 } else { part.clamp(0, whole) * 100 / whole }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_never_more_than_all_nor_of_nothing() {
        assert_eq!([percent(1, 3), percent(3, 3), percent(5, 3), percent(1, 0)], [33, 100, 100, 0]);
    }
}
