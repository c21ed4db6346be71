//! `/sign-up`

use super::left::typed_before;
use super::own_zone::OwnZone;
use super::sign_in::{Aside, FormError, go_when_done};
use crate::accounts::SignUp;
use crate::app::paths;
use crate::error::Result;
use crate::ui::Field;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn SignUpPage() -> impl IntoView {
    let [practice, name, email] = typed_before(paths::SIGN_UP);
    let sign_up = ServerAction::<SignUp>::new();
    let answer = Signal::derive(move || sign_up.value().get());
    go_when_done(answer);
    let error = Signal::derive(move || answer.get().and_then(Result::err));
    view! {
        <Title text="Create an account" />
        <div class="sign">
            <Aside />
            <main class="sign__main" id="main">
                <div class="sign__form stack stack--wide">
                    <div>
                        <h1>"Create an account"</h1>
                        <p class="soft">"Already have one? " <a href=paths::SIGN_IN>"Sign in"</a></p>
                    </div>
                    <ActionForm action=sign_up attr:class="stack">
                        <OwnZone />
                        <Field label="Join code" name="practice" value=practice hint="Your practice gives it to you." error />
                        <Field label="Name" name="name" autocomplete="name" value=name error />
                        <Field label="Email" name="email" kind="email" autocomplete="username" value=email error />
                        <Field
                            label="Password"
                            name="password"
                            kind="password"
                            autocomplete="new-password"
                            hint="At least ten characters."
                            error
                        />
                        <FormError answer />
                        <button type="submit" class="button button--accent button--wide" disabled=sign_up.pending()>
                            "Create account"
                        </button>
                    </ActionForm>
                </div>
            </main>
        </div>
    }
}
