//! Into the storage: straight through where the beginning says enough, or by way of the disk where all of it has to
//! be looked at.

use super::form::Part;
use super::room::Room;
use super::spool::Spool;
use crate::error::{AppError, Result};
use crate::files::formats::{Check, Format, look_into};
use crate::files::model::FileKind;
use crate::files::{pictures, store};
use crate::server::state::AppState;
use bytes::Bytes;
use futures_util::StreamExt;
use tokio_util::io::ReaderStream;

/// Bytes read from the disk at once.
const CHUNK: usize = 256 * 1024;

/// What was kept of an upload, as its row will say.
pub struct Kept {
    pub format: Format,
    pub name: String,
    pub size: u64,
    pub sides: Option<(u32, u32)>,
    pub preview_mime: Option<&'static str>,
    pub thumbnail_mime: Option<&'static str>,
}

impl Kept {
    fn plain(format: Format, size: u64) -> Self {
        Self { format, name: String::new(), size, sides: None, preview_mime: None, thumbnail_mime: None }
    }

    pub fn is_video(&self) -> bool {
        self.format.kind() == FileKind::Video
    }
}

/// Keeps a part of a format, if there is room for it.
pub async fn keep(state: &AppState, key: &str, part: &mut Part<'_>, format: Format, room: Room) -> Result<Kept> {
    if !format.is_held() {
        return Ok(Kept::plain(format, stream(state, key, part, Check::of(format), room).await?));
    }
    let spool = Spool::fill(&state.settings, part, room).await?;
    if format.kind() == FileKind::Image {
        keep_picture(state, key, &spool, format).await
    } else {
        keep_document(state, key, &spool).await
    }
}

async fn stream(state: &AppState, key: &str, part: &mut Part<'_>, mut check: Check, room: Room) -> Result<u64> {
    let mut writing = state.storage.begin(&store::whole_key(key));
    let mut size = 0;
    while let Some(chunk) = part.chunk().await? {
        size += chunk.len() as u64;
        room.check(size)?;
        check.see(&chunk)?;
        writing.write(chunk).await?;
    }
    check.end()?;
    writing.finish().await?;
    Ok(size)
}

async fn keep_picture(state: &AppState, key: &str, spool: &Spool, format: Format) -> Result<Kept> {
    let prints = pictures::develop(spool.path().to_owned(), format).await?;
    let written = Format::ALL.into_iter().find(|format| format.mime() == prints.whole.mime).unwrap_or(format);
    let mut kept = Kept::plain(written, prints.whole.bytes.len() as u64);
    kept.sides = Some((prints.width, prints.height));
    kept.preview_mime = prints.preview.as_ref().map(|print| print.mime);
    kept.thumbnail_mime = Some(prints.thumbnail.mime);
    if let Some(preview) = prints.preview {
        state.storage.put(&store::preview_key(key), preview.bytes).await?;
    }
    state.storage.put(&store::thumbnail_key(key), prints.thumbnail.bytes).await?;
    state.storage.put(&store::whole_key(key), prints.whole.bytes).await?;
    Ok(kept)
}

async fn keep_document(state: &AppState, key: &str, spool: &Spool) -> Result<Kept> {
    let path = spool.path().to_owned();
    let look = move || look_into(std::fs::File::open(path).map_err(AppError::broken)?);
    let format = tokio::task::spawn_blocking(look).await.map_err(AppError::broken)??;
    if !state.settings.files.allows(format) {
        return Err(state.settings.files.refuse(&format!("file.{}", format.setting())));
    }
    let file = tokio::fs::File::open(spool.path()).await.map_err(AppError::broken)?;
    let mut chunks = ReaderStream::with_capacity(file, CHUNK);
    let mut writing = state.storage.begin(&store::whole_key(key));
    let mut size = 0;
    while let Some(chunk) = chunks.next().await {
        let chunk: Bytes = chunk.map_err(AppError::broken)?;
        size += chunk.len() as u64;
        writing.write(chunk).await?;
    }
    writing.finish().await?;
    Ok(Kept::plain(format, size))
}
