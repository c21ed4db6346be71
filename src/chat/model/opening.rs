//! What one may ask of rooms: a new one, a change to one. Each is checked here, for the page and
//! HTTP alike.

use super::room::{Invites, RoomKind};
use crate::error::{AppError, Result};
use crate::hidden::without_hidden;
use crate::ids::UserId;
use serde::{Deserialize, Serialize};

/// Members a group has at most.
pub const MEMBERS_AT_MOST: usize = 1_000;
/// Characters a title has at most.
const TITLE_LENGTH: usize = 120;

/// A conversation as somebody asks for it: with one person, or a group with a title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct NewConversation {
    pub kind: RoomKind,
    #[serde(default)]
    pub user: Option<UserId>,
    #[serde(default)]
    pub title: Option<String>,
    #[serde(default)]
    pub users: Option<Vec<UserId>>,
}

/// The same, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opening {
    Direct(UserId),
    Group { title: String, others: Vec<UserId> },
}

/// What is to change; what is not named stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct RoomChange {
    #[serde(default)]
    pub title: Option<String>,
    /// One's own; nobody else is told.
    #[serde(default)]
    pub muted: Option<bool>,
    #[serde(default)]
    pub invites: Option<Invites>,
}

impl NewConversation {
    pub fn direct(user: UserId) -> Self {
        Self { kind: RoomKind::Direct, user: Some(user), title: None, users: None }
    }

    pub fn group(title: String, users: Vec<UserId>) -> Self {
        Self { kind: RoomKind::Group, user: None, title: Some(title), users: Some(users) }
    }

    /// Oneself and repeated people are passed over.
    pub fn checked(self, me: UserId) -> Result<Opening> {
        match self.kind {
            RoomKind::Direct => match self.user {
                None => Err(AppError::invalid("user", "Say with whom.")),
                Some(user) if user == me => Err(AppError::invalid("user", "A conversation takes two.")),
                Some(user) => Ok(Opening::Direct(user)),
            },
            RoomKind::Group => {
                let title = check_title(&self.title.unwrap_or_default())?;
                Ok(Opening::Group { title, others: check_others(self.users.unwrap_or_default(), me)? })
            }
            RoomKind::Appointment | RoomKind::Course | RoomKind::Community => {
                Err(AppError::invalid("kind", "A direct conversation or a group can be opened."))
            }
        }
    }
}

/// Each once, and without oneself.
fn check_others(mut users: Vec<UserId>, me: UserId) -> Result<Vec<UserId>> {
    users.sort_unstable();
    users.dedup();
    users.retain(|user| *user != me);
    match users.len() {
        0 => Err(AppError::invalid("users", "Choose at least one other person.")),
        count if count >= MEMBERS_AT_MOST => Err(AppError::invalid("users", "A group has at most 1,000 members.")),
        _ => Ok(users),
    }
}

/// 1 to 120 characters after trimming, none of them a control character. What is hidden in it is taken out.
pub fn check_title(text: &str) -> Result<String> {
    let title = without_hidden(text);
    if title.is_empty() {
        return Err(AppError::invalid("title", "Please give it a title."));
    }
    if title.chars().count() > TITLE_LENGTH || title.chars().any(char::is_control) {
        return Err(AppError::invalid("title", "A title has at most 120 characters, all of them printable."));
    }
    Ok(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_trimmed_and_printable() {
        assert_eq!(check_title("  Knee group "), Ok("Knee group".into()));
        assert_eq!(check_title("Knee \u{202e}group\u{200b}"), Ok("Knee group".into()));
        assert!(check_title(&"é".repeat(120)).is_ok());
        for bad in ["", "  \n ", "\u{200b}\u{2066}", "a\u{0}b", "a\nb", "a\tb", "\u{9f}b", &"é".repeat(121)] {
            assert_eq!(
                check_title(bad).err().and_then(|e| e.field().map(str::to_owned)),
                Some("title".into()),
                "{bad:?}"
            );
        }
    }

    #[test]
    fn others_are_counted_once_and_without_oneself() {
        let (me, one) = (UserId::new(), UserId::new());
        let group = |users: Vec<UserId>| NewConversation::group("Group".into(), users).checked(me);
        assert_eq!(group(vec![one, me, one]), Ok(Opening::Group { title: "Group".into(), others: vec![one] }));
        let others = |count: usize| (0..count).map(|_| UserId::new()).collect::<Vec<_>>();
        assert!(group(others(999)).is_ok() && group([others(999), vec![me]].concat()).is_ok());
        assert!(group(others(1_000)).is_err() && group(vec![me]).is_err() && group(vec![]).is_err());
    }

    #[test]
    fn a_direct_conversation_takes_two() {
        let (me, one) = (UserId::new(), UserId::new());
        assert_eq!(NewConversation::direct(one).checked(me), Ok(Opening::Direct(one)));
        assert!(NewConversation::direct(me).checked(me).is_err());
        assert!(NewConversation { user: None, ..NewConversation::direct(one) }.checked(me).is_err());
        assert!(NewConversation { kind: RoomKind::Course, ..NewConversation::direct(one) }.checked(me).is_err());
    }
}
