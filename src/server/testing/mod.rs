//! What tests stand on: a database of its own for each, copied from a template that is made once, and the cast.
//! Tests are told as stories; their helpers are verbs and go through the same doors as everybody.

mod cast;
mod database;
mod dying;
mod phone;
mod post_office;
mod push_service;

pub use cast::{Actor, Cast};
pub use database::database;
pub use dying::dies_after;
pub use phone::{Phone, text};
pub use post_office::{Arrived, PostOffice};
pub use push_service::{Browser, Posted, PushService};

use crate::files::FileSettings;
use crate::server::config::{LogForm, Settings};
use crate::server::mail::MailSettings;
use crate::server::push::PushSettings;
use crate::server::storage::StorageSettings;
use std::time::Duration;

/// What a part of a story comes to.
pub type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

pub type Story = Result<(), Box<dyn std::error::Error>>;

/// Settings as they are by default, with the limits on.
pub fn settings() -> Settings {
    Settings {
        addr: None,
        data: std::env::temp_dir().join("attend-tests-data"),
        database_url: None,
        pg_bin: None,
        demo: false,
        url: None,
        origins: Vec::new(),
        proxy: false,
        limits: true,
        metrics_token: None,
        log: LogForm::Text,
        log_filter: "warn".into(),
        heartbeat: Duration::from_secs(25),
        request_time: Duration::from_secs(20),
        files: FileSettings::default(),
        storage: StorageSettings::default(),
        mail: MailSettings::default(),
        push: PushSettings::default(),
    }
}
