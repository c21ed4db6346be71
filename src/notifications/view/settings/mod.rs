//! `/settings/notifications`: what reaches one, which way, and when. Each change holds at once.

mod keeping;
mod manners;
mod quiet;
mod ways;

use super::devices::DevicesCard;
use crate::app::paths;
use crate::notifications::{Preferences, read_preferences};
use crate::ui::{ErrorNotice, Skeleton, read};
use keeping::Chosen;
use leptos::prelude::*;
use leptos_meta::Title;
use manners::MannersCard;
use quiet::QuietCard;
use ways::WaysCard;

#[component]
pub fn NotificationSettingsPage() -> impl IntoView {
    let first = read(|| (), |()| read_preferences());
    view! {
        <Title text="Notification settings" />
        <main class="page page--narrow" id="main">
            <header class="page__head">
                <h1>"Notification settings"</h1>
                <div class="row">
                    <a class="button" href=paths::NOTIFICATIONS>
                        "All notifications"
                    </a>
                    <a class="button" href=paths::PROFILE>
                        "Profile"
                    </a>
                </div>
            </header>
            <Suspense fallback=|| view! { <Skeleton rows=8 /> }>
                {move || Suspend::new(async move {
                    match first.await {
                        Ok(preferences) => view! { <Cards preferences /> }.into_any(),
                        Err(error) => {
                            let retry = Callback::new(move |()| first.refetch());
                            view! { <ErrorNotice error on_retry=retry /> }.into_any()
                        }
                    }
                })}
            </Suspense>
            <DevicesCard />
        </main>
    }
}

#[component]
fn Cards(preferences: Preferences) -> impl IntoView {
    let chosen = Chosen::follow(preferences);
    view! {
        <WaysCard chosen />
        <QuietCard chosen />
        <MannersCard chosen />
    }
}
