//! `/reset/{secret}`: setting a new password, with a link that an admin has made. Works without JavaScript.

use super::join::LinkIsOver;
use super::sign_in::{Aside, FormError, go_when_done};
use crate::accounts::{SetPassword, show_reset};
use crate::error::{AppError, Result};
use crate::ui::{ErrorNotice, Field, Skeleton, read};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

#[component]
pub fn ResetPage() -> impl IntoView {
    let params = use_params_map();
    let secret = params.with_untracked(|params| params.get("secret").unwrap_or_default());
    let kept = StoredValue::new(secret.clone());
    let owner = read(move || secret.clone(), show_reset);
    view! {
        <Title text="New password" />
        <div class="sign">
            <Aside />
            <main class="sign__main" id="main">
                <Suspense fallback=|| view! { <Skeleton rows=3 /> }>
                    {move || Suspend::new(async move {
                        match owner.await {
                            Ok(email) => view! { <ResetForm email secret=kept.get_value() /> }.into_any(),
                            Err(AppError::NotFound) => view! { <LinkIsOver /> }.into_any(),
                            Err(error) => {
                                let retry = Callback::new(move |()| owner.refetch());
                                view! { <ErrorNotice error on_retry=retry /> }.into_any()
                            }
                        }
                    })}
                </Suspense>
            </main>
        </div>
    }
}

#[component]
fn ResetForm(email: String, secret: String) -> impl IntoView {
    let set = ServerAction::<SetPassword>::new();
    let answer = Signal::derive(move || set.value().get());
    go_when_done(answer);
    let error = Signal::derive(move || answer.get().and_then(Result::err));
    let is_over = Memo::new(move |_| error.get() == Some(AppError::NotFound));
    view! {
        <Show when=move || is_over.get()>
            <LinkIsOver />
        </Show>
        <div class="sign__form stack stack--wide" hidden=move || is_over.get()>
            <div>
                <h1>"New password"</h1>
                <p class="soft">{format!("For {email}. You are signed out everywhere, and sign in with it then.")}</p>
            </div>
            <ActionForm action=set attr:class="stack">
                <input type="hidden" name="secret" value=secret />
                // So that whatever keeps the password knows whose it is.
                <input type="email" name="email" value=email.clone() autocomplete="username" readonly hidden />
                <Field
                    label="New password"
                    name="password"
                    kind="password"
                    autocomplete="new-password"
                    hint="At least ten characters."
                    error
                />
                <FormError answer />
                <button type="submit" class="button button--accent button--wide" disabled=set.pending()>
                    "Set password"
                </button>
            </ActionForm>
        </div>
    }
}
