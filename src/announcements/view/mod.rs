//! Pages of announcements.

mod acknowledgement;
mod card;
mod letter;
mod list;
mod live;
mod new;
mod page;
mod progress;
mod recipients;
mod stopping;
mod times;

pub use card::AnnouncementsCard;
pub use list::AnnouncementsPage;
pub use new::NewAnnouncementPage;
pub use page::AnnouncementPage;
