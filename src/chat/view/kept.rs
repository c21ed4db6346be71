//! What the browser keeps for a person across reloads: messages on their way out, and what they have begun to write.
//! A message is kept before it is drawn, so nothing that was sent can be lost with the page.

use crate::chat::Pending;
use crate::ids::{ClientId, RoomId, UserId};
use leptos::prelude::window;
use web_sys::Storage;

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

fn pending_key(user: UserId, id: ClientId) -> String {
    format!("attend.pending.{user}.{id}")
}

fn text_key(user: UserId, room: RoomId) -> String {
    format!("attend.text.{user}.{room}")
}

/// False where the browser has no room for it.
pub fn keep_pending(user: UserId, pending: &Pending) -> bool {
    let Ok(text) = serde_json::to_string(pending) else { return false };
    storage().is_some_and(|storage| storage.set_item(&pending_key(user, pending.draft.client_id), &text).is_ok())
}

pub fn forget_pending(user: UserId, id: ClientId) {
    if let Some(storage) = storage() {
        storage.remove_item(&pending_key(user, id)).ok();
    }
}

/// All that this person wrote here and that is not acknowledged.
pub fn all_pending(user: UserId) -> Vec<Pending> {
    let Some(storage) = storage() else { return Vec::new() };
    let prefix = format!("attend.pending.{user}.");
    let count = storage.length().unwrap_or(0);
    let keys = (0..count).filter_map(|place| storage.key(place).ok().flatten());
    keys.filter(|key| key.starts_with(&prefix))
        .filter_map(|key| crate::ui::read_json(&storage.get_item(&key).ok().flatten()?).ok())
        .collect()
}

/// What was begun in a room and not sent; an empty text is forgotten.
pub fn keep_text(user: UserId, room: RoomId, text: &str) {
    if let Some(storage) = storage() {
        let key = text_key(user, room);
        if text.is_empty() {
            storage.remove_item(&key).ok()
        } else {
            storage.set_item(&key, text).ok()
        };
    }
}

pub fn text_of(user: UserId, room: RoomId) -> String {
    storage().and_then(|storage| storage.get_item(&text_key(user, room)).ok().flatten()).unwrap_or_default()
}
