//! Files that are dragged over the page of a conversation. They are taken wherever they are let go of: beside the
//! thread the browser would open them in the place of Attend.

use leptos::ev;
use leptos::prelude::*;
use std::time::Duration;
use web_sys::DragEvent;

/// A browser tells of a drag several times a second; after so long without a word it is over, or elsewhere.
const SILENCE: Duration = Duration::from_millis(700);

/// Whether files are over the page. `take` gets those that are let go of.
pub fn follow_drags(take: impl Fn(&DragEvent) + Copy + 'static) -> ReadSignal<bool> {
    let (is_over, set_over) = signal(false);
    let turns = StoredValue::new(0_u64);
    Effect::new(move |_| {
        let over = window_event_listener(ev::dragover, move |event| {
            if !has_files(&event) {
                return;
            }
            event.prevent_default();
            if is_over.try_get_untracked() == Some(false) {
                set_over.try_set(true);
            }
            let turn = turns.try_update_value(|turns| {
                *turns += 1;
                *turns
            });
            let end = move || {
                if turns.try_get_value() == turn {
                    set_over.try_set(false);
                }
            };
            set_timeout(end, SILENCE);
        });
        let let_go = window_event_listener(ev::drop, move |event| {
            if has_files(&event) {
                event.prevent_default();
                set_over.try_set(false);
                take(&event);
            }
        });
        on_cleanup(move || {
            over.remove();
            let_go.remove();
        });
    });
    is_over
}

/// What is dragged may be text, too, which is left to the browser. The files themselves are only told when they are let
/// go of.
fn has_files(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|data| data.types().iter().any(|kind| kind == "Files"))
}
