//! The service worker beside the page: started with it, and leading it where a notification was pressed.

use crate::ids::UserId;
use crate::ui::{once_alive, use_guide};

/// Starts the worker, on every page: it is what says that one is offline.
pub fn register_worker() {
    once_alive(|| {
        #[cfg(feature = "hydrate")]
        super::browser::register();
    });
}

/// Goes where the worker leads, and keeps this device's subscription good for as long as the person wants it. Call it
/// once, where somebody is signed in.
#[cfg_attr(not(feature = "hydrate"), allow(unused_variables))]
pub fn provide_worker(me: UserId) {
    let guide = use_guide();
    once_alive(move || {
        #[cfg(feature = "hydrate")]
        {
            super::browser::hear_worker(move |path| guide.lead_to(path));
            leptos::task::spawn_local(super::browser::renew(me));
        }
    });
}
