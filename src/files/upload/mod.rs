//! The way of a file into the house: taken in as it comes, told by its content, developed if it is a picture, and
//! kept under a key of its own. Memory does not grow with the file.

mod form;
mod keeping;
mod room;
mod spool;

pub use form::Form;
pub use keeping::Kept;
pub use room::full;
pub use spool::clear;

use super::formats::{Format, refused};
use super::model::{Attachment, clean_name};
use super::sweep::discard;
use super::{pictures, store};
use crate::error::Result;
use crate::server::session::Visitor;
use crate::server::state::AppState;
use form::Part;
use keeping::keep;
use room::Room;
use spool::Spool;

/// Bytes of the still that the page draws of a video.
const POSTER: Room = Room { most: 4_000_000, left: u64::MAX, quota: u64::MAX };

/// Takes in the file of a form and, if there is one, the still of a video.
pub async fn receive(state: &AppState, visitor: &Visitor, form: &mut Form) -> Result<Attachment> {
    let me = visitor.me.id();
    let quota = state.settings.files.quota();
    let mut conn = state.read().await?;
    let left = quota.saturating_sub(store::kept_by(&mut conn, me).await?);
    let id = store::begin(&mut conn, &visitor.me).await?;
    drop(conn);
    let upload = Upload { state, key: store::key(visitor.me.practice.id, id), left };
    let done = async {
        let kept = upload.take(form).await?;
        let mut tx = state.begin().await?;
        let attachment = store::finish(&mut tx, id, me, &kept, quota).await?;
        tx.commit().await.map(|()| attachment)
    };
    match done.await {
        Ok(attachment) => Ok(attachment),
        Err(refusal) => {
            form.drain().await;
            discard(state, id, &upload.key).await.ok();
            Err(refusal)
        }
    }
}

struct Upload<'a> {
    state: &'a AppState,
    key: String,
    /// Bytes that the person may still keep.
    left: u64,
}

impl Upload<'_> {
    async fn take(&self, form: &mut Form) -> Result<Kept> {
        let (mut kept, mut poster) = (None, None);
        while let Some(mut part) = form.next().await? {
            match part.name() {
                "file" if kept.is_none() => kept = Some(self.take_file(&mut part).await?),
                "poster" if poster.is_none() => {
                    poster = Some(Spool::fill(&self.state.settings, &mut part, POSTER).await?);
                }
                _ => part.skip().await?,
            }
        }
        let mut kept = kept.ok_or_else(|| refused("Choose a file."))?;
        if let Some(poster) = poster.filter(|_| kept.is_video()) {
            self.hang(&mut kept, poster).await;
        }
        Ok(kept)
    }

    async fn take_file(&self, part: &mut Part<'_>) -> Result<Kept> {
        let given = part.file_name();
        let head = part.head().await?;
        if head.is_empty() {
            return Err(refused("This file is empty."));
        }
        let files = &self.state.settings.files;
        let not_taken = || files.refuse(&given);
        let format = super::formats::tell(&head, &given).ok_or_else(not_taken)?;
        // Of an archive it is not known yet which document it is.
        if !format.is_archive() && !files.allows(format) {
            return Err(not_taken());
        }
        let room = Room { most: files.most_of(format.kind()), left: self.left, quota: files.quota() };
        let mut kept = keep(self.state, &self.key, part, format, room).await?;
        kept.name = clean_name(&given, kept.format.endings(), &Format::known_endings());
        Ok(kept)
    }

    /// A still that cannot be read is left out: the video is what matters.
    async fn hang(&self, kept: &mut Kept, poster: Spool) {
        let developed = pictures::thumbnail(poster.path().to_owned()).await;
        let Ok((width, height, print)) = developed else { return };
        if self.state.storage.put(&store::thumbnail_key(&self.key), print.bytes).await.is_ok() {
            kept.sides = Some((width, height));
            kept.thumbnail_mime = Some(print.mime);
        }
    }
}
