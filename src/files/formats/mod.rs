//! The forms a file can have. A file that is none of these is refused, whatever it is called.

mod archive;
mod check;
mod tell;

pub use archive::look_into;
pub use check::Check;
pub use tell::{HEAD, tell};

use super::model::FileKind;
use crate::error::AppError;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Jpeg,
    Png,
    Gif,
    Webp,
    Bmp,
    Mp4,
    Webm,
    Mov,
    Mp3,
    M4a,
    Ogg,
    Wav,
    Pdf,
    Text,
    Csv,
    Docx,
    Xlsx,
    Pptx,
    Odt,
    Ods,
    Odp,
    Zip,
}

impl Format {
    pub const ALL: [Self; 22] = [
        Self::Jpeg,
        Self::Png,
        Self::Gif,
        Self::Webp,
        Self::Bmp,
        Self::Mp4,
        Self::Webm,
        Self::Mov,
        Self::Mp3,
        Self::M4a,
        Self::Ogg,
        Self::Wav,
        Self::Pdf,
        Self::Text,
        Self::Csv,
        Self::Docx,
        Self::Xlsx,
        Self::Pptx,
        Self::Odt,
        Self::Ods,
        Self::Odp,
        Self::Zip,
    ];

    /// Its type on the wire, and the endings of its names. The first ending names it in the settings.
    const fn entry(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::Jpeg => ("image/jpeg", &["jpg", "jpeg", "jpe", "jfif"]),
            Self::Png => ("image/png", &["png"]),
            Self::Gif => ("image/gif", &["gif"]),
            Self::Webp => ("image/webp", &["webp"]),
            Self::Bmp => ("image/bmp", &["bmp"]),
            Self::Mp4 => ("video/mp4", &["mp4", "m4v"]),
            Self::Webm => ("video/webm", &["webm"]),
            Self::Mov => ("video/quicktime", &["mov", "qt"]),
            Self::Mp3 => ("audio/mpeg", &["mp3"]),
            Self::M4a => ("audio/mp4", &["m4a"]),
            Self::Ogg => ("audio/ogg", &["ogg", "oga", "opus"]),
            Self::Wav => ("audio/wav", &["wav"]),
            Self::Pdf => ("application/pdf", &["pdf"]),
            Self::Text => ("text/plain", &["txt", "text", "md", "log"]),
            Self::Csv => ("text/csv", &["csv"]),
            Self::Docx => ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", &["docx"]),
            Self::Xlsx => ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", &["xlsx"]),
            Self::Pptx => ("application/vnd.openxmlformats-officedocument.presentationml.presentation", &["pptx"]),
            Self::Odt => ("application/vnd.oasis.opendocument.text", &["odt"]),
            Self::Ods => ("application/vnd.oasis.opendocument.spreadsheet", &["ods"]),
            Self::Odp => ("application/vnd.oasis.opendocument.presentation", &["odp"]),
            Self::Zip => ("application/zip", &["zip"]),
        }
    }

    pub fn mime(self) -> &'static str {
        self.entry().0
    }

    pub fn endings(self) -> &'static [&'static str] {
        self.entry().1
    }

    /// As the settings call it.
    pub fn setting(self) -> &'static str {
        self.endings()[0]
    }

    pub fn kind(self) -> FileKind {
        FileKind::of(self.mime())
    }

    /// Whether it has to be there as a whole before it can be judged; all others are judged as they come by.
    pub fn is_held(self) -> bool {
        self.kind() == FileKind::Image || self.is_archive()
    }

    pub fn is_archive(self) -> bool {
        matches!(self, Self::Docx | Self::Xlsx | Self::Pptx | Self::Odt | Self::Ods | Self::Odp | Self::Zip)
    }

    /// Every ending that some format has.
    pub fn known_endings() -> Vec<&'static str> {
        Self::ALL.iter().flat_map(|format| format.endings()).copied().collect()
    }
}

/// Why a file is not taken.
pub fn refused(why: &str) -> AppError {
    AppError::invalid("file", why)
}
