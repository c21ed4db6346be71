//! What one person is told.

use super::{Kind, Sort};
use crate::accounts::User;
use crate::ids::NotificationId;
#[cfg(feature = "ssr")]
use crate::ids::{RoomId, UserId};
use crate::time::Moment;
use serde::{Deserialize, Serialize};

/// What one person is told, as it goes over the wire.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Notification {
    pub id: NotificationId,
    pub kind: Kind,
    pub title: String,
    pub body: String,
    /// A path of this site.
    pub link: String,
    /// Who did it.
    pub actor: Option<User>,
    pub created_at: Moment,
    pub read_at: Option<Moment>,
}

/// The newest notifications, and how many are unread in all.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Inbox {
    pub items: Vec<Notification>,
    pub next: Option<String>,
    pub unread: i64,
}

/// Which notifications are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    pub unread: bool,
    pub sort: Option<Sort>,
}

/// How links begin in a calendar file of a notice: where people open Attend is put in when the letter is written.
#[cfg(feature = "ssr")]
pub const SITE: &str = "attend:";

/// What a domain has to tell, once for everybody it concerns.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug)]
pub struct Notice {
    pub kind: Kind,
    /// Chosen by SQL. Whoever did it is not told of it.
    pub to: Vec<UserId>,
    pub actor: Option<UserId>,
    pub title: String,
    pub body: String,
    /// Below the person's role page, as in `appointments/…`; or with a slash in front a path of its own.
    pub link: String,
    /// The message it is about: read once the room is read up to it.
    pub message: Option<(RoomId, i64)>,
    /// While one of that topic is unread, this one takes its place.
    pub topic: Option<String>,
    /// A calendar file for the mail.
    pub calendar: Option<String>,
}

#[cfg(feature = "ssr")]
impl Notice {
    pub fn new(kind: Kind, to: Vec<UserId>, title: impl Into<String>, link: impl Into<String>) -> Self {
        Self {
            kind,
            to,
            actor: None,
            title: title.into(),
            body: String::new(),
            link: link.into(),
            message: None,
            topic: None,
            calendar: None,
        }
    }
}
