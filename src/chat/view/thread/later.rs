//! What one event makes every open page of a crowd ask, each asks at another moment.

use leptos::prelude::*;
use std::time::Duration;

/// What happens within this time is asked about once.
const LEAST: Duration = Duration::from_secs(1);
/// A page waits up to this much longer than others.
const SPREAD: Duration = Duration::from_secs(4);

/// Something that is done some seconds from now, once, however often it is called for until then.
#[derive(Clone, Copy, Default)]
pub struct Later {
    is_waiting: StoredValue<bool>,
}

impl Later {
    pub fn run(self, what: impl FnOnce() + 'static) {
        if self.is_waiting.try_get_value() != Some(false) {
            return;
        }
        self.is_waiting.set_value(true);
        let run = move || {
            // The room may have been left meanwhile.
            if self.is_waiting.try_set_value(false).is_none() {
                what();
            }
        };
        set_timeout(run, some_time());
    }
}

#[cfg(feature = "hydrate")]
fn some_time() -> Duration {
    LEAST + SPREAD.mul_f64(js_sys::Math::random())
}

#[cfg(not(feature = "hydrate"))]
fn some_time() -> Duration {
    LEAST + SPREAD
}
