//! Whether somebody is at this page. One that is merely open, as on a desk that was left in the evening, has shown
//! nothing to anybody.

use crate::time::Moment;
use leptos::prelude::*;

/// For so many seconds after the last touch somebody is taken to be there.
const LASTS: i64 = 120;
const TOUCHES: [&str; 4] = ["pointermove", "pointerdown", "keydown", "wheel"];
/// Whoever brings the page forward is at it as well.
const COMINGS: [&str; 2] = ["focus", "visibilitychange"];

#[derive(Clone, Copy)]
pub struct Attention {
    touched_at: StoredValue<Moment>,
    /// Rises when somebody is back. That they go is nothing that happens: whether they are there is asked when it
    /// matters.
    came: RwSignal<u32>,
}

/// Whoever opens a page is at it. Call it once, where somebody is signed in.
pub fn provide_attention() -> Attention {
    let attention = Attention { touched_at: StoredValue::new(Moment::now()), came: RwSignal::new(0) };
    provide_context(attention);
    Effect::new(move |_| {
        for touch in TOUCHES {
            let listener = window_event_listener_untyped(touch, move |_| attention.note_touch());
            on_cleanup(move || listener.remove());
        }
        for coming in COMINGS {
            let listener = window_event_listener_untyped(coming, move |_| attention.note_coming());
            on_cleanup(move || listener.remove());
        }
    });
    attention
}

pub fn use_attention() -> Attention {
    expect_context()
}

/// Whether somebody may see this page now, be they at it or not.
pub fn is_in_sight() -> bool {
    document().visibility_state() == web_sys::VisibilityState::Visible
}

impl Attention {
    /// Somebody looks at the page now, and has touched it a short while ago.
    pub fn is_there(self) -> bool {
        is_in_sight() && document().has_focus().unwrap_or(true) && self.is_fresh()
    }

    /// The same, for an effect that is to go on when somebody comes back.
    pub fn follow(self) -> bool {
        self.came.track();
        self.is_there()
    }

    fn is_fresh(self) -> bool {
        self.touched_at.try_get_value().is_some_and(|at| Moment::now().seconds_since(at) <= LASTS)
    }

    fn note_touch(self) {
        let was_fresh = self.is_fresh();
        self.touched_at.try_set_value(Moment::now());
        if !was_fresh {
            self.tell();
        }
    }

    /// Whether they were there before, the browser says no more.
    fn note_coming(self) {
        if is_in_sight() {
            self.touched_at.try_set_value(Moment::now());
            self.tell();
        }
    }

    fn tell(self) {
        self.came.try_update(|came| *came += 1);
    }
}
