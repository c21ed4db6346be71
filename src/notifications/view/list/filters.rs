//! Which notifications the page shows, as its address says it, so that the way back works.

use crate::app::paths;
use crate::notifications::view::sorts_here;
use crate::notifications::{Filter, Sort};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

pub fn filter_of_address() -> Memo<Filter> {
    let query = use_query_map();
    Memo::new(move |_| {
        query.with(|query| Filter {
            unread: query.get("show").as_deref() == Some("unread"),
            sort: query.get("sort").and_then(|sort| Sort::read(&sort)),
            everywhere: true,
        })
    })
}

fn address(filter: Filter) -> String {
    let parts =
        [filter.unread.then(|| "show=unread".to_owned()), filter.sort.map(|sort| format!("sort={}", sort.as_str()))];
    let query = parts.into_iter().flatten().collect::<Vec<_>>().join("&");
    if query.is_empty() { paths::NOTIFICATIONS.into() } else { format!("{}?{query}", paths::NOTIFICATIONS) }
}

#[component]
pub fn Filters(filter: Memo<Filter>) -> impl IntoView {
    let link = move |name: &'static str, unread: bool| {
        let href = move || address(Filter { unread, ..filter.get() });
        let current = move || (filter.get().unread == unread).then_some("true");
        view! {
            <a href=href aria-current=current>
                {name}
            </a>
        }
    };
    view! {
        <div class="notifications__filters">
            <nav class="segments" aria-label="Show">
                {link("All", false)}
                {link("Unread", true)}
            </nav>
            <SortChoice filter />
        </div>
    }
}

#[component]
fn SortChoice(filter: Memo<Filter>) -> impl IntoView {
    let navigate = use_navigate();
    let first = filter.get_untracked().sort;
    let choose = move |sort: String| {
        let path = address(Filter { sort: Sort::read(&sort), ..filter.get_untracked() });
        navigate(&path, NavigateOptions::default());
    };
    let option = |sort: Sort| {
        view! {
            <option value=sort.as_str() selected=first == Some(sort)>
                {sort.label()}
            </option>
        }
    };
    view! {
        <div class="field">
            <label class="field__label" for="notification-sort">
                "About"
            </label>
            <select
                id="notification-sort"
                prop:value=move || filter.get().sort.map_or("", Sort::as_str)
                on:change:target=move |event| choose(event.target().value())
            >
                <option value="" selected=first.is_none()>
                    "Everything"
                </option>
                {sorts_here().map(option).collect_view()}
            </select>
        </div>
    }
}
