//! What the bell opens: the newest notifications.

use super::use_bell;
use crate::app::paths;
use crate::notifications::view::list::NotificationList;
use crate::notifications::{Filter, list_notifications};
use crate::ui::{Dialog, ErrorNotice, Skeleton, read};
use leptos::prelude::*;

#[component]
pub fn BellPanel() -> impl IntoView {
    let bell = use_bell();
    view! {
        <Dialog
            id="notifications"
            class="dialog dialog--beside bell"
            title=Signal::stored("Notifications".to_owned())
            open=bell.is_open
            lightly=true
        >
            <Newest />
        </Dialog>
    }
}

/// Read anew each time the bell is opened.
#[component]
fn Newest() -> impl IntoView {
    let bell = use_bell();
    let first = read(|| (), |()| list_notifications(Filter::default(), None));
    view! {
        <Transition fallback=|| view! { <Skeleton rows=5 /> }>
            {move || Suspend::new(async move {
                match first.await {
                    Ok(first) => view! { <NotificationList first brief=true /> }.into_any(),
                    Err(error) => {
                        let retry = Callback::new(move |()| first.refetch());
                        view! { <ErrorNotice error on_retry=retry /> }.into_any()
                    }
                }
            })}
        </Transition>
        <a class="button bell__all" href=paths::NOTIFICATIONS on:click=move |_| bell.is_open.set(false)>
            "See all"
        </a>
    }
}
