//! Files on their way to the server, beside the message that is being written.

use super::Attachment;
use super::sizes::FileLimits;

/// Uploads that go on at the same time; the server takes twice as many of one person.
const AT_ONCE: usize = 3;
/// Files that a message has at most.
pub(super) const A_MESSAGE: usize = 20;
/// Seconds until an upload is tried again that broke though there seems to be a connection, the first time, the second
/// …; after one more it has failed.
const PAUSES: [u64; 4] = [2, 4, 8, 16];

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// What it is called within this page.
    pub id: u64,
    pub name: String,
    pub mime: String,
    pub size: i64,
    /// The address under which this browser shows its picture, or the still that it drew of a video.
    pub picture: Option<String>,
    pub stage: Stage,
    /// How often it broke since there was a connection again.
    pub breaks: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    Waiting,
    /// Per cent of it that are sent.
    Sending(u8),
    /// Until there is a connection.
    Paused,
    Done(Attachment),
    /// Why, and whether trying again may help.
    Failed {
        why: String,
        is_final: bool,
    },
}

impl Upload {
    /// The address of what is shown of it: the picture that this browser has, else the one that the server made. What
    /// the server found to be something else than a picture, or refused, has none.
    pub fn shown(&self) -> Option<&str> {
        let (is_picture, made) = match &self.stage {
            Stage::Done(attachment) => (is_picture(&attachment.mime), attachment.thumbnail.as_deref()),
            Stage::Failed { is_final, .. } => (!is_final, None),
            _ => (true, None),
        };
        self.picture.as_deref().filter(|_| is_picture).or(made)
    }

    /// As it goes with the message: the server names a file by what it holds.
    pub fn name(&self) -> &str {
        match &self.stage {
            Stage::Done(attachment) => &attachment.name,
            _ => &self.name,
        }
    }
}

fn is_picture(mime: &str) -> bool {
    mime.starts_with("image/") || mime.starts_with("video/")
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tray {
    pub uploads: Vec<Upload>,
}

impl Tray {
    /// Adds a file, unless it can be told already that it will be refused: then it says why.
    pub fn add(&mut self, mut upload: Upload, limits: &FileLimits) {
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
        if let Some(upload) = self.get_mut(id) {
            upload.stage = stage;
        }
    }

    /// Shows this of it. Answers with the address that nobody needs any more: that of what was shown before, or this one
    /// where the upload was removed meanwhile.
    pub fn set_picture(&mut self, id: u64, picture: String) -> Option<String> {
        match self.get_mut(id) {
            Some(upload) => upload.picture.replace(picture),
            None => Some(picture),
        }
    }

    /// The connection broke under it: it waits for the next. Where there seems to be one all the same, answers after how
    /// many seconds it is to be tried again; when that was often enough, it has failed.
    pub fn interrupt(&mut self, id: u64, is_online: bool) -> Option<u64> {
        let upload = self.get_mut(id)?;
        upload.stage = Stage::Paused;
        if !is_online {
            return None;
        }
        let pause = PAUSES.get(upload.breaks).copied();
        upload.breaks += 1;
        if pause.is_none() {
            upload.stage = Stage::Failed { why: "The connection was lost.".into(), is_final: false };
        }
        pause
    }

    /// There is a connection again: what waited for one may begin.
    pub fn resume(&mut self) {
        for upload in self.uploads.iter_mut().filter(|upload| upload.stage == Stage::Paused) {
            upload.stage = Stage::Waiting;
            upload.breaks = 0;
        }
    }

    /// It may begin, unless it has already or was removed meanwhile.
    pub fn resume_one(&mut self, id: u64) {
        if let Some(upload) = self.get_mut(id).filter(|upload| upload.stage == Stage::Paused) {
            upload.stage = Stage::Waiting;
        }
    }

    pub fn try_again(&mut self, id: u64) {
        if let Some(upload) = self.get_mut(id) {
            upload.stage = Stage::Waiting;
            upload.breaks = 0;
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
        self.uploads.iter().any(|upload| matches!(upload.stage, Stage::Waiting | Stage::Sending(_) | Stage::Paused))
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

    fn get_mut(&mut self, id: u64) -> Option<&mut Upload> {
        self.uploads.iter_mut().find(|upload| upload.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::FileId;

    fn upload(id: u64, mime: &str, size: i64) -> Upload {
        let name = format!("{id}");
        Upload { id, name, mime: mime.into(), size, picture: None, stage: Stage::Waiting, breaks: 0 }
    }

    fn file(name: &str) -> Attachment {
        Attachment {
            id: FileId::new(),
            name: name.into(),
            mime: "image/png".into(),
            size: 1,
            width: None,
            height: None,
            thumbnail: None,
        }
    }

    fn done(name: &str) -> Stage {
        Stage::Done(file(name))
    }

    #[test]
    fn three_go_on_at_the_same_time() {
        let mut tray = Tray::default();
        (1..=4).for_each(|id| tray.add(upload(id, "image/png", 9), &FileLimits::default()));
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
    fn a_still_is_shown_until_it_goes_and_else_what_the_server_made() {
        let mut tray = Tray::default();
        tray.add(upload(1, "video/mp4", 9), &FileLimits::default());
        let shown = |tray: &Tray| tray.get(1).and_then(Upload::shown).map(str::to_owned);
        assert_eq!(shown(&tray), None);
        tray.set_stage(1, Stage::Done(Attachment { thumbnail: Some("/thumbnail".into()), ..file("a") }));
        assert_eq!(shown(&tray).as_deref(), Some("/thumbnail"));
        assert_eq!(tray.set_picture(1, "blob:1".into()), None);
        assert_eq!(tray.set_picture(1, "blob:2".into()).as_deref(), Some("blob:1"), "it is drawn anew");
        assert_eq!(shown(&tray).as_deref(), Some("blob:2"));
        let text = Attachment { mime: "text/plain".into(), ..file("notes.txt") };
        tray.set_stage(1, Stage::Done(text));
        assert_eq!((shown(&tray), tray.get(1).map(Upload::name)), (None, Some("notes.txt")), "it is none");
        tray.set_stage(1, Stage::Failed { why: "It is none.".into(), is_final: true });
        assert_eq!(shown(&tray), None);
        tray.remove(1);
        assert_eq!(tray.set_picture(1, "blob:3".into()).as_deref(), Some("blob:3"), "it came too late");
    }

    #[test]
    fn without_a_connection_an_upload_waits_for_one() {
        let mut tray = Tray::default();
        tray.add(upload(1, "image/png", 9), &FileLimits::default());
        tray.begin_next();
        assert_eq!(tray.interrupt(1, false), None);
        assert!(tray.is_busy() && !tray.has_failed(), "a message waits with it");
        assert_eq!(tray.begin_next(), None);
        tray.resume();
        assert_eq!(tray.begin_next(), Some(1));
        assert_eq!(tray.interrupt(2, true), None, "one that was removed");
    }

    #[test]
    fn what_breaks_though_there_is_a_connection_fails_at_last() {
        let mut tray = Tray::default();
        tray.add(upload(1, "image/png", 9), &FileLimits::default());
        for pause in PAUSES {
            assert_eq!(tray.begin_next(), Some(1));
            assert_eq!(tray.interrupt(1, true), Some(pause));
            tray.resume_one(1);
        }
        assert_eq!(tray.begin_next(), Some(1));
        tray.resume_one(1);
        assert_eq!(tray.interrupt(1, true), None);
        assert!(tray.has_failed() && !tray.is_busy());
        tray.resume();
        assert_eq!(tray.begin_next(), None, "it waits for a hand");
        tray.try_again(1);
        assert_eq!(tray.begin_next(), Some(1));
        assert_eq!(tray.interrupt(1, true), Some(PAUSES[0]), "it begins anew");
    }

    #[test]
    fn what_will_be_refused_is_not_sent() {
        let limits = FileLimits { file: 100, video: 1_000, ..FileLimits::default() };
        let mut tray = Tray::default();
        for (id, mime, size, is_taken) in [
            (1, "image/png", 100, true),
            (2, "image/png", 101, false),
            (3, "video/mp4", 1_000, true),
            (4, "", 0, false),
        ] {
            tray.add(upload(id, mime, size), &limits);
            assert_eq!(tray.get(id).is_some_and(|upload| upload.stage == Stage::Waiting), is_taken, "{id}");
        }
        assert!(tray.has_failed());
        (5..30).for_each(|id| tray.add(upload(id, "image/png", 1), &limits));
        assert_eq!(
            tray.uploads.iter().filter(|upload| upload.stage == Stage::Waiting).count(),
            18,
            "of twenty two failed"
        );
    }
}
