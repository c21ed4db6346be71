//! What a list says when it has nothing: what this is, and what to do.

use super::{Icon, IconName};
use leptos::prelude::*;

#[component]
pub fn Empty(
    icon: IconName,
    #[prop(into)] title: String,
    #[prop(into)] hint: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon name=icon />
            <p class="empty__title">{title}</p>
            <p class="empty__hint">{hint}</p>
            {children.map(|children| children())}
        </div>
    }
}
