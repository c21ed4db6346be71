//! Keys in the storage, made of ids alone.

use crate::ids::{FileId, PracticeId};

/// What all keys of a file begin with. The last digits of an id are random, so no folder grows without end.
pub fn key(practice: PracticeId, id: FileId) -> String {
    let text = id.to_string();
    format!("{practice}/{}/{id}", &text[text.len() - 2..])
}

pub fn whole_key(key: &str) -> String {
    format!("{key}-whole")
}

pub fn preview_key(key: &str) -> String {
    format!("{key}-preview")
}

pub fn thumbnail_key(key: &str) -> String {
    format!("{key}-thumbnail")
}
