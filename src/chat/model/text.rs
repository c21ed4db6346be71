//! What is written, taken apart for showing: web and mail addresses, and names of members behind an `@`.
//! Everything else is text, whatever it looks like.

use crate::ui::web_addresses;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Text(String),
    Link(String),
    /// Somebody's name, with the `@`.
    Mention(String),
}

/// `names`: of those who may be mentioned here.
pub fn pieces(text: &str, names: &[String]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (part, is_address) in web_addresses(text) {
        if is_address {
            pieces.push(Piece::Link(part.into()));
        } else {
            push_mentions(&mut pieces, part, names);
        }
    }
    pieces
}

/// What has been typed of a name when the caret stands behind an `@`: `No` in `Ask @No`.
pub fn mention_before(text: &str) -> Option<&str> {
    let place = text.rfind('@')?;
    let begins_a_word = text[..place].chars().next_back().is_none_or(|before| !before.is_alphanumeric());
    let typed = &text[place + 1..];
    (begins_a_word && typed.chars().count() <= 40 && !typed.contains('\n')).then_some(typed)
}

/// Whether an `@` may stand before a name that is none of these.
pub fn mentions_unknown(text: &str, names: &[String]) -> bool {
    text.match_indices('@').any(|(place, _)| {
        let behind = &text[place + 1..];
        behind.starts_with(|first: char| !first.is_whitespace()) && name_at(behind, names).is_none()
    })
}

fn push_mentions(pieces: &mut Vec<Piece>, text: &str, names: &[String]) {
    let mut rest = text;
    while let Some((place, name)) = first_mention(rest, names) {
        let end = place + '@'.len_utf8() + name.len();
        if place > 0 {
            pieces.push(Piece::Text(rest[..place].into()));
        }
        pieces.push(Piece::Mention(rest[place..end].into()));
        rest = &rest[end..];
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest.into()));
    }
}

/// The first `@` that a name follows.
fn first_mention<'a>(text: &str, names: &'a [String]) -> Option<(usize, &'a str)> {
    text.match_indices('@').find_map(|(place, _)| Some((place, name_at(&text[place + 1..], names)?)))
}

/// The name that a text begins with; the longest where several fit.
fn name_at<'a>(text: &str, names: &'a [String]) -> Option<&'a str> {
    let fits = |name: &&String| {
        !name.is_empty()
            && text.strip_prefix(name.as_str()).is_some_and(|after| !after.starts_with(char::is_alphanumeric))
    };
    names.iter().filter(fits).max_by_key(|name| name.len()).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Vec<String> {
        ["Noor", "Noor Haddad", "Imani"].map(str::to_owned).to_vec()
    }

    #[test]
    fn addresses_become_links_and_names_mentions() {
        let text = Piece::Text;
        assert_eq!(
            pieces("Ask @Noor Haddad, see https://a.example/x?y=1.", &names()),
            [
                text("Ask ".into()),
                Piece::Mention("@Noor Haddad".into()),
                text(", see ".into()),
                Piece::Link("https://a.example/x?y=1".into()),
                text(".".into()),
            ]
        );
    }

    #[test]
    fn names_are_found_beside_mail_addresses_and_not_in_them() {
        assert_eq!(
            pieces("@Noor, see report.pdf of a@Imani.example", &names()),
            [
                Piece::Mention("@Noor".into()),
                Piece::Text(", see report.pdf of ".into()),
                Piece::Link("a@Imani.example".into()),
            ]
        );
    }

    #[test]
    fn a_name_is_begun_behind_an_at() {
        assert_eq!(mention_before("Ask @No"), Some("No"));
        assert_eq!(mention_before("@"), Some(""));
        assert_eq!(mention_before("noor@clinic"), None);
        assert_eq!(mention_before("nothing"), None);
    }

    #[test]
    fn a_name_that_is_not_known_is_told_from_one_that_is() {
        for known in ["nothing", "", "at 5 @ 7", "@", "@Noor", "Ask @Noor Haddad, and @Imani."] {
            assert!(!mentions_unknown(known, &names()), "{known}");
        }
        for unknown in ["@Tomas", "Ask @Imani and @Tomas", "@Noora is new", "@imani", "@ or @?"] {
            assert!(mentions_unknown(unknown, &names()), "{unknown}");
        }
    }

    #[test]
    fn what_only_looks_like_one_is_text() {
        for plain in
            ["<b>bold</b>", "javascript:alert(1)", "@Noora is new", "mail a@Nobody", "@", "a @ b", "ftp://x.example"]
        {
            assert_eq!(pieces(plain, &names()), [Piece::Text(plain.into())], "{plain}");
        }
    }
}
