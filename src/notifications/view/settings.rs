//! `/settings/notifications`: where and about what one is told.

use super::devices::DevicesCard;
use crate::app::paths;
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn NotificationSettingsPage() -> impl IntoView {
    view! {
        <Title text="Notifications" />
        <main class="page page--narrow" id="main">
            <header class="page__head">
                <h1>"Notifications"</h1>
                <a class="button" href=paths::PROFILE>
                    "Profile"
                </a>
            </header>
            <DevicesCard />
        </main>
    }
}
