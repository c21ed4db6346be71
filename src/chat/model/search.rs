//! Finding what was said.

use super::message::Message;
use crate::error::{AppError, Result};
use crate::ids::{MessageId, RoomId};
use serde::{Deserialize, Serialize};

/// Characters (Unicode scalar values) that one looks for, at least and at most.
pub const QUERY_AT_LEAST: usize = 2;
const QUERY_AT_MOST: usize = 200;

/// A message that was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    pub message: Message,
    pub room: RoomName,
    /// Where in the body: from and to, in characters (Unicode scalar values), in order, none over another.
    pub highlights: Vec<(u32, u32)>,
}

/// A room as the person who looks calls it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomName {
    pub id: RoomId,
    pub title: String,
}

/// A page of what was found, newest first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Found {
    pub hits: Vec<Hit>,
    /// After which message the next page begins, if there is one.
    pub next: Option<MessageId>,
}

impl Found {
    /// Of one hit more than fits, that one only tells that there is a next page.
    pub fn cut(mut hits: Vec<Hit>, limit: i64) -> Self {
        let fits = usize::try_from(limit).unwrap_or(0);
        let has_more = hits.len() > fits;
        hits.truncate(fits);
        Self { next: hits.last().filter(|_| has_more).map(|hit| hit.message.id), hits }
    }
}

/// What is looked for: trimmed, 2 to 200 characters, no control characters.
pub fn check_query(text: &str) -> Result<String> {
    let query = text.trim();
    let length = query.chars().count();
    if length < QUERY_AT_LEAST {
        return Err(AppError::invalid("q", "Look for at least two characters."));
    }
    if length > QUERY_AT_MOST {
        return Err(AppError::invalid("q", "Look for at most 200 characters."));
    }
    if query.chars().any(char::is_control) {
        return Err(AppError::invalid("q", "What you look for cannot hold control characters."));
    }
    Ok(query.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_has_2_to_200_characters() {
        assert_eq!(check_query(" ab\n"), Ok("ab".into()));
        assert!(check_query(&"é".repeat(200)).is_ok());
        for bad in ["", "a", " a ", "👍", "a\nb", "a\u{0}b", &"é".repeat(201)] {
            assert_eq!(check_query(bad).unwrap_err().field(), Some("q"), "{bad:?}");
        }
    }
}
