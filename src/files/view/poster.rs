//! The first frame of a video, drawn by the browser that has it. Where it cannot, there is none.

use leptos::prelude::{document, set_timeout};
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, CanvasRenderingContext2d, File, HtmlCanvasElement, HtmlVideoElement, Url};

/// How long the browser may take for it.
const PATIENCE: Duration = Duration::from_secs(10);
/// Pixels of its longer side.
const SIDE: u32 = 1280;

type Then = Rc<RefCell<Option<Box<dyn FnOnce(Option<Blob>)>>>>;

/// Calls `then` once: with the frame, or without one.
pub fn draw_poster(video: &File, then: impl FnOnce(Option<Blob>) + 'static) {
    let then: Then = Rc::new(RefCell::new(Some(Box::new(then))));
    let Some((player, address)) = player_of(video) else { return finish(&then, None) };
    let (drawn, broken, late) = (Rc::clone(&then), Rc::clone(&then), Rc::clone(&then));
    let frame = player.clone();
    let on_frame = Closure::once_into_js(move || draw(&frame, drawn));
    player.set_onseeked(Some(on_frame.unchecked_ref()));
    let start = player.clone();
    // A moment in: the very first frame is often black.
    let on_data = Closure::once_into_js(move || start.set_current_time((start.duration() / 10.0).min(0.5)));
    player.set_onloadeddata(Some(on_data.unchecked_ref()));
    let on_error = Closure::once_into_js(move || finish(&broken, None));
    player.set_onerror(Some(on_error.unchecked_ref()));
    set_timeout(
        move || {
            player.set_onerror(None);
            player.set_src("");
            Url::revoke_object_url(&address).ok();
            finish(&late, None);
        },
        PATIENCE,
    );
}

fn player_of(video: &File) -> Option<(HtmlVideoElement, String)> {
    let player: HtmlVideoElement = document().create_element("video").ok()?.dyn_into().ok()?;
    let address = Url::create_object_url_with_blob(video).ok()?;
    player.set_muted(true);
    player.set_preload("auto");
    player.set_attribute("playsinline", "").ok()?;
    player.set_src(&address);
    Some((player, address))
}

fn draw(frame: &HtmlVideoElement, then: Then) {
    let Some(canvas) = canvas_of(frame) else { return finish(&then, None) };
    let taken = Rc::clone(&then);
    let on_blob = Closure::once_into_js(move |blob: JsValue| finish(&taken, blob.dyn_into().ok()));
    if canvas.to_blob_with_type(on_blob.unchecked_ref(), "image/jpeg").is_err() {
        finish(&then, None);
    }
}

fn canvas_of(frame: &HtmlVideoElement) -> Option<HtmlCanvasElement> {
    let (width, height) = (frame.video_width(), frame.video_height());
    let longer = width.max(height);
    let scaled = |side: u32| if longer > SIDE { (side * SIDE / longer).max(1) } else { side };
    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(scaled(width));
    canvas.set_height(scaled(height));
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    let (wide, high) = (f64::from(canvas.width()), f64::from(canvas.height()));
    context.draw_image_with_html_video_element_and_dw_and_dh(frame, 0.0, 0.0, wide, high).ok()?;
    (longer > 0).then_some(canvas)
}

fn finish(then: &Then, poster: Option<Blob>) {
    let then = then.borrow_mut().take();
    if let Some(then) = then {
        then(poster);
    }
}
