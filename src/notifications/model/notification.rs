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

impl Inbox {
    /// Takes the place of the newest of those that are known; what is older than any here stays.
    pub fn put_before(self, known: &mut Vec<Notification>) {
        let place = |one: &Notification| (one.created_at, one.id);
        let end = self.items.last().map(place).filter(|_| self.next.is_some());
        known.retain(|one| end.is_some_and(|end| place(one) < end));
        known.splice(0..0, self.items);
    }
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

impl Filter {
    /// Whether a notification is among those that are asked for.
    pub fn fits(self, notification: &Notification) -> bool {
        (!self.unread || notification.read_at.is_none())
            && self.sort.is_none_or(|sort| notification.kind.sort() == sort)
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    fn one(seconds: i64, title: &str) -> Notification {
        Notification {
            id: NotificationId::new(),
            kind: Kind::Announcement,
            title: title.into(),
            body: String::new(),
            link: "/patient".into(),
            actor: None,
            created_at: Moment::from_unix_millis(seconds * 1000),
            read_at: None,
        }
    }

    #[test]
    fn the_newest_are_renewed_and_older_ones_stay() {
        let [a, b, c, d] = [one(4, "d"), one(3, "c"), one(2, "b"), one(1, "a")];
        let titles = |items: &[Notification]| items.iter().map(|one| one.title.clone()).collect::<String>();
        let mut known = vec![a.clone(), b, c.clone(), d];
        // The second was removed elsewhere.
        Inbox { items: vec![a.clone(), c], next: Some("more".into()), unread: 0 }.put_before(&mut known);
        assert_eq!(titles(&known), "dba");
        Inbox { items: vec![a], next: None, unread: 0 }.put_before(&mut known);
        assert_eq!(titles(&known), "d");
    }

    #[test]
    fn a_filter_knows_what_it_shows() {
        let new = one(1, "a");
        let read = Notification { read_at: Some(new.created_at), ..new.clone() };
        let unread = Filter { unread: true, sort: None };
        assert!(unread.fits(&new) && !unread.fits(&read));
        let of = |sort| Filter { unread: false, sort: Some(sort) };
        assert!(of(Sort::Announcements).fits(&read) && !of(Sort::Courses).fits(&read));
    }
}
