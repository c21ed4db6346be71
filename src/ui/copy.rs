//! A text to take along, with a button that copies it.

use super::{Button, Look, once_alive};
use leptos::html;
use leptos::prelude::*;

/// Where the browser keeps its clipboard from pages (no TLS), the text is selected instead, to be copied by hand.
#[component]
pub fn CopyField(
    label: &'static str,
    #[prop(into)] text: String,
    #[prop(default = Look::Plain)] look: Look,
    /// What stands behind the button.
    #[prop(optional)]
    after: Option<AnyView>,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let is_alive = RwSignal::new(false);
    let is_copied = RwSignal::new(false);
    once_alive(move || is_alive.set(true));
    let copied = text.clone();
    let copy = move || {
        if let Some(input) = input.get_untracked() {
            input.select();
        }
        let clipboard = window().navigator().clipboard();
        if window().is_secure_context() {
            drop(clipboard.write_text(&copied));
            is_copied.set(true);
        }
    };
    view! {
        <div class="copy">
            <input class="copy__text" node_ref=input readonly aria-label=label value=text />
            <Show when=move || is_alive.get()>
                <Button look on_press=copy.clone()>"Copy"</Button>
            </Show>
            {after}
            <span class="copy__done" role="status">
                {move || is_copied.get().then_some("Copied")}
            </span>
        </div>
    }
}

/// Copies a text that stands beside it, where the browser lets pages do so. For what a browser alone draws.
#[component]
pub fn CopyButton(#[prop(into)] text: String, #[prop(default = Look::Plain)] look: Look) -> impl IntoView {
    let is_copied = RwSignal::new(false);
    let copy = move || {
        drop(window().navigator().clipboard().write_text(&text));
        is_copied.set(true);
    };
    window().is_secure_context().then(|| {
        view! {
            <Button small=true look on_press=copy>
                {move || if is_copied.get() { "Copied" } else { "Copy" }}
            </Button>
        }
    })
}
