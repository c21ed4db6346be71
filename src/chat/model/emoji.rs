//! What one can react with.

use crate::error::{AppError, Result};

/// What joins to the sign before it to ask for its picture.
const AS_PICTURE: char = '\u{fe0f}';

/// The one way in which an emoji is written; anything but one emoji is refused.
pub fn check_emoji(text: &str) -> Result<&'static str> {
    let plain: String = text.chars().filter(|c| *c != AS_PICTURE).collect();
    let known =
        emojis::get(text).or_else(|| emojis::get(&plain)).or_else(|| emojis::get(&format!("{plain}{AS_PICTURE}")));
    let known = known.filter(|_| !text.is_ascii());
    known.map(emojis::Emoji::as_str).ok_or_else(|| AppError::invalid("emoji", "This is not one emoji."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_emoji_of_any_make_is_an_emoji() {
        for emoji in ["👍", "👍🏽", "❤️", "👨‍👩‍👧", "🏳️‍🌈", "🇪🇹", "1️⃣", "☺️"]
        {
            assert_eq!(check_emoji(emoji), Ok(emoji));
        }
        assert_eq!(check_emoji("❤"), Ok("❤️"));
        for none in ["", "a", "1", "👍👍", "👍 ", ":)", "\u{200d}", "\u{fe0f}", "<b>"] {
            assert!(check_emoji(none).is_err(), "{none:?}");
        }
    }
}
