//! Lines of calendar files (RFC 5545, 3.1): none is longer than 75 octets, what is goes on in the next.

/// How long a line may be, in octets, without its end.
const LINE: usize = 75;

/// The text with every long line folded. Lines end in CR LF.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for line in text.split_inclusive("\r\n") {
        let (mut rest, end) = line.strip_suffix("\r\n").map_or((line, ""), |rest| (rest, "\r\n"));
        let mut room = LINE;
        while rest.len() > room {
            let cut = (1..=room).rev().find(|place| rest.is_char_boundary(*place)).unwrap_or(rest.len());
            folded.push_str(&rest[..cut]);
            folded.push_str("\r\n ");
            rest = &rest[cut..];
            // The space counts.
            room = LINE - 1;
        }
        folded.push_str(rest);
        folded.push_str(end);
    }
    folded
}

/// The text with every folded line in one piece.
pub fn unfold(text: &str) -> String {
    text.replace("\r\n ", "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use icalendar::{Calendar, Component, Event};

    #[test]
    fn no_line_is_longer_than_75_octets_whatever_it_holds() {
        for length in 60..240 {
            for letter in ["a", "ö", "老", "🐕", " ", ","] {
                let summary = letter.repeat(length);
                let mut calendar = Calendar::empty();
                calendar.push(Event::with_uid("x").summary(&summary).done());
                let text = fold(&calendar.to_string());
                assert!(text.split("\r\n").all(|line| line.len() <= LINE), "{length} {letter:?}");
                let whole = unfold(&text).replace("\\,", ",");
                assert!(whole.contains(&format!("SUMMARY:{summary}\r\n")), "{length} {letter:?}");
                assert_eq!(unfold(&fold(&unfold(&text))), unfold(&text), "{length} {letter:?}");
            }
        }
    }
}
