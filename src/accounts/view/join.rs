//! `/join/{secret}`: an invitation. Works without JavaScript, as signing up does.

use super::left::typed_before;
use super::link::{LinkForm, link_page};
use super::own_zone::OwnZone;
use super::sign_in::{FormError, go_when_done};
use crate::accounts::{Join, Welcoming, show_invitation};
use crate::app::paths;
use crate::error::{AppError, Result};
use crate::ui::Field;
use leptos::form::ActionForm;
use leptos::prelude::*;

#[component]
pub fn JoinPage() -> impl IntoView {
    link_page("Join", show_invitation, |welcoming, secret| view! { <JoinForm welcoming secret /> }.into_any())
}

#[component]
fn JoinForm(welcoming: Welcoming, secret: String) -> impl IntoView {
    let join = ServerAction::<Join>::new();
    let answer = Signal::derive(move || join.value().get());
    go_when_done(answer);
    let error = Signal::derive(move || answer.get().and_then(Result::err));
    let is_over = Memo::new(move |_| error.get() == Some(AppError::NotFound));
    let [name, typed_email] = typed_before(&paths::join(&secret));
    let role = welcoming.kind.person(welcoming.role);
    let (email, hint) = match welcoming.email {
        Some(email) => (email, "The invitation is for this address."),
        None => (typed_email, ""),
    };
    view! {
        <LinkForm is_over>
            <div>
                <h1>"Join " {welcoming.practice}</h1>
                <p class="soft">
                    {format!("You are invited as {role}. Already here? ")} <a href=paths::SIGN_IN>"Sign in"</a>
                </p>
            </div>
            <ActionForm action=join attr:class="stack">
                <OwnZone />
                <input type="hidden" name="secret" value=secret />
                <Field label="Name" name="name" autocomplete="name" value=name error />
                <Field label="Email" name="email" kind="email" autocomplete="username" value=email hint=hint error />
                <Field
                    label="Password"
                    name="password"
                    kind="password"
                    autocomplete="new-password"
                    hint="At least ten characters."
                    error
                />
                <FormError answer />
                <button type="submit" class="button button--accent button--wide" disabled=join.pending()>
                    "Join"
                </button>
            </ActionForm>
        </LinkForm>
    }
}
