//! Where in a body the words are that were looked for.

use super::words::Words;
use crate::chat::store::fold::fold_with_places;

/// From and to, in characters of the body as it was written; in order, none over another.
pub fn highlights(body: &str, words: &Words) -> Vec<(u32, u32)> {
    let length = body.chars().count();
    let (folded, places) = fold_with_places(body);
    let mut marks: Vec<(usize, usize)> = words.iter().flat_map(|word| occurrences(&folded, word)).collect();
    for mark in &mut marks {
        *mark = original(*mark, &places, length);
    }
    marks.sort_unstable();
    merge(marks)
}

/// Where a word begins and ends in the folded text, in characters.
fn occurrences(folded: &str, word: &str) -> Vec<(usize, usize)> {
    let length = word.chars().count();
    let (mut read, mut chars) = (0, 0);
    let begins = folded.match_indices(word).map(|(start, _)| {
        chars += folded[read..start].chars().count();
        read = start;
        (chars, chars + length)
    });
    begins.collect()
}

/// A mark ends after the accents of its last letter, which the folded text does not have.
fn original((start, end): (usize, usize), places: &[usize], length: usize) -> (usize, usize) {
    let last = places.get(end.saturating_sub(1)).copied().unwrap_or(0);
    let next = places.get(end).copied().unwrap_or(length);
    (places.get(start).copied().unwrap_or(0), next.max(last + 1))
}

fn merge(marks: Vec<(usize, usize)>) -> Vec<(u32, u32)> {
    let mut merged: Vec<(u32, u32)> = Vec::new();
    for (start, end) in marks {
        let (start, end) = (u32::try_from(start).unwrap_or(u32::MAX), u32::try_from(end).unwrap_or(u32::MAX));
        match merged.last_mut() {
            Some(last) if start < last.1 => last.1 = last.1.max(end),
            _ => merged.push((start, end)),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::store::fold::fold;
    use proptest::prelude::*;

    fn marked(body: &str, query: &str) -> Vec<String> {
        let Ok(words) = Words::of(query) else { return Vec::new() };
        let chars: Vec<char> = body.chars().collect();
        highlights(body, &words)
            .into_iter()
            .map(|(from, to)| chars[from as usize..to as usize].iter().collect())
            .collect()
    }

    #[test]
    fn hits_are_marked_in_the_text_as_it_was_written() {
        assert_eq!(marked("👩‍⚕️ Zoë met ZOE", "zoe"), ["Zoë", "ZOE"]);
        assert_eq!(marked("Zoe\u{308} sleeps", "zoe"), ["Zoe\u{308}"]);
        assert_eq!(marked("Die Straße", "stras"), ["Straß"]);
        assert_eq!(marked("a ﬁne day", "fine"), ["ﬁne"]);
        assert_eq!(marked("knees and knee", "knee nees"), ["knees", "knee"]);
        assert_eq!(marked("تَسْليم السَّلام", "سلام"), ["سَّلام"]);
        assert_eq!(marked("明日の診察室です", "診察"), ["診察"]);
        assert_eq!(marked("قال ﷺ له", "ﷺ"), ["ﷺ"]);
        assert_eq!(marked("anything", "other"), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn every_word_looked_for_is_marked(before in "\\PC{0,12}", query in "\\pL{2,6}", after in "\\PC{0,12}") {
            let body = format!("{before} {query} {after}");
            prop_assume!(Words::of(&query).is_ok());
            let marks = marked(&body, &query);
            // A letter may fold to several words: ﷺ is four.
            for word in fold(&query).split_whitespace() {
                prop_assert!(marks.iter().any(|mark| fold(mark).contains(word)), "{word:?} is not among {marks:?}");
            }
        }
    }
}
