//! The browser's own dialogs for files and for the camera. Buttons open them.

use super::Uploads;
use crate::ui::{Icon, IconName};
use leptos::prelude::*;
use web_sys::HtmlInputElement;

/// The inputs behind `Uploads::choose` and `Uploads::take_picture`. Once beside the composer; they are not seen.
#[component]
pub fn FileInputs(uploads: Uploads) -> impl IntoView {
    let take = move |input: HtmlInputElement| {
        uploads.add_list(input.files());
        // The same file may be chosen again.
        input.set_value("");
    };
    let accept = uploads.limits.with_value(|limits| limits.accept.clone());
    view! {
        <input
            type="file"
            accept=(!accept.is_empty()).then_some(accept)
            multiple
            hidden
            tabindex="-1"
            aria-label="Files"
            node_ref=uploads.input
            on:change:target=move |event| take(event.target())
        />
        <input
            type="file"
            accept="image/*,video/*"
            capture="environment"
            hidden
            tabindex="-1"
            aria-label="Picture"
            node_ref=uploads.camera
            on:change:target=move |event| take(event.target())
        />
    }
}

/// Opens the camera. Only seen where a finger points, since elsewhere it would be the same as *Attach*.
#[component]
pub fn CameraButton(uploads: Uploads) -> impl IntoView {
    view! {
        <button
            type="button"
            class="camera button button--icon button--quiet"
            aria-label="Camera"
            on:click=move |_| uploads.take_picture()
        >
            <Icon name=IconName::Camera />
        </button>
    }
}
