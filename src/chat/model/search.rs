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
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Hit {
    pub message: Message,
    pub room: RoomName,
    /// Where in the body: from and to, in characters (Unicode scalar values), in order, none over another.
    pub highlights: Vec<(u32, u32)>,
}

/// A room as the person who looks calls it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
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

/// Characters that an excerpt shows before the first hit, and altogether.
const EXCERPT_BEFORE: usize = 40;
const EXCERPT: usize = 160;

impl Hit {
    /// The words around the first hit in one line, as parts that are hits and parts that are not.
    pub fn excerpt(&self) -> Vec<(String, bool)> {
        excerpt(&self.message.body, &self.highlights)
    }
}

fn excerpt(body: &str, highlights: &[(u32, u32)]) -> Vec<(String, bool)> {
    let chars: Vec<char> = body.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    let first = highlights.first().map_or(0, |(start, _)| *start as usize);
    let first = first.min(chars.len());
    let mut here = first.saturating_sub(EXCERPT_BEFORE);
    if here > 0 {
        // It begins with a whole word, where there are any.
        here += chars[here..first].iter().position(|c| *c == ' ').map_or(0, |space| space + 1);
    }
    let end = (here + EXCERPT).min(chars.len());
    let mut parts = vec![((if here > 0 { "…" } else { "" }).to_owned(), false)];
    for (start, stop) in highlights.iter().map(|(start, stop)| (*start as usize, (*stop as usize).min(end))) {
        if start < stop {
            parts.push((chars[here..start].iter().collect(), false));
            parts.push((chars[start..stop].iter().collect(), true));
            here = stop;
        }
    }
    parts.push((chars[here..end].iter().collect(), false));
    parts.push(((if end < chars.len() { "…" } else { "" }).to_owned(), false));
    parts.retain(|(text, _)| !text.is_empty());
    parts
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
            let refused = check_query(bad).err();
            assert_eq!(refused.as_ref().and_then(AppError::field), Some("q"), "{bad:?}");
        }
    }

    #[test]
    fn an_excerpt_shows_the_first_hit_and_what_is_around_it() {
        let shown = |body: &str, highlights: &[(u32, u32)]| {
            let mark = |(text, is_hit): (String, bool)| if is_hit { format!("[{text}]") } else { text };
            excerpt(body, highlights).into_iter().map(mark).collect::<String>()
        };
        assert_eq!(shown("😀 one\ntwo one", &[(2, 5), (10, 13)]), "😀 [one] two [one]");
        let long = format!("{}hit{}hit", "a".repeat(100), "b".repeat(200));
        let around = format!("…{}[hit]{}…", "a".repeat(40), "b".repeat(117));
        assert_eq!(shown(&long, &[(100, 103), (303, 306)]), around);
        let words = format!("{} each day before the hit", "a".repeat(100));
        assert_eq!(shown(&words, &[(121, 124)]), "…each day before the [hit]");
        assert_eq!(shown("no hit", &[]), "no hit");
    }
}
