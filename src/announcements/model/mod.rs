//! Announcements, whom they are for, and how far they have come.

mod announcement;
mod cohort;
mod draft;
mod recipient;

pub(super) use announcement::percent;
pub use announcement::{Announcement, Announcements, OwnPart, Progress, Sending, SendingState};
pub use cohort::{Cohort, CohortChoice};
pub use draft::{BODY_LENGTH, NewAnnouncement, TITLE_LENGTH};
pub use recipient::{Audience, Channels, Recipient, Recipients, Shown, Way, WayState, Ways};
