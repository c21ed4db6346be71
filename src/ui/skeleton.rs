//! Grey shapes where content is about to be.

use leptos::prelude::*;

#[component]
pub fn Skeleton(#[prop(default = 3)] rows: usize) -> impl IntoView {
    view! {
        <div class="stack" role="status" aria-label="Loading">
            {(0..rows).map(|_| view! { <span class="skeleton skeleton--row"></span> }).collect_view()}
        </div>
    }
}
