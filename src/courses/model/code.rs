//! What students enrol with: eight letters and digits that are not taken for each other, forty bits.

use crate::error::{AppError, Result};

const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const LENGTH: usize = 8;

/// A new code, from that much chance.
pub fn code_from(chance: [u8; LENGTH]) -> String {
    chance.into_iter().map(|byte| char::from(LETTERS[usize::from(byte) % LETTERS.len()])).collect()
}

/// As people read it out: `ABCD-EFGH`.
pub fn code_in_halves(code: &str) -> String {
    match code.split_at_checked(LENGTH / 2) {
        Some((first, second)) => format!("{first}-{second}"),
        None => code.into(),
    }
}

/// As it was typed, with whatever case, dashes and spaces.
pub fn read_code(typed: &str) -> Result<String> {
    let is_between = |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—');
    let code: String = typed.chars().filter(|c| !is_between(*c)).map(|c| c.to_ascii_uppercase()).collect();
    if code.is_empty() {
        return Err(AppError::invalid("code", "Please enter the code that you were given."));
    }
    if code.len() == LENGTH && code.bytes().all(|byte| LETTERS.contains(&byte)) {
        Ok(code)
    } else {
        Err(no_such_code())
    }
}

/// Told alike for codes that cannot be, that were renewed, and of courses that are over.
pub fn no_such_code() -> AppError {
    AppError::invalid("code", "There is no course with this code. It may have been renewed; ask for the new one.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let code = code_from([0, 31, 32, 255, 7, 8, 9, 10]);
        assert_eq!(code, "A9A9HJKL");
        assert_eq!(code_in_halves(&code), "A9A9-HJKL");
        for typed in ["A9A9HJKL", "a9a9-hjkl", " a9A9 – HJkl\n"] {
            assert_eq!(read_code(typed).as_deref(), Ok("A9A9HJKL"), "{typed}");
        }
    }

    #[test]
    fn what_is_no_code_is_refused_at_its_field() {
        for typed in ["", " - ", "A9A9HJK", "A9A9HJKLM", "A9A9HJK0", "A9A9HJKÉ", "' or 1=1"] {
            assert_eq!(
                read_code(typed).err().and_then(|e| e.field().map(str::to_owned)),
                Some("code".into()),
                "{typed}"
            );
        }
    }
}
