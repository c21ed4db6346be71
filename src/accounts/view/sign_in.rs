//! `/sign-in`

use super::demo::DemoPeople;
use super::left::typed_before;
use crate::accounts::{SignIn, way_back};
use crate::app::{paths, use_boot};
use crate::error::Result;
use crate::ui::{ErrorNotice, Field, Icon, IconName};
use leptos::either::Either;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::Redirect;
use leptos_router::hooks::use_query_map;

#[component]
pub fn SignInPage() -> impl IntoView {
    let next = use_query_map().with_untracked(|query| query.get("next"));
    if let Some(me) = use_boot().with_value(|boot| boot.me.clone()) {
        return Either::Left(view! { <Redirect path=way_back(next, &me) /> });
    }
    let [email] = typed_before(paths::SIGN_IN);
    let sign_in = ServerAction::<SignIn>::new();
    let answer = Signal::derive(move || sign_in.value().get());
    go_when_done(answer);
    let next = StoredValue::new(next.unwrap_or_default());
    let has_mail = use_boot().with_value(|boot| boot.has_mail);
    Either::Right(view! {
        <Title text="Sign in" />
        <div class="sign">
            <Aside />
            <main class="sign__main" id="main">
                <div class="sign__form stack stack--wide">
                    <div>
                        <h1>"Sign in"</h1>
                        <p class="soft">"New here? " <a href=paths::SIGN_UP>"Create an account"</a></p>
                    </div>
                    <ActionForm action=sign_in attr:class="stack stack--wide">
                        <input type="hidden" name="next" value=next.get_value() />
                        <Field
                            label="Email"
                            name="email"
                            kind="email"
                            autocomplete="username"
                            value=email
                            error=Signal::stored(None)
                        />
                        <Field
                            label="Password"
                            name="password"
                            kind="password"
                            autocomplete="current-password"
                            error=Signal::stored(None)
                        />
                        {has_mail
                            .then(|| {
                                view! {
                                    <p>
                                        <a href=paths::FORGOTTEN>"Forgot password?"</a>
                                    </p>
                                }
                            })}
                        <FormError answer />
                        <button type="submit" class="button button--accent button--wide" disabled=sign_in.pending()>
                            "Sign in"
                        </button>
                    </ActionForm>
                    <DemoPeople sign_in next=next.get_value() />
                </div>
            </main>
        </div>
    })
}

/// What Attend is, beside the forms of those who are not signed in.
#[component]
pub fn Aside() -> impl IntoView {
    view! {
        <aside class="sign__aside">
            <a class="sign__brand" href="/">
                <Icon name=IconName::Mark />
                "Attend"
            </a>
            <div class="stack">
                <p class="sign__claim">"Be there for the people you care for."</p>
                <p>"Appointments, conversations and visits in one calm place. Yours, on your own server."</p>
            </div>
            <span></span>
        </aside>
    }
}

/// The form's answer where it is about no single field.
#[component]
pub fn FormError(answer: Signal<Option<Result<String>>>) -> impl IntoView {
    let error = move || answer.get().and_then(Result::err).filter(|error| error.field().is_none());
    move || error().map(|error| view! { <ErrorNotice error /> })
}

/// A new person needs a new page, so that nothing of the one before stays.
pub fn go_when_done(answer: Signal<Option<Result<String>>>) {
    Effect::new(move |_| {
        if let Some(Ok(path)) = answer.get() {
            window().location().assign(&path).ok();
        }
    });
}
