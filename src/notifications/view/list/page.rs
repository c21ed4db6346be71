//! `/notifications`: all that somebody was told, and how it reached them.

use super::NotificationList;
use super::filters::{Filters, filter_of_address};
use crate::app::{paths, use_me};
use crate::notifications::list_notifications;
use crate::ui::{ErrorNotice, Skeleton, read};
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn NotificationsPage() -> impl IntoView {
    let filter = filter_of_address();
    let first = read(move || filter.get(), |filter| list_notifications(filter, None));
    view! {
        <Title text="Notifications" />
        <main class="page page--narrow" id="main">
            <header class="page__head">
                <h1>"Notifications"</h1>
                <div class="row">
                    <a class="button" href=paths::announcements(&use_me())>
                        "Announcements"
                    </a>
                    <a class="button" href=paths::NOTIFICATION_SETTINGS>
                        "Settings"
                    </a>
                </div>
            </header>
            <section class="card stack" aria-label="Notifications">
                <Filters filter />
                <Transition fallback=|| view! { <Skeleton rows=6 /> }>
                    {move || Suspend::new(async move {
                        let inbox = first.await;
                        let filter = filter.get_untracked();
                        match inbox {
                            Ok(first) => view! { <NotificationList first filter /> }.into_any(),
                            Err(error) => {
                                let retry = Callback::new(move |()| first.refetch());
                                view! { <ErrorNotice error on_retry=retry /> }.into_any()
                            }
                        }
                    })}
                </Transition>
            </section>
        </main>
    }
}
