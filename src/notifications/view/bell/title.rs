//! The count in the title of the browser's tab.

use crate::app::use_boot;
use crate::notifications::Ring;
use leptos::prelude::*;

/// What the page's bell shows, from its first byte. Above the routes, since the title is.
pub fn provide_ring() -> RwSignal<Ring> {
    let ring = RwSignal::new(use_boot().with_value(|boot| boot.ring.clone()));
    provide_context(ring);
    ring
}

/// `(2) Chat · Attend`
pub fn titled(title: &str, ring: RwSignal<Ring>) -> String {
    // The server writes a title once and follows nothing.
    let unread = if cfg!(feature = "hydrate") {
        ring.try_with(|ring| ring.unread)
    } else {
        ring.try_with_untracked(|ring| ring.unread)
    };
    written(title, unread.unwrap_or(0))
}

fn written(title: &str, unread: i64) -> String {
    let title = if title.is_empty() { "Attend".to_owned() } else { format!("{title} · Attend") };
    match unread {
        0 => title,
        1..=99 => format!("({unread}) {title}"),
        _ => format!("(99+) {title}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_begins_with_what_is_unread() {
        assert_eq!(written("", 0), "Attend");
        assert_eq!(written("Chat", 2), "(2) Chat · Attend");
        assert_eq!(written("Chat", 100), "(99+) Chat · Attend");
    }
}
