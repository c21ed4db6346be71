//! What files may be, and how sizes read.

use serde::{Deserialize, Serialize};

/// What a server takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileLimits {
    /// Bytes a file may have at most, unless it is a video.
    pub file: i64,
    /// Bytes a video may have at most.
    pub video: i64,
    /// The usual endings of what is taken, such as `jpg`.
    pub types: Vec<String>,
    /// What the browser's dialog offers, as its `accept` has it: `image/jpeg,.jpg,.jpeg`.
    pub accept: String,
}

impl FileLimits {
    /// Whether something is taken that may have this ending.
    pub fn takes(&self, ending: &str) -> bool {
        self.accept.split(',').filter_map(|one| one.strip_prefix('.')).any(|one| one.eq_ignore_ascii_case(ending))
    }
}

/// The sizes as the settings are where nobody has set them; the server hands its own to the page, and what it takes.
impl Default for FileLimits {
    fn default() -> Self {
        Self { file: 25_000_000, video: 200_000_000, types: Vec::new(), accept: String::new() }
    }
}

/// Bytes as people read them: `640 B`, `12 KB`, `3.4 MB`.
pub fn size_in_words(bytes: i64) -> String {
    match bytes {
        ..1_000 => format!("{bytes} B"),
        1_000..999_500 => format!("{} KB", (bytes + 500) / 1_000),
        999_500..10_000_000 => format!("{}.{} MB", (bytes + 50_000) / 1_000_000, (bytes + 50_000) / 100_000 % 10),
        10_000_000..999_500_000 => format!("{} MB", (bytes + 500_000) / 1_000_000),
        _ => format!("{}.{} GB", bytes / 1_000_000_000, bytes / 100_000_000 % 10),
    }
}

#[cfg(test)]
mod tests {
    use super::size_in_words;

    #[test]
    fn sizes_are_short() {
        for (bytes, words) in [
            (0, "0 B"),
            (999, "999 B"),
            (1_000, "1 KB"),
            (999_499, "999 KB"),
            (999_500, "1.0 MB"),
            (3_449_000, "3.4 MB"),
            (25_000_000, "25 MB"),
            (2_000_000_000, "2.0 GB"),
        ] {
            assert_eq!(size_in_words(bytes), words);
        }
    }
}
