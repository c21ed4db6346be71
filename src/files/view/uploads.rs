//! The uploads of one place where messages are written, as its parts share them.

use crate::app::use_boot;
use crate::files::model::{Attachment, FileLimits, Stage, Tray, Upload};
use leptos::html;
use leptos::prelude::*;
use std::sync::atomic::{AtomicU64, Ordering};
use web_sys::{ClipboardEvent, DragEvent, File, Url};

/// A handle: copy it to whoever adds files or asks what is ready. Make it where the composer is made.
///
/// `choose` opens the browser's dialog (of `FileInputs`), `add`, `drop` and `paste` take what comes otherwise;
/// `UploadTray` shows them all. A message is sent with `ready` once `is_busy` is over, and then `clear`ed.
#[derive(Clone, Copy)]
pub struct Uploads {
    pub(super) tray: RwSignal<Tray>,
    pub(super) input: NodeRef<html::Input>,
    pub(super) camera: NodeRef<html::Input>,
    limits: FileLimits,
}

impl Uploads {
    #[allow(clippy::new_without_default)] // reads the page's context
    pub fn new() -> Self {
        let limits = use_boot().with_value(|boot| boot.files);
        Self { tray: RwSignal::default(), input: NodeRef::new(), camera: NodeRef::new(), limits }
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
            self.tray.update(|tray| tray.add(upload, self.limits));
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
        self.tray.update(|tray| tray.set_stage(id, Stage::Waiting));
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

    /// Whether something waits for *Try again* or to be removed.
    pub fn has_failed(self) -> bool {
        self.tray.with(Tray::has_failed)
    }

    pub fn is_empty(self) -> bool {
        self.tray.with(|tray| tray.uploads.is_empty())
    }

    /// All of it has been sent with a message, or is not wanted any more.
    pub fn clear(self) {
        for upload in self.tray.try_update(std::mem::take).unwrap_or_default().uploads {
            forget_picture(&upload);
            #[cfg(feature = "hydrate")]
            super::sender::let_go(upload.id);
        }
    }

    /// On the server nothing is ever added.
    #[cfg(not(feature = "hydrate"))]
    #[allow(clippy::unused_self)]
    fn go_on(self) {}

    /// Begins as many uploads as may go on at the same time.
    #[cfg(feature = "hydrate")]
    fn go_on(self) {
        while let Some(id) = self.tray.try_update(Tray::begin_next).flatten() {
            super::sender::send(id, move |stage| self.hear(id, stage));
        }
    }

    #[cfg(feature = "hydrate")]
    fn hear(self, id: u64, stage: Stage) {
        let is_over = !matches!(stage, Stage::Sending(_));
        // The place where it was written may be gone.
        if self.tray.try_update(|tray| tray.set_stage(id, stage)).is_some() && is_over {
            self.go_on();
        }
    }
}

fn upload_of(file: &File) -> Upload {
    static IDS: AtomicU64 = AtomicU64::new(1);
    let mime = file.type_();
    let is_picture = mime.starts_with("image/");
    Upload {
        id: IDS.fetch_add(1, Ordering::Relaxed),
        name: file.name(),
        picture: if is_picture { Url::create_object_url_with_blob(file).ok() } else { None },
        mime,
        #[allow(clippy::cast_possible_truncation)] // no file has so many bytes
        size: file.size() as i64,
        stage: Stage::Waiting,
    }
}

fn forget_picture(upload: &Upload) {
    if let Some(picture) = &upload.picture {
        Url::revoke_object_url(picture).ok();
    }
}
