//! Waiting until a page that the server drew has come alive.

use leptos::prelude::*;
use std::time::Duration;

/// Runs once the whole page is alive. Parts under `Suspense` come alive a moment after the rest, and until then they
/// have to look as the server drew them: whatever could change them waits for this.
pub fn once_alive(begin: impl Fn() + Copy + 'static) {
    Effect::new(move |_| set_timeout(begin, Duration::ZERO));
}
