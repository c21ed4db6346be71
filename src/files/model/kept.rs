//! What of a tray outlives the page: files that have arrived are on the server, of the others there is the name.

use super::Attachment;
use super::tray::{Stage, Tray, Upload};
use serde::{Deserialize, Serialize};

const LOST: &str = "This was not uploaded before the page was left. Please attach it again.";
const GONE: &str = "This is not on the server any more. Please attach it again.";

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptUpload {
    pub name: String,
    /// In bytes.
    pub size: i64,
    /// The file on the server, or why it is not there.
    pub outcome: Result<Attachment, String>,
}

impl KeptUpload {
    fn of(upload: &Upload) -> Self {
        let outcome = match &upload.stage {
            Stage::Done(attachment) => Ok(attachment.clone()),
            Stage::Failed { why, is_final: true } => Err(why.clone()),
            _ => Err(LOST.to_owned()),
        };
        Self { name: upload.name.clone(), size: upload.size, outcome }
    }

    /// As it stands in a tray again, called `id` within this page.
    pub fn into_upload(self, id: u64) -> Upload {
        let Self { name, size, outcome } = self;
        let (mime, stage) = match outcome {
            Ok(file) => (file.mime.clone(), Stage::Done(file)),
            Err(why) => (String::new(), Stage::Failed { why, is_final: true }),
        };
        Upload { id, name, mime, size, picture: None, stage, breaks: 0 }
    }
}

impl Tray {
    pub fn kept(&self) -> Vec<KeptUpload> {
        self.uploads.iter().map(KeptUpload::of).collect()
    }

    /// What was kept stands before what was added since.
    pub fn restore(&mut self, uploads: Vec<Upload>) {
        let added = std::mem::replace(&mut self.uploads, uploads);
        self.uploads.extend(added);
    }

    /// What an earlier page uploaded turns out to be gone.
    pub fn miss(&mut self, id: u64) {
        self.set_stage(id, Stage::Failed { why: GONE.to_owned(), is_final: true });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::FileId;

    fn upload(id: u64, stage: Stage) -> Upload {
        Upload { id, name: format!("{id}.png"), mime: "image/png".into(), size: 9, picture: None, stage, breaks: 0 }
    }

    fn photo() -> Attachment {
        Attachment {
            id: FileId::new(),
            name: "1.png".into(),
            mime: "image/png".into(),
            size: 9,
            width: None,
            height: None,
            thumbnail: Some("/thumbnail".into()),
        }
    }

    fn again(tray: &Tray) -> Tray {
        let kept = serde_json::to_string(&tray.kept()).unwrap_or_default();
        let kept: Vec<KeptUpload> = serde_json::from_str(&kept).unwrap_or_default();
        let mut again = Tray::default();
        again.restore(kept.into_iter().zip(11..).map(|(kept, id)| kept.into_upload(id)).collect());
        again
    }

    #[test]
    fn what_has_arrived_is_ready_again() {
        let photo = photo();
        let tray = Tray { uploads: vec![upload(1, Stage::Done(photo.clone()))] };
        let mut again = again(&tray);
        assert_eq!(again.ready(), [photo]);
        assert_eq!(again.get(11).and_then(Upload::shown), Some("/thumbnail"));
        again.miss(11);
        assert!(again.has_failed() && again.ready().is_empty());
        assert_eq!(again.get(11).and_then(Upload::shown), None, "its picture is gone with it");
    }

    #[test]
    fn what_has_not_arrived_says_so_and_can_only_be_taken_out() {
        let refused = Stage::Failed { why: "This file is empty.".into(), is_final: true };
        let broken = Stage::Failed { why: "The connection was lost.".into(), is_final: false };
        let stages = [Stage::Waiting, Stage::Sending(50), Stage::Paused, broken, refused];
        let tray = Tray { uploads: stages.into_iter().zip(1..).map(|(stage, id)| upload(id, stage)).collect() };
        let once = again(&tray);
        let whys: Vec<_> = once.uploads.iter().map(|upload| upload.stage.clone()).collect();
        let failed = |why: &str| Stage::Failed { why: why.into(), is_final: true };
        assert_eq!(whys, [LOST, LOST, LOST, LOST, "This file is empty."].map(failed));
        assert_eq!(again(&once), once, "also after another reload");
        assert!(!once.is_busy());
    }

    #[test]
    fn what_was_kept_stands_first() {
        let mut tray = Tray { uploads: vec![upload(1, Stage::Waiting)] };
        tray.restore(vec![upload(2, Stage::Waiting)]);
        assert_eq!(tray.uploads.iter().map(|upload| upload.id).collect::<Vec<_>>(), [2, 1]);
    }
}
