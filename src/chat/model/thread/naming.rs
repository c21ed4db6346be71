//! What people are called in a thread. A large room names only some of its members.

use super::Thread;
use crate::chat::model::text::mentions_unknown;
use crate::ids::UserId;
use crate::time::Moment;
use std::collections::BTreeMap;

/// Who is named in one line at most; of more, it is how many.
const NAMED: usize = 50;

impl Thread {
    /// What somebody is called whom the room names, or who has said something of what is loaded.
    pub fn name_of(&self, user: UserId) -> Option<&str> {
        let member = self.room.member(user).map(|member| &member.user);
        let sender = || self.messages.iter().rev().filter_map(|said| said.sender.as_ref()).find(|one| one.id == user);
        member.or_else(sender).map(|known| known.name.as_str())
    }

    /// What these people are called by one of the members: `You, Imani and 2 others`. `told`: further names, as they were
    /// asked for.
    pub fn names_of(&self, users: &[UserId], me: UserId, told: &BTreeMap<UserId, String>) -> String {
        let name = |user: &UserId| if *user == me { Some("You") } else { self.called(*user, told) };
        let known: Vec<&str> = users.iter().take(NAMED).filter_map(name).collect();
        let (named, others) = (known.join(", "), users.len() - known.len());
        match (known.len(), others) {
            (_, 0) => named,
            (0, 1) => "Somebody".to_owned(),
            (0, _) => format!("{others} people"),
            (_, 1) => format!("{named} and 1 other"),
            _ => format!("{named} and {others} others"),
        }
    }

    /// Those who would be named if it were known what they are called.
    pub fn unnamed(&self, users: &[UserId], me: UserId, told: &BTreeMap<UserId, String>) -> Vec<UserId> {
        let is_unnamed = |user: &UserId| *user != me && self.called(*user, told).is_none();
        users.iter().take(NAMED).copied().filter(is_unnamed).collect()
    }

    /// In a crowd, by number, the messages in which an `@` stands before something that is neither one of the `told`
    /// names nor one that the room names. With each, when it was edited.
    pub fn unnamed_mentions(&self, told: &[String]) -> Vec<(i64, Option<Moment>)> {
        if !self.room.is_crowd() {
            return Vec::new();
        }
        let mut names = self.room.names();
        names.extend_from_slice(told);
        let unnamed = self.messages.iter().filter(|message| mentions_unknown(&message.body, &names));
        unnamed.map(|message| (message.number, message.edited_at)).collect()
    }

    fn called<'a>(&'a self, user: UserId, told: &'a BTreeMap<UserId, String>) -> Option<&'a str> {
        self.name_of(user).or_else(|| told.get(&user).map(String::as_str))
    }
}
