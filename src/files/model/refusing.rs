//! What will not be sent: said beforehand where it can be known, and named to whoever wants to send all the same.

use super::FileKind;
use super::sizes::{FileLimits, size_in_words};
use super::tray::{A_MESSAGE, Stage, Tray, Upload};

/// A form that cameras and programs make and that is never taken.
struct Foreign {
    /// As browsers call it. Some call tables in plain text by the type of old spreadsheets, which is therefore not here.
    mimes: &'static [&'static str],
    endings: &'static [&'static str],
    name: &'static str,
    /// The ending of a form that it can be saved as.
    otherwise: &'static str,
}

static FOREIGN: [Foreign; 7] = [
    Foreign {
        mimes: &["image/heic", "image/heif"],
        endings: &["heic", "heif"],
        name: "HEIC pictures",
        otherwise: "jpg",
    },
    Foreign { mimes: &["image/avif"], endings: &["avif"], name: "AVIF pictures", otherwise: "jpg" },
    Foreign { mimes: &["image/tiff"], endings: &["tif", "tiff"], name: "TIFF pictures", otherwise: "jpg" },
    Foreign { mimes: &["application/rtf", "text/rtf"], endings: &["rtf"], name: "RTF documents", otherwise: "pdf" },
    Foreign { mimes: &["application/msword"], endings: &["doc"], name: "DOC documents", otherwise: "pdf" },
    Foreign { mimes: &[], endings: &["xls"], name: "XLS tables", otherwise: "pdf" },
    Foreign { mimes: &[], endings: &["ppt"], name: "PPT slides", otherwise: "pdf" },
];

/// Characters of an ending that is one.
const AN_ENDING: usize = 5;

/// Why a file is not taken that has this name, or is of this type as far as the browser knows; and what is taken.
pub fn not_taken(name: &str, mime: &str, limits: &FileLimits) -> String {
    let ending = ending_of(name);
    let refusal = match foreign(&ending, mime) {
        Some(form) if limits.takes(form.otherwise) => {
            let otherwise = form.otherwise.to_uppercase();
            format!("{} cannot be sent. Save it as {otherwise}, and attach that.", form.name)
        }
        Some(form) => format!("{} cannot be sent.", form.name),
        None if limits.takes(&ending) => "This holds something else than its name says, which cannot be sent.".into(),
        None if ending.is_empty() => "Files of this type cannot be sent.".into(),
        None => format!("{} files cannot be sent.", ending.to_uppercase()),
    };
    match limits.types.split_last() {
        Some((last, [])) => format!("{refusal} You can send {}.", last.to_uppercase()),
        Some((last, others)) => {
            format!("{refusal} You can send {} and {}.", others.join(", ").to_uppercase(), last.to_uppercase())
        }
        None => refusal,
    }
}

fn foreign(ending: &str, mime: &str) -> Option<&'static Foreign> {
    FOREIGN.iter().find(|form| form.endings.contains(&ending) || form.mimes.contains(&mime))
}

/// In small letters; nothing where what stands behind the last dot is none.
fn ending_of(name: &str) -> String {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_one = ending.len() <= AN_ENDING && ending.chars().all(|letter| letter.is_ascii_alphanumeric());
    if is_one { ending.to_ascii_lowercase() } else { String::new() }
}

impl Tray {
    /// What can be told of a file before it is uploaded.
    pub(super) fn refusal(&self, upload: &Upload, limits: &FileLimits) -> Option<String> {
        let most = if FileKind::of(&upload.mime) == FileKind::Video { limits.video } else { limits.file };
        if upload.size == 0 {
            Some("This file is empty.".into())
        } else if foreign(&ending_of(&upload.name), &upload.mime).is_some() {
            Some(not_taken(&upload.name, &upload.mime, limits))
        } else if upload.size > most {
            Some(format!("This is too large; at most {} can be sent.", size_in_words(most)))
        } else {
            (self.uploads.len() >= A_MESSAGE).then(|| format!("A message has at most {A_MESSAGE} files."))
        }
    }

    /// Why a message cannot leave with what is here, in a sentence, and the first upload that has failed.
    pub fn in_the_way(&self) -> Option<(u64, String)> {
        let failed = || self.uploads.iter().filter(|upload| matches!(upload.stage, Stage::Failed { .. }));
        let first = failed().next()?;
        let name = &first.name;
        let (what, it) = match failed().count() {
            1 => (format!("{name} was not uploaded."), "it"),
            2 => (format!("{name} and another file were not uploaded."), "them"),
            count => (format!("{name} and {} other files were not uploaded.", count - 1), "them"),
        };
        let may_help = failed().any(|upload| matches!(upload.stage, Stage::Failed { is_final: false, .. }));
        let way =
            if may_help { format!("Try again, or take {it} out.") } else { format!("Take {it} out to send the rest.") };
        Some((first.id, format!("{what} {way}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits() -> FileLimits {
        let types = ["jpg", "png", "pdf"].map(str::to_owned).to_vec();
        FileLimits { types, accept: "image/jpeg,.jpg,.jpeg,image/png,.png,.pdf".into(), ..FileLimits::default() }
    }

    fn upload(id: u64, name: &str, mime: &str, stage: Stage) -> Upload {
        Upload { id, name: name.into(), mime: mime.into(), size: 9, picture: None, stage, breaks: 0 }
    }

    #[test]
    fn a_refusal_names_the_type_and_what_can_be_sent() {
        for (name, mime, why) in [
            ("IMG_1.HEIC", "", "HEIC pictures cannot be sent. Save it as JPG, and attach that."),
            ("photo", "image/heic", "HEIC pictures cannot be sent. Save it as JPG, and attach that."),
            ("letter.doc", "", "DOC documents cannot be sent. Save it as PDF, and attach that."),
            ("setup.exe", "", "EXE files cannot be sent."),
            ("photo.jpeg", "", "This holds something else than its name says, which cannot be sent."),
            ("README", "", "Files of this type cannot be sent."),
            ("Dr. Who is here", "", "Files of this type cannot be sent."),
        ] {
            assert_eq!(not_taken(name, mime, &limits()), format!("{why} You can send JPG, PNG and PDF."), "{name}");
        }
        let one = FileLimits { types: vec!["png".into()], accept: ".png".into(), ..FileLimits::default() };
        assert_eq!(not_taken("a.tiff", "", &one), "TIFF pictures cannot be sent. You can send PNG.");
    }

    #[test]
    fn what_is_surely_not_taken_is_not_uploaded() {
        let mut tray = Tray::default();
        for (id, name, mime, is_taken) in [
            (1, "photo.heic", "", false),
            (2, "scan", "image/tiff", false),
            (3, "table.csv", "application/vnd.ms-excel", true),
            (4, "photo.jpg", "image/jpeg", true),
            (5, "who-knows.xyz", "", true),
        ] {
            tray.add(upload(id, name, mime, Stage::Waiting), &limits());
            assert_eq!(tray.get(id).is_some_and(|upload| upload.stage == Stage::Waiting), is_taken, "{name}");
        }
    }

    #[test]
    fn what_is_in_the_way_is_named_and_to_try_again_is_said_where_it_may_help() {
        let failed = |is_final| Stage::Failed { why: "Refused.".into(), is_final };
        let mut tray = Tray { uploads: vec![upload(1, "a.png", "", Stage::Waiting)] };
        assert_eq!(tray.in_the_way(), None);
        tray.uploads.push(upload(2, "b.exe", "", failed(true)));
        assert_eq!(tray.in_the_way(), Some((2, "b.exe was not uploaded. Take it out to send the rest.".into())));
        tray.uploads.push(upload(3, "c.png", "", failed(false)));
        let both = "b.exe and another file were not uploaded. Try again, or take them out.";
        assert_eq!(tray.in_the_way(), Some((2, both.into())));
    }
}
