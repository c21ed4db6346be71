//! What a notification has of a longer text.

/// At most so many characters of it; where that is not all, an ellipsis says so.
pub fn shortened(text: &str, at_most: usize) -> String {
    match text.char_indices().nth(at_most) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}
