//! Pages for what is not there and for what broke.

use crate::ui::{Empty, IconName, set_status};
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn NotFoundPage() -> impl IntoView {
    set_status(404);
    view! {
        <Title text="Not found" />
        <main class="page" id="main">
            <Empty
                icon=IconName::Search
                title="There is nothing here"
                hint="The address may be mistyped, or the page belongs to somebody else."
                is_page=true
            >
                <a class="button" href="/">
                    "To the start"
                </a>
            </Empty>
        </main>
    }
}

/// Keeps the navigation alive when a page fails to draw.
#[component]
pub fn BrokenPage(errors: ArcRwSignal<Errors>) -> impl IntoView {
    let reasons = move || errors.get().into_iter().map(|(_, error)| error.to_string()).collect::<Vec<_>>().join(" ");
    view! {
        <main class="page" id="main">
            <Empty icon=IconName::Alert title="This page could not be shown" hint="The rest still works." is_page=true>
                <p class="soft">{reasons}</p>
                <a class="button" href="" rel="external">
                    "Try again"
                </a>
            </Empty>
        </main>
    }
}
