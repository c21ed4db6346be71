//! The name of a file as people see it and download it under. It never becomes part of a path of ours.

use crate::hidden::is_hidden;

/// Bytes a name has at most, as file systems have it.
const BYTES_AT_MOST: usize = 255;
/// What a name becomes of which nothing is left.
const NAMELESS: &str = "file";

/// The name without folders, control characters, marks that turn or hide text, and what file systems refuse. It ends
/// in one of the `endings` that its content has, the first being the usual one. A `known` ending that is another's is
/// replaced; any other stays in front of the right one, so that nothing can pass for what it is not.
pub fn clean_name(raw: &str, endings: &[&str], known: &[&str]) -> String {
    let last = raw.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last.chars().filter(|c| !is_hidden(*c)).map(harmless).collect();
    let words = kept.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = words.trim_matches(['.', ' ']);
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if has(endings, ending) => (stem, ending.to_owned()),
        Some((stem, ending)) if has(known, ending) => (stem, endings[0].to_owned()),
        _ => (name, endings[0].to_owned()),
    };
    let stem = stem.trim_end_matches(['.', ' ']);
    let stem = cut(if stem.is_empty() { NAMELESS } else { stem }, BYTES_AT_MOST - ending.len() - 2);
    let guard = if is_device(stem) { "_" } else { "" };
    format!("{guard}{stem}.{ending}")
}

fn has(endings: &[&str], ending: &str) -> bool {
    endings.iter().any(|one| one.eq_ignore_ascii_case(ending))
}

fn harmless(c: char) -> char {
    if matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*' | ';') { '_' } else { c }
}

/// Names that Windows takes for devices, whatever their ending.
fn is_device(stem: &str) -> bool {
    let first = stem.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let numbered = |word: &str| first.strip_prefix(word).is_some_and(|n| n.len() == 1 && n != "0");
    matches!(&*first, "CON" | "PRN" | "AUX" | "NUL") || numbered("COM") || numbered("LPT")
}

/// The beginning of at most so many bytes, cut between characters.
fn cut(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    text[..end].trim_end_matches(['.', ' '])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(raw: &str) -> String {
        clean_name(raw, &["txt", "text"], &["txt", "text", "pdf", "png"])
    }

    #[test]
    fn a_good_name_stays() {
        for name in ["notes.txt", "Befund März 2026.TXT", "مذكرات.txt", "a.b.c.text", "👩\u{200d}⚕️.txt"] {
            assert_eq!(cleaned(name), name);
        }
    }

    #[test]
    fn folders_marks_and_devices_are_taken_out() {
        for (raw, name) in [
            ("../../etc/passwd", "passwd.txt"),
            ("C:\\Windows\\system32\\notes.txt", "notes.txt"),
            ("no\u{0}tes\r\n.txt", "notes.txt"),
            ("photo\u{202e}gnp.txt", "photognp.txt"),
            ("\u{200b}\u{feff}.txt", "txt.txt"),
            ("..", "file.txt"),
            ("", "file.txt"),
            (".htaccess", "htaccess.txt"),
            ("con.txt", "_con.txt"),
            ("LPT1.tar.txt", "_LPT1.tar.txt"),
            ("console.txt", "console.txt"),
            ("a<b>\"c\".txt", "a_b__c_.txt"),
            ("  spaced   out .txt", "spaced out.txt"),
            ("trailing. . .", "trailing.txt"),
        ] {
            assert_eq!(cleaned(raw), name, "{raw:?}");
        }
    }

    #[test]
    fn the_ending_is_that_of_the_content() {
        assert_eq!(cleaned("scan.pdf"), "scan.txt");
        assert_eq!(cleaned("page.html"), "page.html.txt");
        assert_eq!(cleaned("setup.exe"), "setup.exe.txt");
        assert_eq!(cleaned("notes"), "notes.txt");
    }

    #[test]
    fn a_long_name_is_cut_between_characters() {
        for raw in ["é".repeat(300), "x".repeat(300), "👍".repeat(100), format!("{}.txt", "ä".repeat(127))] {
            let name = cleaned(&raw);
            assert!(name.len() <= 255 && name.rsplit('.').next() == Some("txt"), "{} bytes", name.len());
        }
    }
}
