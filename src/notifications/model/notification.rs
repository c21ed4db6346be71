//! What one person is told.

use super::{Kind, Place, Sort};
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

impl Notification {
    pub fn place(&self) -> Place {
        Place { created_at: self.created_at, id: self.id }
    }
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

    /// Comes after those that are known. What has moved to the front meanwhile is there already.
    pub fn put_after(self, known: &mut Vec<Notification>) {
        for one in self.items {
            if known.iter().all(|known| known.id != one.id) {
                known.push(one);
            }
        }
    }
}

/// Which notifications are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    pub unread: bool,
    pub sort: Option<Sort>,
    /// Also what came by push or mail alone and stands in no bell.
    #[serde(default)]
    pub everywhere: bool,
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
    /// When what it tells of is over: nothing leaves the house from then on.
    pub useful_until: Option<Moment>,
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
            useful_until: None,
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
    fn nothing_stands_in_a_list_twice() {
        let [a, b, c] = [one(3, "c"), one(2, "b"), one(1, "a")];
        // The second was replaced by a newer one while the next page was on its way.
        let mut known = vec![Notification { created_at: Moment::from_unix_millis(4000), ..b.clone() }, a];
        Inbox { items: vec![b, c], next: None, unread: 0 }.put_after(&mut known);
        assert_eq!(known.iter().map(|one| &*one.title).collect::<Vec<_>>(), ["b", "c", "a"]);
    }

    #[test]
    fn a_filter_knows_what_it_shows() {
        let new = one(1, "a");
        let read = Notification { read_at: Some(new.created_at), ..new.clone() };
        let unread = Filter { unread: true, ..Filter::default() };
        assert!(unread.fits(&new) && !unread.fits(&read));
        let of = |sort| Filter { sort: Some(sort), ..Filter::default() };
        assert!(of(Sort::Announcements).fits(&read) && !of(Sort::Courses).fits(&read));
    }
}
