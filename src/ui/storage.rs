//! What a browser keeps for us. Nothing where it keeps nothing, as in some private windows.

use leptos::prelude::window;
use web_sys::Storage;

/// Until it is cleared.
pub fn browser_storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// Until the tab is closed, and for it alone.
pub fn tab_storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}
