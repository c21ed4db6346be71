//! Furniture: parts of pages that know no domain word.

mod alive;
mod attempt;
mod avatar;
mod badge;
mod button;
mod confirm;
mod copy;
mod dialog;
mod empty;
mod field;
mod icon;
mod notice;
mod read;
mod search_box;
mod select;
mod skeleton;
mod switch;
mod when;

pub use alive::once_alive;
pub use attempt::Attempt;
pub use avatar::{Avatar, Size};
pub use badge::{Badge, Chip};
pub use button::{Button, Look};
pub use confirm::Confirm;
pub use copy::CopyField;
pub use dialog::{Dialog, open_about};
pub use empty::Empty;
pub use field::Field;
pub use icon::{Icon, IconName};
pub use notice::{ErrorNotice, Saved};
pub use read::{Read, hand_over, read, read_json};
pub use search_box::SearchBox;
pub use select::Select;
pub use skeleton::Skeleton;
pub use switch::Switch;
pub use when::{When, use_clock};
