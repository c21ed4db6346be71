//! Finding what was said.

use super::message::{Message, MessageKind};
use crate::error::{AppError, Result};
use crate::ids::{MessageId, RoomId};
use serde::{Deserialize, Serialize};
use serde_json::Value;

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
    /// What stands beside the body and has words that the body lacks, where there are such words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<FoundIn>,
}

/// A line of a message's card, or the name of one of its files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct FoundIn {
    #[serde(rename = "where")]
    pub place: HitPlace,
    /// The line or the name as a whole.
    pub text: String,
    /// Where in the text, told as with the body.
    pub highlights: Vec<(u32, u32)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum HitPlace {
    Card,
    File,
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

/// A text in parts, each with whether it is a hit.
pub type Parts = Vec<(String, bool)>;

/// Characters that an excerpt shows before the first hit, and altogether.
const EXCERPT_BEFORE: usize = 40;
const EXCERPT: usize = 160;

impl Hit {
    /// The words around the first hit in one line, as parts that are hits and parts that are not. None where the body
    /// has no part in it.
    pub fn excerpt(&self) -> Parts {
        if self.found.is_some() && self.highlights.is_empty() {
            return Vec::new();
        }
        excerpt(&self.message.body, &self.highlights)
    }

    /// What it was found in beside the body, what that is called, and the same of its text.
    pub fn beside(&self) -> Option<(HitPlace, String, Parts)> {
        let found = self.found.as_ref()?;
        let name = heading(self.message.kind, self.message.payload.as_ref(), found);
        Some((found.place, name, excerpt(&found.text, &found.highlights)))
    }
}

/// The title of the card, but over the title itself what kind of card it is.
fn heading(kind: MessageKind, payload: Option<&Value>, found: &FoundIn) -> String {
    let title = payload.and_then(|payload| payload["title"].as_str()).filter(|title| *title != found.text);
    let name = match (found.place, title) {
        (HitPlace::File, _) => MessageKind::File.noun(),
        (HitPlace::Card, Some(title)) => title,
        (HitPlace::Card, None) => kind.noun(),
    };
    name.to_owned()
}

fn excerpt(body: &str, highlights: &[(u32, u32)]) -> Parts {
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
    fn what_was_found_beside_the_body_stands_under_a_name() {
        let card = serde_json::json!({ "title": "Sprain", "advice": "Rest" });
        let named = |place, kind, text: &str| {
            heading(kind, Some(&card), &FoundIn { place, text: text.into(), highlights: Vec::new() })
        };
        assert_eq!(named(HitPlace::Card, MessageKind::Assessment, "Rest"), "Sprain");
        assert_eq!(named(HitPlace::Card, MessageKind::Assessment, "Sprain"), "Assessment");
        assert_eq!(named(HitPlace::File, MessageKind::Assessment, "Rest.pdf"), "File");
        let found = FoundIn { place: HitPlace::Card, text: "Ibuprofen".into(), highlights: Vec::new() };
        assert_eq!(heading(MessageKind::Prescription, None, &found), "Prescription");
        let told = serde_json::to_value(found).unwrap_or_default();
        assert_eq!(told, serde_json::json!({ "where": "card", "text": "Ibuprofen", "highlights": [] }));
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
