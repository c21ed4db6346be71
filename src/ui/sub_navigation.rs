//! The way between pages that belong together.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// `pages`: name and path of each.
#[component]
pub fn SubNavigation(label: &'static str, pages: &'static [(&'static str, &'static str)]) -> impl IntoView {
    let here = use_location().pathname;
    let link = move |(name, path): &'static (&'static str, &'static str)| {
        let current = move || here.with(|here| here.starts_with(path)).then_some("page");
        view! {
            <a href=*path aria-current=current>
                {*name}
            </a>
        }
    };
    view! {
        <nav class="segments" aria-label=label>
            {pages.iter().map(link).collect_view()}
        </nav>
    }
}
