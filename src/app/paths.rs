//! Every address of the site, as a function. A path that is not here does not exist.

use crate::accounts::Me;
use crate::ids::{AppointmentId, RoomId, UserId};

pub const SIGN_IN: &str = "/sign-in";
pub const SIGN_UP: &str = "/sign-up";
pub const SIGN_OUT: &str = "/sign-out";
pub const SIGN_OUT_EVERYWHERE: &str = "/sign-out/everywhere";
pub const PROFILE: &str = "/settings/profile";
pub const TOKENS: &str = "/settings/tokens";
pub const TYPES: &str = "/admin/types";
pub const HOLIDAYS: &str = "/admin/holidays";
pub const PRACTITIONERS_HOURS: &str = "/admin/availability";
pub const API_DOCS: &str = "/api/v1/docs";
pub const LIVE: &str = "/live";

/// The sign-in page, which leads back to `next`.
pub fn sign_in_then(next: &str) -> String {
    if next == "/" { SIGN_IN.into() } else { format!("{SIGN_IN}?next={}", escape(next)) }
}

pub fn home(me: &Me) -> String {
    format!("/{}", me.slug())
}

pub fn chat(me: &Me) -> String {
    format!("/{}/chat", me.slug())
}

pub fn room(me: &Me, room: RoomId) -> String {
    format!("/{}/chat/{room}", me.slug())
}

/// A room, open at a message.
pub fn message(me: &Me, room: RoomId, number: i64) -> String {
    format!("/{}/chat/{room}?message={number}", me.slug())
}

pub fn appointments(me: &Me) -> String {
    format!("/{}/appointments", me.slug())
}

pub fn appointment(me: &Me, id: AppointmentId) -> String {
    format!("/{}/appointments/{id}", me.slug())
}

pub fn book(me: &Me) -> String {
    format!("/{}/book", me.slug())
}

/// One's own hours; an admin's way to everybody's.
pub fn availability(me: &Me) -> String {
    format!("/{}/availability", me.slug())
}

/// A practitioner's hours, for admins.
pub fn availability_of(practitioner: UserId) -> String {
    format!("{PRACTITIONERS_HOURS}/{practitioner}")
}

/// Whether a path leads to this site and nowhere else.
pub fn is_own(path: &str) -> bool {
    path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\n', '\r', '\t'])
}

/// Percent-encodes what has a meaning in a query.
fn escape(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'/' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
            _ if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_own_paths_are_led_back_to() {
        assert!(is_own("/patient/chat?x=1#y"));
        for foreign in ["https://evil.example", "//evil.example", "/\\evil.example", "evil", "", "/a\nb"] {
            assert!(!is_own(foreign), "{foreign}");
        }
    }

    #[test]
    fn the_way_back_is_escaped() {
        assert_eq!(sign_in_then("/patient/chat?a=b&c"), "/sign-in?next=/patient/chat%3Fa%3Db%26c");
        assert_eq!(sign_in_then("/"), "/sign-in");
    }
}
