//! Lists over HTTP: `{"items": […], "next": cursor or null}`.

use crate::error::{AppError, Result};
use crate::ids::UserId;
use serde::Serialize;

/// Items a page has, unless asked for fewer or more, and at most.
const PAGE: i64 = 50;
const PAGE_AT_MOST: i64 = 100;

#[derive(Debug, Serialize)]
pub struct Listing<T> {
    pub items: Vec<T>,
    /// Passed as `before` (or `after`, where that was given) to get the next page.
    pub next: Option<String>,
}

impl<T> Listing<T> {
    /// Of one item more than fits, that one only tells that there is a next page.
    pub fn cut(mut items: Vec<T>, limit: i64, cursor: impl Fn(&T) -> String) -> Self {
        let fits = usize::try_from(limit).unwrap_or(0);
        let has_more = items.len() > fits;
        items.truncate(fits);
        Self { next: items.last().filter(|_| has_more).map(cursor), items }
    }

    pub fn map<U>(self, f: impl Fn(T) -> U) -> Listing<U> {
        Listing { items: self.items.into_iter().map(f).collect(), next: self.next }
    }
}

/// From where a page is asked for, and to which side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cursor<'a> {
    Start,
    Before(&'a str),
    After(&'a str),
}

impl<'a> Cursor<'a> {
    pub fn read(before: Option<&'a str>, after: Option<&'a str>) -> Result<Self> {
        match (before, after) {
            (Some(_), Some(_)) => Err(AppError::invalid("after", "Give before or after, not both.")),
            (None, Some(after)) => Ok(Self::After(after)),
            (Some(before), None) => Ok(Self::Before(before)),
            (None, None) => Ok(Self::Start),
        }
    }
}

/// Where a list of people goes on: after this one. Such a list goes one way, so `before` and `after` say the same.
pub fn read_after(before: Option<&str>, after: Option<&str>) -> Result<Option<UserId>> {
    let (field, cursor) = match Cursor::read(before, after)? {
        Cursor::Start => return Ok(None),
        Cursor::Before(cursor) => ("before", cursor),
        Cursor::After(cursor) => ("after", cursor),
    };
    cursor.parse().map(Some).map_err(|_| not_a_cursor(field))
}

pub fn not_a_cursor(field: &str) -> AppError {
    AppError::invalid(field, "This is not a cursor of this list.")
}

/// The asked number of items; more than 100 is cut.
pub fn limit(asked: Option<&str>) -> Result<i64> {
    match asked.map(str::parse::<i64>) {
        None => Ok(PAGE),
        Some(Ok(limit)) if limit >= 1 => Ok(limit.min(PAGE_AT_MOST)),
        Some(_) => Err(AppError::invalid("limit", "A limit is a whole number from 1.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_more_than_fits_means_there_is_a_next_page() {
        let cut = |count: i64| Listing::cut((0..count).collect(), 3, i64::to_string);
        assert_eq!((cut(3).items.len(), cut(3).next), (3, None));
        assert_eq!((cut(4).items.len(), cut(4).next), (3, Some("2".into())));
    }

    #[test]
    fn a_limit_is_at_most_a_hundred() {
        assert_eq!(limit(None), Ok(50));
        assert_eq!(limit(Some("1000")), Ok(100));
        assert!(limit(Some("0")).is_err() && limit(Some("-1")).is_err() && limit(Some("many")).is_err());
    }
}
