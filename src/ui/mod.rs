//! Furniture: parts of pages that know no domain word.

mod alive;
mod avatar;
mod badge;
mod button;
mod copy;
mod empty;
mod field;
mod icon;
mod notice;
mod read;
mod select;
mod skeleton;
mod when;

pub use alive::once_alive;
pub use avatar::{Avatar, Size};
pub use badge::{Badge, Chip};
pub use button::{Button, Look};
pub use copy::CopyField;
pub use empty::Empty;
pub use field::Field;
pub use icon::{Icon, IconName};
pub use notice::{ErrorNotice, Saved};
pub use read::{Read, hand_over, read, read_json};
pub use select::Select;
pub use skeleton::Skeleton;
pub use when::{When, use_clock};
