//! The bell in the rail, or on a phone in the bar.

use super::use_bell;
use crate::ui::{Badge, Icon, IconName};
use leptos::prelude::*;

#[component]
pub fn Bell() -> impl IntoView {
    let bell = use_bell();
    let unread = bell.unread();
    let name = move || match unread.get() {
        0 => "Notifications".to_owned(),
        count => format!("Notifications, {count} unread"),
    };
    view! {
        <button
            type="button"
            class="rail__link"
            aria-label=name
            aria-haspopup="dialog"
            aria-expanded=move || bell.is_open.get().to_string()
            on:click=move |_| bell.is_open.set(true)
        >
            <Icon name=IconName::Bell />
            <span class="rail__label">"Notifications"</span>
            <Badge count=unread />
        </button>
    }
}
