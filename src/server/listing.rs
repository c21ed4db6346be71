//! Lists over HTTP: `{"items": […], "next": cursor or null}`.

use crate::error::{AppError, Result};
use crate::ids::UserId;
use serde::{Deserialize, Serialize};

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

/// Which page of a list is asked for.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct PageQuery {
    pub before: Option<String>,
    pub after: Option<String>,
    pub limit: Option<String>,
}

impl PageQuery {
    pub fn limit(&self) -> Result<i64> {
        limit(self.limit.as_deref())
    }

    pub fn cursor(&self) -> Result<Cursor<'_>> {
        Cursor::read(self.before.as_deref(), self.after.as_deref())
    }

    /// This page of a list that goes one way and is short enough to be read whole; `key` tells its items apart.
    pub fn cut<T>(&self, items: Vec<T>, key: impl Fn(&T) -> String) -> Result<Listing<T>> {
        Ok(Listing::cut(self.cursor()?.rest_of(items, &key)?, self.limit()?, key))
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

    /// Of a list that goes one way, in which `before` and `after` say the same: the field, and what it says.
    pub fn one_way(self) -> Option<(&'static str, &'a str)> {
        match self {
            Self::Start => None,
            Self::Before(cursor) => Some(("before", cursor)),
            Self::After(cursor) => Some(("after", cursor)),
        }
    }

    /// What comes after it in such a list that was read whole; `key` tells its items apart.
    pub fn rest_of<T>(self, mut items: Vec<T>, key: impl Fn(&T) -> String) -> Result<Vec<T>> {
        if let Some((field, cursor)) = self.one_way() {
            let place = items.iter().position(|item| key(item) == cursor).ok_or_else(|| not_a_cursor(field))?;
            items.drain(..=place);
        }
        Ok(items)
    }
}

/// Where a list of people goes on: after this one. Such a list goes one way.
pub fn read_after(before: Option<&str>, after: Option<&str>) -> Result<Option<UserId>> {
    let read = |(field, cursor): (&str, &str)| cursor.parse().map_err(|_| not_a_cursor(field));
    Cursor::read(before, after)?.one_way().map(read).transpose()
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
