//! What outlasts a broken connection, and the page.

use super::Uploads;
use super::uploads::next_id;
#[cfg(feature = "hydrate")]
use crate::files::model::Stage;
use crate::files::model::{KeptUpload, Tray, Upload};
#[cfg(feature = "hydrate")]
use crate::live::Connection;
use leptos::prelude::*;
#[cfg(feature = "hydrate")]
use std::time::Duration;

impl Uploads {
    /// What another page would begin with.
    pub fn kept(self) -> Vec<KeptUpload> {
        self.tray.with(Tray::kept)
    }

    /// Puts back what an earlier page kept, and looks whether the server has it still.
    pub fn restore(self, kept: Vec<KeptUpload>) {
        if kept.is_empty() {
            return;
        }
        let uploads: Vec<Upload> = kept.into_iter().map(|kept| kept.into_upload(next_id())).collect();
        #[cfg(feature = "hydrate")]
        for upload in &uploads {
            self.look_for(upload);
        }
        self.tray.update(|tray| tray.restore(uploads));
    }

    /// There is a connection again.
    pub(super) fn resume(self) {
        self.tray.try_update(Tray::resume);
        self.go_on();
    }

    /// What broke though there seems to be a connection is tried again after a while.
    #[cfg(feature = "hydrate")]
    pub(super) fn interrupt(self, id: u64) {
        let is_online = self.is_online();
        if let Some(pause) = self.tray.try_update(|tray| tray.interrupt(id, is_online)).flatten() {
            let again = move || {
                if self.is_online() {
                    self.tray.try_update(|tray| tray.resume_one(id));
                    self.go_on();
                }
            };
            set_timeout(again, Duration::from_secs(pause));
        }
        self.go_on();
    }

    /// As far as the page knows; it may be some time before it knows better.
    #[cfg(feature = "hydrate")]
    fn is_online(self) -> bool {
        let connection = self.live.connection.try_get_untracked();
        matches!(connection, Some(Connection::Online | Connection::Connecting))
    }

    #[cfg(feature = "hydrate")]
    fn look_for(self, upload: &Upload) {
        if let Stage::Done(attachment) = &upload.stage {
            let id = upload.id;
            super::sender::look_for(attachment, move || {
                self.tray.try_update(|tray| tray.miss(id));
            });
        }
    }
}
