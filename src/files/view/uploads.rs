//! The uploads of one place where messages are written, as its parts share them.

use crate::app::use_boot;
use crate::files::model::{Attachment, FileLimits, Stage, Tray, Upload};
use crate::ids::FileId;
use crate::live::{Live, use_live};
use leptos::html;
use leptos::prelude::*;
use std::sync::atomic::{AtomicU64, Ordering};
use web_sys::{ClipboardEvent, DragEvent, File, Url};

/// A handle: copy it to whoever adds files or asks what is ready. The uploads live as long as what they are made in;
/// one that breaks for want of a connection goes on when there is one.
///
/// `choose` opens the browser's dialog (of `FileInputs`), `add`, `drop` and `paste` take what comes otherwise;
/// `UploadTray` shows them all. A message is sent with `ready` once `is_busy` is over, and then `clear`ed.
#[derive(Clone, Copy)]
pub struct Uploads {
    pub(super) tray: RwSignal<Tray>,
    pub(super) input: NodeRef<html::Input>,
    pub(super) camera: NodeRef<html::Input>,
    #[cfg_attr(not(feature = "hydrate"), allow(dead_code))] // a server sends nothing on
    pub(super) live: Live,
    /// The upload that is brought before the eyes.
    pub(super) looked_at: RwSignal<Option<u64>>,
    pub(super) limits: StoredValue<FileLimits>,
}

impl Uploads {
    #[allow(clippy::new_without_default)] // reads the page's context
    pub fn new() -> Self {
        let live = use_live();
        let uploads = Self {
            tray: RwSignal::default(),
            input: NodeRef::new(),
            camera: NodeRef::new(),
            live,
            looked_at: RwSignal::new(None),
            limits: StoredValue::new(use_boot().with_value(|boot| boot.files.clone())),
        };
        live.once_back(move || uploads.resume());
        uploads
    }

    /// The same uploads for a view of them that comes and goes, with inputs of its own.
    #[must_use]
    pub fn in_view(self) -> Self {
        Self { input: NodeRef::new(), camera: NodeRef::new(), ..self }
    }

    /// Opens the browser's dialog for files.
    pub fn choose(self) {
        if let Some(input) = self.input.get_untracked() {
            input.click();
        }
    }

    /// Opens the camera of a phone.
    pub fn take_picture(self) {
        if let Some(input) = self.camera.get_untracked() {
            input.click();
        }
    }

    pub fn add(self, files: impl IntoIterator<Item = File>) {
        for file in files {
            let upload = upload_of(&file);
            #[cfg(feature = "hydrate")]
            super::sender::hold(upload.id, file);
            self.tray.update(|tray| self.limits.with_value(|limits| tray.add(upload, limits)));
        }
        self.go_on();
    }

    /// Takes the files of a list, as an input or a drop has it.
    pub fn add_list(self, list: Option<web_sys::FileList>) {
        let Some(list) = list else { return };
        self.add((0..list.length()).filter_map(|place| list.get(place)));
    }

    /// Takes dropped files; whether there were some. Text that is dropped is left to the browser.
    pub fn drop(self, event: &DragEvent) -> bool {
        let list = event.data_transfer().and_then(|data| data.files()).filter(|list| list.length() > 0);
        let has_some = list.is_some();
        if has_some {
            event.prevent_default();
        }
        self.add_list(list);
        has_some
    }

    /// Takes pasted files, such as a picture of the screen; whether there were some.
    pub fn paste(self, event: &ClipboardEvent) -> bool {
        let list = event.clipboard_data().and_then(|data| data.files()).filter(|list| list.length() > 0);
        let has_some = list.is_some();
        if has_some {
            event.prevent_default();
        }
        self.add_list(list);
        has_some
    }

    /// Cancels an upload, or takes back one that is done.
    pub fn remove(self, id: u64) {
        if let Some(upload) = self.tray.try_update(|tray| tray.remove(id)).flatten() {
            forget_picture(&upload);
            #[cfg(feature = "hydrate")]
            super::sender::take_back(id, &upload.stage);
        }
        self.go_on();
    }

    pub fn try_again(self, id: u64) {
        self.tray.update(|tray| tray.try_again(id));
        self.go_on();
    }

    /// What is there to be sent, in the order it was added.
    pub fn ready(self) -> Vec<Attachment> {
        self.tray.with(Tray::ready)
    }

    /// Whether something is still on its way.
    pub fn is_busy(self) -> bool {
        self.tray.with(Tray::is_busy)
    }

    /// Why a message cannot leave with what is here, in a sentence. The first that has failed is brought before the eyes.
    pub fn show_failed(self) -> Option<String> {
        let (id, why) = self.tray.with(Tray::in_the_way)?;
        self.looked_at.set(Some(id));
        Some(why)
    }

    pub fn is_empty(self) -> bool {
        self.tray.with(|tray| tray.uploads.is_empty())
    }

    /// All of it has been sent with a message, or is not wanted any more.
    pub fn clear(self) {
        put_away(self.tray.try_update(std::mem::take).unwrap_or_default().uploads);
    }

    /// These were sent or removed by another page.
    pub fn lose(self, files: &[FileId]) {
        if !files.is_empty() {
            put_away(self.tray.try_update(|tray| tray.lose(files)).unwrap_or_default());
        }
    }

    /// What has arrived was sent with a message; the rest is for the next one.
    pub fn leave(self) {
        put_away(self.tray.try_update(Tray::leave).unwrap_or_default());
    }

    /// On the server nothing is ever added.
    #[cfg(not(feature = "hydrate"))]
    #[allow(clippy::unused_self)]
    pub(super) fn go_on(self) {}

    /// Begins as many uploads as may go on at the same time.
    #[cfg(feature = "hydrate")]
    pub(super) fn go_on(self) {
        while let Some(id) = self.tray.try_update(Tray::begin_next).flatten() {
            super::sender::send(id, move |still| self.show(id, still), move |stage| self.hear(id, stage));
        }
    }

    /// A still of a video is there before the server has one. It is drawn anew where the upload is tried again.
    #[cfg(feature = "hydrate")]
    fn show(self, id: u64, still: &web_sys::Blob) {
        let Ok(picture) = Url::create_object_url_with_blob(still) else { return };
        let needless = self.tray.try_update(|tray| tray.set_picture(id, picture.clone())).unwrap_or(Some(picture));
        if let Some(address) = needless {
            Url::revoke_object_url(&address).ok();
        }
    }

    #[cfg(feature = "hydrate")]
    fn hear(self, id: u64, stage: Stage) {
        if stage == Stage::Paused {
            return self.interrupt(id);
        }
        let is_over = !matches!(stage, Stage::Sending(_));
        // The place where it was written may be gone.
        if self.tray.try_update(|tray| tray.set_stage(id, stage)).is_some() && is_over {
            self.go_on();
        }
    }
}

/// What the next upload of this page is called.
pub(super) fn next_id() -> u64 {
    static IDS: AtomicU64 = AtomicU64::new(1);
    IDS.fetch_add(1, Ordering::Relaxed)
}

fn upload_of(file: &File) -> Upload {
    let mime = file.type_();
    let is_picture = mime.starts_with("image/");
    Upload {
        id: next_id(),
        name: file.name(),
        picture: if is_picture { Url::create_object_url_with_blob(file).ok() } else { None },
        mime,
        #[allow(clippy::cast_possible_truncation)] // no file has so many bytes
        size: file.size() as i64,
        stage: Stage::Waiting,
        breaks: 0,
    }
}

fn put_away(uploads: Vec<Upload>) {
    for upload in uploads {
        forget_picture(&upload);
        #[cfg(feature = "hydrate")]
        super::sender::let_go(upload.id);
    }
}

fn forget_picture(upload: &Upload) {
    if let Some(picture) = &upload.picture {
        Url::revoke_object_url(picture).ok();
    }
}
