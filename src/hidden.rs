//! Characters that nobody sees: they turn the direction of reading, take no room, or end a line.

/// Joiners are none of them, since emoji and some scripts need them.
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffd}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether anything of a text can be seen.
pub fn shows(text: &str) -> bool {
    text.chars().any(|c| c == char::REPLACEMENT_CHARACTER || !(is_hidden(c) || c.is_whitespace() || is_blank(c)))
}

/// A title or a name without what is hidden in it; control characters stay, for whoever refuses them.
pub fn without_hidden(text: &str) -> String {
    let kept: String = text.chars().filter(|c| c.is_control() || !is_hidden(*c)).collect();
    if shows(&kept) { kept.trim().to_owned() } else { String::new() }
}

/// What only changes its neighbours, or is drawn as nothing.
fn is_blank(c: char) -> bool {
    matches!(c,
        '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{200c}' | '\u{200d}'
        | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_shows_where_one_character_does() {
        for text in ["a", "\u{200b}a\u{2060}", "👩\u{200d}⚕\u{fe0f}", "می\u{200c}خواهم", ".", "\u{fffd}", "-"]
        {
            assert!(shows(text), "{text:?}");
        }
        for text in [
            "",
            " \n\t",
            "\u{200b}",
            "\u{200b}\u{2060}",
            "\u{202e}\u{202c} ",
            "\u{200d}\u{fe0f}",
            "\u{3164}",
            "\u{2800}",
        ] {
            assert!(!shows(text), "{text:?}");
        }
    }

    #[test]
    fn a_name_loses_what_is_hidden_in_it() {
        for (given, kept) in [
            (" Noor Rahimi\u{200b} ", "Noor Rahimi"),
            ("Dr. \u{202e}ikebM\u{202c}", "Dr. ikebM"),
            ("\u{2066}Imani\u{2069}", "Imani"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("\u{2066}\u{200b}\u{2069}", ""),
            ("\u{3164}", ""),
            ("a\u{0}b", "a\u{0}b"),
        ] {
            assert_eq!(without_hidden(given), kept, "{given:?}");
        }
    }
}
