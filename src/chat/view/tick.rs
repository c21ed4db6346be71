//! How far one's own message has come, as an image with a name.

use crate::chat::Tick;
use crate::ui::{Icon, IconName};
use leptos::prelude::*;

#[component]
pub fn TickMark(#[prop(into)] tick: Signal<Tick>) -> impl IntoView {
    let class = move || match tick.get() {
        Tick::Read => "tick tick--read",
        Tick::Failed => "tick tick--failed",
        _ => "tick",
    };
    let icon = move || {
        let name = match tick.get() {
            Tick::Sending => IconName::Clock,
            Tick::Sent => IconName::Check,
            Tick::Delivered | Tick::Read => IconName::Checks,
            Tick::Failed => IconName::Alert,
        };
        view! { <Icon name class="icon icon--small" /> }
    };
    view! {
        <span class=class role="img" aria-label=move || tick.get().name()>
            {icon}
        </span>
    }
}
