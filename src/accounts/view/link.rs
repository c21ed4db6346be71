//! Pages that a link with a secret leads to: the form that it lets one fill in, or that it is over.

use super::sign_in::Aside;
use crate::app::paths;
use crate::error::{AppError, Result};
use crate::ui::{Empty, ErrorNotice, IconName, Skeleton, read};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// `show` asks what the secret is good for; `form` takes that, and the secret.
pub fn link_page<T, Showing>(
    title: &'static str,
    show: fn(String) -> Showing,
    form: fn(T, String) -> AnyView,
) -> impl IntoView
where
    T: Serialize + DeserializeOwned + Clone + Send + Sync + 'static,
    Showing: Future<Output = Result<T>> + Send + 'static,
{
    let params = use_params_map();
    let secret = params.with_untracked(|params| params.get("secret").unwrap_or_default());
    let kept = StoredValue::new(secret.clone());
    let found = read(move || secret.clone(), show);
    view! {
        <Title text=title />
        <div class="sign">
            <Aside />
            <main class="sign__main" id="main">
                <Suspense fallback=|| view! { <Skeleton rows=4 /> }>
                    {move || Suspend::new(async move {
                        match found.await {
                            Ok(found) => form(found, kept.get_value()),
                            Err(AppError::NotFound) => view! { <LinkIsOver /> }.into_any(),
                            Err(error) => {
                                let retry = Callback::new(move |()| found.refetch());
                                view! { <ErrorNotice error on_retry=retry /> }.into_any()
                            }
                        }
                    })}
                </Suspense>
            </main>
        </div>
    }
}

/// What stands in the form until it turns out that the link is over; whatever the reason, it lets nobody in.
#[component]
pub fn LinkForm(#[prop(into)] is_over: Signal<bool>, children: Children) -> impl IntoView {
    view! {
        <Show when=move || is_over.get()>
            <LinkIsOver />
        </Show>
        <div class="sign__form stack stack--wide" hidden=move || is_over.get()>
            {children()}
        </div>
    }
}

#[component]
fn LinkIsOver() -> impl IntoView {
    view! {
        <Empty
            icon=IconName::Link
            title="This link does not work any more"
            hint="It may have been used already, or its time is over. Please ask your practice for a new one."
            is_page=true
        >
            <a class="button" href=paths::SIGN_IN>
                "Sign in"
            </a>
        </Empty>
    }
}
