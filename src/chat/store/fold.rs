//! Text as search reads it: one form for each letter, lower case, no accents. Bodies and what is looked for are folded
//! alike, so "Zoë" finds "zoe", and full-width or ligature letters find their plain ones.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

pub fn fold(text: &str) -> String {
    text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_cases_and_forms_of_letters_are_one() {
        for (text, folded) in
            [("Zoë", "zoe"), ("ÉCOLE", "ecole"), ("ﬁx", "fix"), ("Ａ１", "a1"), ("سَلام", "سلام"), ("診察", "診察")]
        {
            assert_eq!(fold(text), folded);
        }
    }
}
