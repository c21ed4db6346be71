//! Words, whole and in part: as a message is entered under them, and as one looks for them.

use crate::chat::store::fold::fold;
use crate::error::{AppError, Result};
use crate::ids::RoomId;
use std::collections::BTreeSet;

/// Letters of an ending that are entered. Of a longer word one looks for the beginning, and then reads the messages.
const ENTERED_LETTERS: usize = 8;
/// Characters of the mark of a room, before each of its endings; the end of its id.
const MARK: usize = 5;
/// Stands for that mark in a `tsquery`. No query has it, as it is a control character.
const OF_ROOM: char = '\u{1}';
/// Bytes of endings that one message is entered under at most: enough for the longest body, and for a card that the
/// socket takes. Postgres has room for 1 MB.
const ENTERED_BYTES: usize = 1_000_000;
/// Words looked for in the index. The longest are the rarest, and each costs about as much as the others.
const INDEXED_WORDS: usize = 3;

/// The words that a message has to have, in any order, each of them in any word of it.
#[derive(Debug)]
pub struct Words(Vec<String>);

impl Words {
    /// Of a checked query; the longest first.
    pub fn of(query: &str) -> Result<Self> {
        let words: BTreeSet<String> = fold(query).split_whitespace().map(str::to_owned).collect();
        let mut words: Vec<String> = words.into_iter().collect();
        if words.iter().map(|word| word.chars().count()).sum::<usize>() < crate::chat::QUERY_AT_LEAST {
            return Err(AppError::invalid("q", "Look for at least two characters."));
        }
        words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
        Ok(Self(words))
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// One pattern for `like` a word; what has a meaning there is escaped.
    pub fn patterns(&self) -> Vec<String> {
        let escaped = |word: &str| word.replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_");
        self.iter().map(|word| format!("%{}%", escaped(word))).collect()
    }

    /// The `tsquery` of messages that may have them, with U+0001 where the last five characters of the room's id belong;
    /// `None` where the index cannot tell.
    pub fn tsquery(&self) -> Option<String> {
        let quoted = |word: &str| beginning(word).replace('\\', r"\\").replace('\'', "''");
        let indexed = self.iter().filter(|word| word.chars().count() > 1).take(INDEXED_WORDS);
        let terms: Vec<String> = indexed.map(|word| format!("'{OF_ROOM}{}':*", quoted(word))).collect();
        (!terms.is_empty()).then(|| terms.join(" & "))
    }
}

/// Every ending that a folded text's words have, of two letters or more, each marked as that room's, with spaces
/// between.
pub fn endings(room: RoomId, folded: &str) -> String {
    let room = room.to_string();
    let mark = &room[room.len() - MARK..];
    let mut endings = BTreeSet::new();
    for word in folded.split_whitespace() {
        let starts = word.char_indices().map(|(start, _)| &word[start..]);
        endings.extend(starts.filter(|ending| ending.chars().nth(1).is_some()).map(beginning));
    }
    let mut text = String::new();
    for ending in endings {
        if text.len() + MARK + ending.len() > ENTERED_BYTES {
            break;
        }
        text.push_str(mark);
        text.push_str(ending);
        text.push(' ');
    }
    text.truncate(text.trim_end().len());
    text
}

fn beginning(word: &str) -> &str {
    word.char_indices().nth(ENTERED_LETTERS).map_or(word, |(end, _)| &word[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_entered_under_the_endings_of_its_words() {
        let endings = |text: &str| endings(RoomId(uuid::Uuid::from_u128(0xabcde)), text).replace("abcde", "");
        assert_eq!(endings("knee a knee"), "ee knee nee");
        assert_eq!(endings("診察室 👍"), "察室 診察室");
        assert!(endings("appointments").split(' ').all(|ending| "appointments".contains(ending) && ending.len() <= 8));
        assert_eq!(endings(" \n"), "");
    }

    #[test]
    fn what_has_a_meaning_to_postgres_is_escaped() -> Result<()> {
        let words = Words::of(r"100% a_b c\d it's")?;
        assert_eq!(words.patterns(), [r"%100\%%", "%it's%", r"%a\_b%", r"%c\\d%"]);
        assert_eq!(words.tsquery().as_deref(), Some("'\u{1}100%':* & '\u{1}it''s':* & '\u{1}a_b':*"));
        Ok(())
    }

    #[test]
    fn single_letters_are_looked_for_without_the_index() -> Result<()> {
        assert_eq!(Words::of("a b")?.tsquery(), None);
        assert!(Words::of("\u{301}\u{301}").is_err(), "accents alone are nothing");
        Ok(())
    }
}
