//! The ground on which the picture stands. The picture grows and shrinks where it is pressed; a swipe goes on to the
//! next; to press beside it closes.

use super::Gallery;
use crate::files::model::Attachment;
use leptos::ev::{MouseEvent, PointerEvent};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Milliseconds within which a second press belongs to the first: a double tap is as good as one.
const ONE_PRESS: f64 = 350.0;
/// Pixels that a finger goes at least to swipe, and how much further along than up or down.
const SWIPE: f64 = 48.0;
const ALONG: f64 = 2.0;

#[component]
pub fn Stage(picture: Attachment, gallery: Gallery, close: impl Fn() + Copy + 'static) -> impl IntoView {
    let Gallery { is_large, .. } = gallery;
    let start = StoredValue::new(None::<(f64, f64)>);
    let pressed_at = StoredValue::new(f64::MIN);
    let size = |side: Option<u32>| side.map(|side| side.to_string());
    let (whole, preview) = (picture.path(), picture.preview_path());
    let begin = move |event: PointerEvent| {
        let may_swipe = event.pointer_type() == "touch" && event.is_primary() && !is_large.get_untracked();
        start.set_value(may_swipe.then(|| place_of(&event)));
    };
    let end = move |event: PointerEvent| {
        let (Some(from), to) = (start.get_value(), place_of(&event)) else { return };
        start.set_value(None);
        if let Some(steps) = swiped(from, to) {
            gallery.go(steps);
        }
    };
    let press = move |event: MouseEvent| {
        event.stop_propagation();
        let now = event.time_stamp();
        if now - pressed_at.get_value() < ONE_PRESS {
            return;
        }
        pressed_at.set_value(now);
        if !is_large.get_untracked() {
            keep_under_finger(&event);
        }
        is_large.update(|is_large| *is_large = !*is_large);
    };
    view! {
        <div
            class="viewer__stage"
            class:viewer__stage--large=move || is_large.get()
            tabindex=move || is_large.get().then_some("0")
            on:pointerdown=begin
            on:pointerup=end
            on:pointercancel=move |_| start.set_value(None)
            on:click=move |_| close()
        >
            <img
                class="viewer__picture"
                src=move || if is_large.get() { whole.clone() } else { preview.clone() }
                alt=picture.name
                width=size(picture.width)
                height=size(picture.height)
                draggable="false"
                on:click=press
            />
        </div>
    }
}

fn place_of(event: &PointerEvent) -> (f64, f64) {
    (f64::from(event.client_x()), f64::from(event.client_y()))
}

/// Steps through the pictures: a finger that goes left fetches the next one.
fn swiped(from: (f64, f64), to: (f64, f64)) -> Option<isize> {
    let (along, across) = (to.0 - from.0, to.1 - from.1);
    let is_swipe = along.abs() >= SWIPE && along.abs() > ALONG * across.abs();
    is_swipe.then_some(if along < 0.0 { 1 } else { -1 })
}

/// Once the picture has grown, the place that was pressed is in the middle, as far as there is picture around it.
fn keep_under_finger(event: &MouseEvent) {
    let Some(picture) = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok()) else { return };
    let part = |place: i32, side: i32| f64::from(place) / f64::from(side.max(1));
    let across = part(event.offset_x(), picture.offset_width());
    let down = part(event.offset_y(), picture.offset_height());
    request_animation_frame(move || {
        if let Some(stage) = picture.parent_element() {
            stage.set_scroll_left(middle(across, picture.offset_width(), stage.client_width()));
            stage.set_scroll_top(middle(down, picture.offset_height(), stage.client_height()));
        }
    });
}

#[allow(clippy::cast_possible_truncation)] // a browser's pixels
fn middle(part: f64, whole: i32, seen: i32) -> i32 {
    (part * f64::from(whole) - f64::from(seen) / 2.0).round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finger_swipes_along_and_not_across() {
        for (to, steps) in [
            ((40.0, 210.0), Some(1)),
            ((160.0, 190.0), Some(-1)),
            ((70.0, 200.0), None),
            ((40.0, 260.0), None),
            ((100.0, 20.0), None),
        ] {
            assert_eq!(swiped((100.0, 200.0), to), steps, "{to:?}");
        }
    }

    #[test]
    fn what_was_pressed_comes_to_the_middle() {
        assert_eq!(middle(0.5, 3_000, 1_000), 1_000);
        assert_eq!(middle(0.0, 3_000, 1_000), -500, "the browser stops at the edge");
    }
}
