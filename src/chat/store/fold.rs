//! Text as search reads it: one form for each letter, lower case, no accents. Bodies and what is looked for are folded
//! alike, so "Zoë" finds "zoe", "STRASSE" finds "Straße", "Lodz" finds "Łódź", and full-width or ligature letters find
//! their plain ones. Names are folded in SQL, by the function `folded`, which a test holds to this.

use std::iter;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.chars().flat_map(fold_char).collect()
}

/// Also tells of each folded character which of the text's characters it comes from.
pub fn fold_with_places(text: &str) -> (String, Vec<usize>) {
    text.chars().enumerate().flat_map(|(place, c)| fold_char(c).map(move |folded| (folded, place))).unzip()
}

/// Lower case by way of upper case, in which letters meet that have no other case in common: ß and ss, ς and σ.
fn fold_char(c: char) -> impl Iterator<Item = char> {
    let letters = iter::once(c).nfkd().filter(|c| !is_accent(*c) && !is_unseen(*c));
    letters.flat_map(char::to_uppercase).flat_map(char::to_lowercase).flat_map(spelled)
}

/// Small letters that Unicode does not take apart, as those spell them who do not have them
/// (<https://github.com/unicode-org/cldr/blob/main/common/transforms/Latin-ASCII.xml>).
fn spelled(c: char) -> impl Iterator<Item = char> {
    let plain = match c {
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ŧ' => "t",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ß' => "ss",
        _ => "",
    };
    plain.chars().chain(plain.is_empty().then_some(c))
}

/// By its combining class: strokes, Hebrew and Arabic points, and what stands above or below a letter. The marks of
/// other classes make another letter of it (vowel signs, tones, the voicing of kana) and stay.
fn is_accent(c: char) -> bool {
    matches!(canonical_combining_class(c), 1 | 10..=36 | 200..)
}

/// What is between letters, or says how they are drawn: soft hyphens, joiners, directions, the long line of Arabic,
/// variation selectors.
fn is_unseen(c: char) -> bool {
    let is_between = matches!(c, '\u{ad}' | '\u{34f}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    is_between || matches!(c, '\u{61c}' | '\u{640}' | '\u{fe00}'..='\u{fe0f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::testing::{Story, database};
    use proptest::prelude::*;

    #[test]
    fn accents_cases_and_forms_of_letters_are_one() {
        for (text, folded) in [
            ("Zoë", "zoe"),
            ("ÉCOLE", "ecole"),
            ("e\u{301}", "e"),
            ("Straße", "strasse"),
            ("ΟΔΟΣ οδός", "οδοσ οδοσ"),
            ("İstanbul ısı", "istanbul isi"),
            ("ﬁx", "fix"),
            ("Østergård", "ostergard"),
            ("ŁÓDŹ Đorđe", "lodz dorde"),
            ("Œuvre Æsir Þór", "oeuvre aesir thor"),
            ("Ａ１", "a1"),
            ("سَلام", "سلام"),
            ("ســلام", "سلام"),
            ("שָׁלוֹם", "שלום"),
            ("診察", "診察"),
            ("❤\u{fe0f}", "❤"),
        ] {
            assert_eq!(fold(text), folded);
        }
    }

    #[test]
    fn marks_that_make_another_letter_stay() {
        for (one, other) in [("が", "か"), ("कि", "की"), ("ไม่", "ไม้")] {
            assert_ne!(fold(one), fold(other));
        }
    }

    /// Every letter and mark of these scripts, each between two others, since the end of a word may be written otherwise.
    #[tokio::test]
    async fn names_are_folded_alike_in_sql() -> Story {
        let letters = [
            '\u{a0}'..='\u{52f}',
            '\u{590}'..='\u{5c7}',
            '\u{5d0}'..='\u{74f}',
            '\u{1e00}'..='\u{1fff}',
            '\u{ff00}'..='\u{ff65}',
        ];
        let texts: Vec<String> = letters.into_iter().flatten().map(|c| format!("a{c}b {c}")).collect();
        let folded =
            sqlx::query_scalar("select folded(text) from unnest($1::text[]) with ordinality t(text, n) order by n");
        let folded: Vec<String> = folded.bind(&texts).fetch_all(&database().await?.pool).await?;
        let alike = |(text, folded): &(&String, &String)| fold(text) == **folded;
        let other: Vec<_> = texts.iter().zip(&folded).filter(|pair| !alike(pair)).collect();
        assert_eq!(other, []);
        Ok(())
    }

    proptest! {
        #[test]
        fn each_folded_character_has_its_place(text in "\\PC{0,40}") {
            let (folded, places) = fold_with_places(&text);
            prop_assert_eq!(&folded, &fold(&text));
            prop_assert_eq!(folded.chars().count(), places.len());
            prop_assert!(places.is_sorted());
            let chars: Vec<char> = text.chars().collect();
            for (c, place) in folded.chars().zip(places) {
                prop_assert!(fold_char(chars[place]).any(|folded| folded == c));
            }
        }
    }
}
