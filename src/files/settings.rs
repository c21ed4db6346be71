//! What may be uploaded, as the one who runs the server has it.

use super::formats::{Format, refused};
use super::model::{FileKind, FileLimits, not_taken};
use crate::error::AppError;
use clap::Args;

const MEGABYTE: u64 = 1_000_000;

#[derive(Args, Clone, Debug)]
pub struct FileSettings {
    /// Megabytes a file may have, unless it is a video
    #[arg(long = "file-size", env = "ATTEND_FILE_SIZE", value_name = "ATTEND_FILE_SIZE", default_value = "25", value_parser = megabytes(), global = true)]
    pub file_size: u64,

    /// Megabytes a video may have
    #[arg(long = "video-size", env = "ATTEND_VIDEO_SIZE", value_name = "ATTEND_VIDEO_SIZE", default_value = "200", value_parser = megabytes(), global = true)]
    pub video_size: u64,

    /// Megabytes that all files of one person may have together
    #[arg(long = "file-quota", env = "ATTEND_FILE_QUOTA", value_name = "ATTEND_FILE_QUOTA", default_value = "2000", value_parser = megabytes(), global = true)]
    pub file_quota: u64,

    /// What may be uploaded, separated by commas; archives (zip) are left out unless they are named
    #[arg(long = "file-types", env = "ATTEND_FILE_TYPES", value_name = "ATTEND_FILE_TYPES", default_value = "jpg,png,gif,webp,bmp,mp4,webm,mov,mp3,m4a,ogg,wav,pdf,txt,csv,docx,xlsx,pptx,odt,ods,odp", value_delimiter = ',', value_parser = format, global = true)]
    pub file_types: Vec<Format>,
}

impl FileSettings {
    pub fn allows(&self, format: Format) -> bool {
        self.file_types.contains(&format)
    }

    /// Bytes a file of that kind may have.
    pub fn most_of(&self, kind: FileKind) -> u64 {
        MEGABYTE * if kind == FileKind::Video { self.video_size } else { self.file_size }
    }

    /// Bytes of all files of one person.
    pub fn quota(&self) -> u64 {
        MEGABYTE * self.file_quota
    }

    /// What the page is told, so that nobody waits for an upload that will be refused.
    pub fn limits(&self) -> FileLimits {
        let most = |kind| i64::try_from(self.most_of(kind)).unwrap_or(i64::MAX);
        let types = self.file_types.iter().map(|format| format.setting().to_owned()).collect();
        let accept = self.file_types.iter().copied().flat_map(offered).collect::<Vec<_>>().join(",");
        FileLimits { file: most(FileKind::File), video: most(FileKind::Video), types, accept }
    }

    /// Why a file of that name is not taken.
    pub fn refuse(&self, name: &str) -> AppError {
        refused(&not_taken(name, "", &self.limits()))
    }
}

/// A format as the browser's dialog knows it: all by their endings, pictures and videos by their type, too, since
/// phones that have others turn them into one of those that are asked for.
fn offered(format: Format) -> Vec<String> {
    let mime = (format.kind() != FileKind::File).then(|| format.mime().to_owned());
    mime.into_iter().chain(format.endings().iter().map(|ending| format!(".{ending}"))).collect()
}

impl Default for FileSettings {
    fn default() -> Self {
        let file_types = Format::ALL.into_iter().filter(|format| *format != Format::Zip).collect();
        Self { file_size: 25, video_size: 200, file_quota: 2_000, file_types }
    }
}

/// A terabyte is more than any of them needs.
fn megabytes() -> clap::builder::RangedU64ValueParser {
    clap::value_parser!(u64).range(1..=1_000_000)
}

fn format(text: &str) -> Result<Format, String> {
    let text = text.trim();
    Format::ALL
        .into_iter()
        .find(|format| format.setting().eq_ignore_ascii_case(text))
        .ok_or_else(|| format!("choose among {}", Format::ALL.map(Format::setting).join(",")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        files: FileSettings,
    }

    #[test]
    fn the_default_is_all_that_is_known_but_archives() {
        let files = Line::try_parse_from(["attend"]).map(|line| line.files).unwrap_or_default();
        let default = FileSettings::default();
        assert_eq!(files.file_types, default.file_types);
        let (limits, usual) = (files.limits(), FileLimits::default());
        assert_eq!((limits.file, limits.video), (usual.file, usual.video));
        assert_eq!(files.quota(), default.quota());
    }

    #[test]
    fn the_page_is_told_what_is_taken() {
        let files = FileSettings { file_types: vec![Format::Jpeg, Format::Pdf], ..FileSettings::default() };
        let limits = files.limits();
        assert_eq!(
            (limits.types.join(" "), &*limits.accept),
            ("jpg pdf".into(), "image/jpeg,.jpg,.jpeg,.jpe,.jfif,.pdf")
        );
        assert!(limits.takes("JPEG") && !limits.takes("png") && !limits.takes(""));
    }

    #[test]
    fn unknown_types_are_refused() {
        assert!(Line::try_parse_from(["attend", "--file-types=jpg,exe"]).is_err());
        let one = Line::try_parse_from(["attend", "--file-types=zip"]).map(|line| line.files.file_types);
        assert_eq!(one.unwrap_or_default(), [Format::Zip]);
    }
}
