//! What the browser keeps for a person across reloads: messages on their way out, and what they have begun to write.
//! A message is kept before it is drawn, so nothing that was sent can be lost with the page.

use crate::chat::{Begun, MessageKind, Pending};
use crate::ids::{ClientId, MessageId, RoomId, UserId};
use crate::time::Moment;
use crate::ui::{FORMS_BEGUN, Kept, browser_storage, read_json};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// How the names begin under which lies what was begun.
const TEXTS: &str = "attend.text.";
const FORMS: &str = FORMS_BEGUN;
const EDITS: &str = "attend.edit.";

fn pending_key(user: UserId, id: ClientId) -> String {
    format!("attend.pending.{user}.{id}")
}

fn text_key(user: UserId, room: RoomId) -> String {
    format!("{TEXTS}{user}.{room}")
}

fn form_key(user: UserId, room: RoomId, kind: MessageKind) -> String {
    format!("{FORMS}{user}.{room}.{}", kind.as_str())
}

fn edit_key(user: UserId, message: MessageId) -> String {
    format!("{EDITS}{user}.{message}")
}

/// False where the browser has no room for it.
pub fn keep_pending(user: UserId, pending: &Pending) -> bool {
    keep(&pending_key(user, pending.draft.client_id), pending)
}

pub fn forget_pending(user: UserId, id: ClientId) {
    forget(&pending_key(user, id));
}

/// All that this person wrote here and that is not acknowledged.
pub fn all_pending(user: UserId) -> Vec<Pending> {
    let text_of = |key: String| text_at(&key);
    let texts = keys_of(&format!("attend.pending.{user}.")).into_iter().filter_map(text_of);
    texts.filter_map(|text| read_json(&text).ok()).collect()
}

/// All that this person has begun here.
pub fn forget_all_begun(user: UserId) {
    for kind in [TEXTS, FORMS, EDITS] {
        for key in keys_of(&format!("{kind}{user}.")) {
            forget(&key);
        }
    }
}

/// What anybody has begun here is kept for some weeks. What earlier pages kept without a date has today's.
pub fn drop_what_is_over() {
    let now = Moment::now();
    for key in [TEXTS, FORMS, EDITS].into_iter().flat_map(keys_of) {
        let Some(text) = text_at(&key) else { continue };
        match read_json::<Kept<Value>>(&text) {
            Ok(kept) if kept.is_over(now) => forget(&key),
            Ok(_) => {}
            Err(_) if key.starts_with(TEXTS) => keep_for_now(&key, &read_begun(text)),
            Err(_) => match read_json::<Value>(&text) {
                Ok(value) => keep_for_now(&key, &value),
                Err(_) => forget(&key),
            },
        }
    }
}

/// What was begun in a room and not sent; where that is nothing, it is forgotten.
pub fn keep_begun(user: UserId, room: RoomId, begun: &Begun) {
    let key = text_key(user, room);
    if *begun == Begun::default() {
        forget(&key);
    } else {
        keep_for_now(&key, begun);
    }
}

pub fn begun_of(user: UserId, room: RoomId) -> Begun {
    text_at(&text_key(user, room)).map(read_begun).unwrap_or_default()
}

/// Whether it lies under this key.
pub fn is_begun(key: &str, user: UserId, room: RoomId) -> bool {
    key == text_key(user, room)
}

/// Earlier pages kept it without a date, and before that the bare text.
pub fn read_begun(text: String) -> Begun {
    let kept = read_json::<Kept<Begun>>(&text).map(|kept| kept.value);
    kept.or_else(|_| read_json(&text)).unwrap_or_else(|_| Begun { text, ..Begun::default() })
}

/// A form that was begun in a room and not sent.
pub fn keep_form(user: UserId, room: RoomId, kind: MessageKind, form: &impl Serialize) {
    keep_for_now(&form_key(user, room, kind), form);
}

pub fn form_of<F: DeserializeOwned>(user: UserId, room: RoomId, kind: MessageKind) -> Option<F> {
    recall(&form_key(user, room, kind))
}

pub fn has_form(user: UserId, room: RoomId, kind: MessageKind) -> bool {
    text_at(&form_key(user, room, kind)).is_some()
}

pub fn forget_form(user: UserId, room: RoomId, kind: MessageKind) {
    forget(&form_key(user, room, kind));
}

/// What a message was to become, while that is not saved.
pub fn keep_edit(user: UserId, message: MessageId, text: &str) {
    keep_for_now(&edit_key(user, message), &text);
}

pub fn edit_of(user: UserId, message: MessageId) -> Option<String> {
    recall(&edit_key(user, message))
}

pub fn forget_edit(user: UserId, message: MessageId) {
    forget(&edit_key(user, message));
}

/// With the date, for the weeks that follow.
fn keep_for_now(key: &str, value: &impl Serialize) {
    keep(key, &Kept { kept_at: Moment::now(), value });
}

/// False where the browser has no room for it.
fn keep(key: &str, value: &impl Serialize) -> bool {
    let Ok(text) = serde_json::to_string(value) else { return false };
    browser_storage().is_some_and(|storage| storage.set_item(key, &text).is_ok())
}

fn recall<T: DeserializeOwned>(key: &str) -> Option<T> {
    read_json::<Kept<T>>(&text_at(key)?).ok().map(|kept| kept.value)
}

fn text_at(key: &str) -> Option<String> {
    browser_storage()?.get_item(key).ok().flatten()
}

/// The keys that begin like this.
fn keys_of(beginning: &str) -> Vec<String> {
    let Some(storage) = browser_storage() else { return Vec::new() };
    let count = storage.length().unwrap_or(0);
    let keys = (0..count).filter_map(|place| storage.key(place).ok().flatten());
    keys.filter(|key| key.starts_with(beginning)).collect()
}

fn forget(key: &str) {
    if let Some(storage) = browser_storage() {
        storage.remove_item(key).ok();
    }
}
