//! Small marks: a count, a state.

use leptos::prelude::*;

/// A count; nothing where it is zero.
#[component]
pub fn Badge(#[prop(into)] count: Signal<i64>) -> impl IntoView {
    let text = move || if count.get() > 99 { "99+".to_owned() } else { count.get().to_string() };
    view! {
        <Show when=move || { count.get() > 0 }>
            <span class="badge" aria-hidden="true">
                {text}
            </span>
        </Show>
    }
}

/// `look`: empty, `accent`, `good`, `warn`, `away` or `alarm`.
#[component]
pub fn Chip(#[prop(into)] text: String, #[prop(default = "")] look: &'static str) -> impl IntoView {
    let class = if look.is_empty() { "chip".to_owned() } else { format!("chip chip--{look}") };
    view! { <span class=class>{text}</span> }
}
