//! `/`: what this is, in one sentence. Whoever is signed in goes home.

use super::{paths, use_boot};
use crate::ui::{Icon, IconName};
use leptos::either::Either;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::Redirect;

#[component]
pub fn WelcomePage() -> impl IntoView {
    if let Some(me) = use_boot().with_value(|boot| boot.me.clone()) {
        return Either::Left(view! { <Redirect path=paths::home(&me) /> });
    }
    Either::Right(view! {
        <Title text="" />
        <main class="welcome" id="main">
            <span class="welcome__mark">
                <Icon name=IconName::Mark />
            </span>
            <h1 class="welcome__title">"Be there for the people you care for."</h1>
            <p class="welcome__text">
                "Attend keeps a practice's appointments, conversations and visits in one calm place, on its own server."
            </p>
            <div class="welcome__actions">
                <a class="button button--accent" href=paths::SIGN_IN>
                    "Sign in"
                </a>
                <a class="button" href=paths::SIGN_UP>
                    "Create an account"
                </a>
            </div>
        </main>
    })
}
