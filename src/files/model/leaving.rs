//! What of a tray leaves with a message.

use super::tray::{Stage, Tray, Upload};
use crate::ids::FileId;

impl Tray {
    /// What has arrived leaves; the rest stays for the next message.
    pub fn leave(&mut self) -> Vec<Upload> {
        let has_arrived = |upload: &Upload| matches!(upload.stage, Stage::Done(_));
        let (leaving, rest) = std::mem::take(&mut self.uploads).into_iter().partition(has_arrived);
        self.uploads = rest;
        leaving
    }

    /// These have left from another page.
    pub fn lose(&mut self, files: &[FileId]) -> Vec<Upload> {
        let is_lost = |upload: &Upload| matches!(&upload.stage, Stage::Done(file) if files.contains(&file.id));
        let (lost, rest) = std::mem::take(&mut self.uploads).into_iter().partition(is_lost);
        self.uploads = rest;
        lost
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::model::Attachment;

    fn upload(id: u64, stage: Stage) -> Upload {
        Upload { id, name: format!("{id}.png"), mime: "image/png".into(), size: 9, picture: None, stage, breaks: 0 }
    }

    fn done() -> Stage {
        Stage::Done(Attachment {
            id: FileId::new(),
            name: "a.png".into(),
            mime: "image/png".into(),
            size: 9,
            width: None,
            height: None,
            thumbnail: None,
        })
    }

    #[test]
    fn what_has_not_arrived_stays_for_the_next_message() {
        let failed = Stage::Failed { why: "The connection was lost.".into(), is_final: false };
        let stages = [Stage::Paused, done(), failed, Stage::Sending(50), done()];
        let mut tray = Tray { uploads: stages.into_iter().zip(1..).map(|(stage, id)| upload(id, stage)).collect() };
        let ids = |uploads: &[Upload]| uploads.iter().map(|upload| upload.id).collect::<Vec<_>>();
        assert_eq!(ids(&tray.leave()), [2, 5]);
        assert_eq!(ids(&tray.uploads), [1, 3, 4]);
        assert!(tray.leave().is_empty());
    }

    #[test]
    fn what_left_from_another_page_is_lost() {
        let mut tray = Tray { uploads: vec![upload(1, done()), upload(2, done()), upload(3, Stage::Paused)] };
        let file = tray.ready().first().map(|file| file.id);
        assert!(tray.lose(&[FileId::new()]).is_empty());
        let lost = tray.lose(file.as_slice());
        assert_eq!(lost.iter().map(|upload| upload.id).collect::<Vec<_>>(), [1]);
        assert_eq!(tray.uploads.iter().map(|upload| upload.id).collect::<Vec<_>>(), [2, 3]);
    }
}
