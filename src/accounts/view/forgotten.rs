//! `/forgot-password`: asking for a letter with a link to a new password. Works without JavaScript, as signing in does.

use super::left::typed_before;
use super::sign_in::{Aside, FormError, go_when_done};
use crate::accounts::ForgetPassword;
use crate::app::{paths, use_boot};
use crate::error::Result;
use crate::ui::{Empty, Field, IconName};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn ForgottenPage() -> impl IntoView {
    let has_mail = use_boot().with_value(|boot| boot.has_mail);
    view! {
        <Title text="Forgot password" />
        <div class="sign">
            <Aside />
            <main class="sign__main" id="main">
                {if has_mail {
                    view! { <ForgottenForm /> }.into_any()
                } else {
                    view! {
                        <Empty
                            icon=IconName::Lock
                            title="Please ask your practice"
                            hint="An admin of your practice can give you a link with which you set a new password."
                            is_page=true
                        >
                            {back()}
                        </Empty>
                    }
                        .into_any()
                }}
            </main>
        </div>
    }
}

#[component]
fn ForgottenForm() -> impl IntoView {
    let [email] = typed_before(paths::FORGOTTEN);
    let forget = ServerAction::<ForgetPassword>::new();
    let answer = Signal::derive(move || forget.value().get());
    go_when_done(answer);
    let error = Signal::derive(move || answer.get().and_then(Result::err));
    view! {
        <div class="sign__form stack stack--wide">
            <div>
                <h1>"Forgot password?"</h1>
                <p class="soft">
                    "We send you a link with which you set a new one. Remembered it? "
                    <a href=paths::SIGN_IN>"Sign in"</a>
                </p>
            </div>
            <ActionForm action=forget attr:class="stack">
                <Field label="Email" name="email" kind="email" autocomplete="username" value=email error />
                <FormError answer />
                <button type="submit" class="button button--accent button--wide" disabled=forget.pending()>
                    "Send link"
                </button>
            </ActionForm>
        </div>
    }
}

/// Says nothing of whether there is such an account.
#[component]
pub fn LetterSentPage() -> impl IntoView {
    view! {
        <Title text="Look into your mailbox" />
        <div class="sign">
            <Aside />
            <main class="sign__main" id="main">
                <Empty
                    icon=IconName::Send
                    title="Look into your mailbox"
                    hint="If there is an account with this address, a link is on its way to it. It works once, for an hour. Look among your junk as well."
                    is_page=true
                >
                    {back()}
                </Empty>
            </main>
        </div>
    }
}

fn back() -> impl IntoView {
    view! {
        <a class="button" href=paths::SIGN_IN>
            "Sign in"
        </a>
    }
}
