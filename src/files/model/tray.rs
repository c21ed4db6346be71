//! Files on their way to the server, beside the message that is being written.

use super::Attachment;
use super::FileKind;
use super::sizes::{FileLimits, size_in_words};

/// Uploads that go on at the same time; the server takes twice as many of one person.
const AT_ONCE: usize = 3;
/// Files that a message has at most.
const A_MESSAGE: usize = 20;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// What it is called within this page.
    pub id: u64,
    pub name: String,
    pub mime: String,
    pub size: i64,
    /// The address under which this browser shows its picture.
    pub picture: Option<String>,
    pub stage: Stage,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    Waiting,
    /// Per cent of it that are sent.
    Sending(u8),
    Done(Attachment),
    /// Why, and whether trying again may help.
    Failed {
        why: String,
        is_final: bool,
    },
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tray {
    pub uploads: Vec<Upload>,
}

impl Tray {
    /// Adds a file, unless it can be told already that it will be refused: then it says why.
    pub fn add(&mut self, mut upload: Upload, limits: FileLimits) {
        if let Some(why) = self.refusal(&upload, limits) {
            upload.stage = Stage::Failed { why, is_final: true };
        }
        self.uploads.push(upload);
    }

    /// The next that may begin, which it then has.
    pub fn begin_next(&mut self) -> Option<u64> {
        let under_way = self.uploads.iter().filter(|upload| matches!(upload.stage, Stage::Sending(_))).count();
        let next =
            self.uploads.iter_mut().find(|upload| upload.stage == Stage::Waiting).filter(|_| under_way < AT_ONCE)?;
        next.stage = Stage::Sending(0);
        Some(next.id)
    }

    /// One that was removed meanwhile stays so.
    pub fn set_stage(&mut self, id: u64, stage: Stage) {
        if let Some(upload) = self.uploads.iter_mut().find(|upload| upload.id == id) {
            upload.stage = stage;
        }
    }

    pub fn get(&self, id: u64) -> Option<&Upload> {
        self.uploads.iter().find(|upload| upload.id == id)
    }

    pub fn remove(&mut self, id: u64) -> Option<Upload> {
        let place = self.uploads.iter().position(|upload| upload.id == id)?;
        Some(self.uploads.remove(place))
    }

    pub fn is_busy(&self) -> bool {
        self.uploads.iter().any(|upload| matches!(upload.stage, Stage::Waiting | Stage::Sending(_)))
    }

    pub fn has_failed(&self) -> bool {
        self.uploads.iter().any(|upload| matches!(upload.stage, Stage::Failed { .. }))
    }

    /// What is ready to be sent, in the order it was added.
    pub fn ready(&self) -> Vec<Attachment> {
        let done = self.uploads.iter().filter_map(|upload| match &upload.stage {
            Stage::Done(attachment) => Some(attachment.clone()),
            _ => None,
        });
        done.collect()
    }

    fn refusal(&self, upload: &Upload, limits: FileLimits) -> Option<String> {
        let most = if FileKind::of(&upload.mime) == FileKind::Video { limits.video } else { limits.file };
        if upload.size == 0 {
            Some("This file is empty.".into())
        } else if upload.size > most {
            Some(format!("This is too large; at most {} can be sent.", size_in_words(most)))
        } else {
            (self.uploads.len() >= A_MESSAGE).then(|| format!("A message has at most {A_MESSAGE} files."))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::FileId;

    fn upload(id: u64, mime: &str, size: i64) -> Upload {
        Upload { id, name: format!("{id}"), mime: mime.into(), size, picture: None, stage: Stage::Waiting }
    }

    fn done(name: &str) -> Stage {
        Stage::Done(Attachment {
            id: FileId::new(),
            name: name.into(),
            mime: "image/png".into(),
            size: 1,
            width: None,
            height: None,
            thumbnail: None,
        })
    }

    #[test]
    fn three_go_on_at_the_same_time() {
        let mut tray = Tray::default();
        (1..=4).for_each(|id| tray.add(upload(id, "image/png", 9), FileLimits::default()));
        assert_eq!(
            [tray.begin_next(), tray.begin_next(), tray.begin_next(), tray.begin_next()],
            [Some(1), Some(2), Some(3), None]
        );
        tray.set_stage(2, done("b"));
        assert_eq!(tray.begin_next(), Some(4));
        tray.set_stage(1, done("a"));
        assert!(tray.is_busy());
        let names = |tray: &Tray| tray.ready().into_iter().map(|file| file.name).collect::<Vec<_>>();
        assert_eq!(names(&tray), ["a", "b"], "in the order they were added");
        tray.remove(1);
        tray.set_stage(1, done("late"));
        assert_eq!(names(&tray), ["b"]);
    }

    #[test]
    fn what_will_be_refused_is_not_sent() {
        let limits = FileLimits { file: 100, video: 1_000 };
        let mut tray = Tray::default();
        for (id, mime, size, is_taken) in [
            (1, "image/png", 100, true),
            (2, "image/png", 101, false),
            (3, "video/mp4", 1_000, true),
            (4, "", 0, false),
        ] {
            tray.add(upload(id, mime, size), limits);
            assert_eq!(tray.get(id).is_some_and(|upload| upload.stage == Stage::Waiting), is_taken, "{id}");
        }
        assert!(tray.has_failed());
        (5..30).for_each(|id| tray.add(upload(id, "image/png", 1), limits));
        assert_eq!(
            tray.uploads.iter().filter(|upload| upload.stage == Stage::Waiting).count(),
            18,
            "of twenty two failed"
        );
    }
}
