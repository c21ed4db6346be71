//! `/reset/{secret}`: setting a new password, with a link that an admin has made. Works without JavaScript.

use super::link::{LinkForm, link_page};
use super::sign_in::{FormError, go_when_done};
use crate::accounts::{SetPassword, show_reset};
use crate::error::{AppError, Result};
use crate::ui::Field;
use leptos::form::ActionForm;
use leptos::prelude::*;

#[component]
pub fn ResetPage() -> impl IntoView {
    link_page("New password", show_reset, |email, secret| view! { <ResetForm email secret /> }.into_any())
}

#[component]
fn ResetForm(email: String, secret: String) -> impl IntoView {
    let set = ServerAction::<SetPassword>::new();
    let answer = Signal::derive(move || set.value().get());
    go_when_done(answer);
    let error = Signal::derive(move || answer.get().and_then(Result::err));
    let is_over = Memo::new(move |_| error.get() == Some(AppError::NotFound));
    view! {
        <LinkForm is_over>
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
        </LinkForm>
    }
}
