//! Which part of a file a `Range` asks for. Of several parts asked for at once, all of the file is given.

use std::ops::Range;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    All,
    Part(Range<u64>),
    /// The part lies outside of the file.
    Nothing,
}

/// What does not read as a range is as if it were not there, as RFC 9110 has it.
pub fn asked(range: Option<&str>, size: u64) -> Asked {
    let Some(spec) = range.and_then(|range| range.strip_prefix("bytes=")) else { return Asked::All };
    let Some((first, last)) = spec.trim().split_once('-').filter(|_| !spec.contains(',')) else { return Asked::All };
    let number = |text: &str| text.chars().all(|c| c.is_ascii_digit()).then(|| text.parse::<u64>().ok()).flatten();
    match (first, last, number(first), number(last)) {
        ("", _, _, Some(0)) => Asked::Nothing,
        ("", _, _, Some(last)) => part(size.saturating_sub(last), size, size),
        (_, "", Some(first), _) => part(first, size, size),
        (_, _, Some(first), Some(last)) if first <= last => part(first, last.saturating_add(1), size),
        _ => Asked::All,
    }
}

fn part(start: u64, end: u64, size: u64) -> Asked {
    if start < size { Asked::Part(start..end.min(size)) } else { Asked::Nothing }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_the_standard_says() {
        for (range, meant) in [
            ("bytes=0-0", Asked::Part(0..1)),
            ("bytes=0-9", Asked::Part(0..10)),
            ("bytes=90-", Asked::Part(90..100)),
            ("bytes=90-1000", Asked::Part(90..100)),
            ("bytes=-10", Asked::Part(90..100)),
            ("bytes=-1000", Asked::Part(0..100)),
            ("bytes=100-", Asked::Nothing),
            ("bytes=-0", Asked::Nothing),
            ("bytes=5-4", Asked::All),
            ("bytes=0-1,5-6", Asked::All),
            ("bytes=a-b", Asked::All),
            ("bytes=-", Asked::All),
            ("bytes=+1-2", Asked::All),
            ("bytes=0-18446744073709551615", Asked::Part(0..100)),
            ("bytes=99999999999999999999-", Asked::All),
            ("lines=0-1", Asked::All),
        ] {
            assert_eq!(asked(Some(range), 100), meant, "{range}");
        }
        assert_eq!(asked(None, 100), Asked::All);
        assert_eq!(asked(Some("bytes=0-"), 0), Asked::Nothing);
    }
}
