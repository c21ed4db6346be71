//! What the pages ask of courses.

mod giving;
mod people;

pub use giving::*;
pub use people::*;

use super::model::{Course, Student};
use serde::{Deserialize, Serialize};

/// However long a list has become on a page.
#[cfg(feature = "ssr")]
const AT_MOST: i64 = 1_000;

/// The beginning of a list, and whether there is more of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beginning<T> {
    pub items: Vec<T>,
    pub has_more: bool,
}

/// A course as its page shows it; students are told to its tutor alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourseSheet {
    pub course: Course,
    pub students: Beginning<Student>,
}

#[cfg(feature = "ssr")]
impl<T> Beginning<T> {
    /// Of one item more than asked for, that one only tells that there is more.
    fn cut(mut items: Vec<T>, limit: i64) -> Self {
        let fits = usize::try_from(limit).unwrap_or(0);
        let has_more = items.len() > fits;
        items.truncate(fits);
        Self { items, has_more }
    }
}
