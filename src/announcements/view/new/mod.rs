//! `/admin/announcements/new`: writing one, and seeing who will get it before it is sent.

mod audience;
mod cohort;
mod draft;
mod form;

use crate::announcements::list_cohorts;
use crate::app::{paths, use_me};
use crate::ui::{ErrorNotice, Skeleton, SubNavigation, read};
use form::AnnouncementForm;
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn NewAnnouncementPage() -> impl IntoView {
    let choices = read(|| (), |()| list_cohorts());
    view! {
        <Title text="New announcement" />
        <main class="page page--narrow" id="main">
            <header class="page__head">
                <h1>"New announcement"</h1>
            </header>
            <SubNavigation label="Admin" pages=paths::admin_sections(&use_me()) />
            <Suspense fallback=|| view! { <Skeleton rows=5 /> }>
                {move || Suspend::new(async move {
                    match choices.await {
                        Ok(choices) => view! { <AnnouncementForm choices /> }.into_any(),
                        Err(error) => {
                            let retry = Callback::new(move |()| choices.refetch());
                            view! { <ErrorNotice error on_retry=retry /> }.into_any()
                        }
                    }
                })}
            </Suspense>
        </main>
    }
}
