//! How large files may be, and how sizes read.

use serde::{Deserialize, Serialize};

/// Bytes a file and a video may have at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileLimits {
    pub file: i64,
    pub video: i64,
}

/// As the settings are where nobody has set them; the server hands its own to the page.
impl Default for FileLimits {
    fn default() -> Self {
        Self { file: 25_000_000, video: 200_000_000 }
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
