//! In which time zone whoever fills in a form is.

use crate::ui::once_alive;
use leptos::prelude::*;

/// Filled in once the page is alive; on a page that is a document, `front.js` does it. Empty, it is the practice's.
#[component]
pub fn OwnZone() -> impl IntoView {
    let zone = RwSignal::new(String::new());
    once_alive(move || {
        if let Some(own) = zone_here() {
            zone.try_set(own);
        }
    });
    view! { <input type="hidden" name="time_zone" value=move || zone.get() /> }
}

/// The IANA name of the browser's zone.
#[cfg(feature = "hydrate")]
fn zone_here() -> Option<String> {
    let format = js_sys::Intl::DateTimeFormat::new(&js_sys::Array::new(), &js_sys::Object::new());
    js_sys::Reflect::get(&format.resolved_options(), &"timeZone".into()).ok()?.as_string()
}

/// The server does not know it.
#[cfg(not(feature = "hydrate"))]
fn zone_here() -> Option<String> {
    None
}
