//! What people see of files. Nothing here knows what a message is.

mod attachment;
mod document;
mod inputs;
mod lasting;
mod list;
#[cfg(feature = "hydrate")]
mod poster;
#[cfg(feature = "hydrate")]
mod sender;
mod tray;
mod uploads;
mod viewer;

pub use attachment::{AttachmentView, Attachments};
pub use inputs::{CameraButton, FileInputs};
pub use list::FileList;
pub use tray::UploadTray;
pub use uploads::Uploads;
pub use viewer::{Gallery, Viewer, provide_gallery};
