//! What a list says when it has nothing: what this is, and what to do.

use super::{Icon, IconName};
use leptos::prelude::*;

#[component]
pub fn Empty(
    icon: IconName,
    #[prop(into)] title: String,
    #[prop(into)] hint: String,
    /// Whether this is all the page says, so that its title is the page's.
    #[prop(optional)]
    is_page: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon name=icon />
            {if is_page {
                view! { <h1 class="empty__title">{title}</h1> }.into_any()
            } else {
                view! { <p class="empty__title">{title}</p> }.into_any()
            }}
            <p class="empty__hint">{hint}</p>
            {children.map(|children| children())}
        </div>
    }
}
