//! `/join/{secret}`: an invitation. Works without JavaScript, as signing up does.

use super::sign_in::{Aside, FormError, go_when_done};
use crate::accounts::{Join, Welcoming, show_invitation};
use crate::app::paths;
use crate::error::{AppError, Result};
use crate::ui::{Empty, ErrorNotice, Field, IconName, Skeleton, read};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

#[component]
pub fn JoinPage() -> impl IntoView {
    let params = use_params_map();
    let secret = params.with_untracked(|params| params.get("secret").unwrap_or_default());
    let kept = StoredValue::new(secret.clone());
    let invitation = read(move || secret.clone(), show_invitation);
    view! {
        <Title text="Join" />
        <div class="sign">
            <Aside />
            <main class="sign__main" id="main">
                <Suspense fallback=|| view! { <Skeleton rows=4 /> }>
                    {move || Suspend::new(async move {
                        match invitation.await {
                            Ok(welcoming) => view! { <JoinForm welcoming secret=kept.get_value() /> }.into_any(),
                            Err(AppError::NotFound) => view! { <LinkIsOver /> }.into_any(),
                            Err(error) => {
                                let retry = Callback::new(move |()| invitation.refetch());
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
fn JoinForm(welcoming: Welcoming, secret: String) -> impl IntoView {
    let join = ServerAction::<Join>::new();
    let answer = Signal::derive(move || join.value().get());
    go_when_done(answer);
    let error = Signal::derive(move || answer.get().and_then(Result::err));
    let is_over = Memo::new(move |_| error.get() == Some(AppError::NotFound));
    let role = welcoming.kind.person(welcoming.role);
    let (email, hint) = match welcoming.email {
        Some(email) => (email, "The invitation is for this address."),
        None => (String::new(), ""),
    };
    view! {
        <Show when=move || is_over.get()>
            <LinkIsOver />
        </Show>
        <div class="sign__form stack stack--wide" hidden=move || is_over.get()>
            <div>
                <h1>"Join " {welcoming.practice}</h1>
                <p class="soft">
                    {format!("You are invited as {role}. Already here? ")} <a href=paths::SIGN_IN>"Sign in"</a>
                </p>
            </div>
            <ActionForm action=join attr:class="stack">
                <input type="hidden" name="secret" value=secret />
                <Field label="Name" name="name" autocomplete="name" error />
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
        </div>
    }
}

/// For every link that lets nobody in, whatever the reason.
#[component]
pub fn LinkIsOver() -> impl IntoView {
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
