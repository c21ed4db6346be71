//! The tokens one has, and ending one of them.

use crate::accounts::{RevokeToken, Token};
use crate::app::use_me;
use crate::error::Result;
use crate::time::{Civil, Moment, month_short};
use crate::ui::{Chip, Empty, ErrorNotice, IconName, When, use_clock};
use leptos::form::ActionForm;
use leptos::prelude::*;

#[component]
pub fn TokenList(tokens: Vec<Token>, revoke: ServerAction<RevokeToken>) -> impl IntoView {
    if tokens.is_empty() {
        let hint = "Make one for a program that is to read or write for you.";
        return view! { <Empty icon=IconName::Lock title="No tokens yet" hint=hint /> }.into_any();
    }
    let error = move || revoke.value().get().and_then(Result::err);
    view! {
        {move || error().map(|error| view! { <ErrorNotice error /> })}
        <ul class="tokens">
            {tokens.into_iter().map(|token| view! { <TokenRow token revoke /> }).collect_view()}
        </ul>
    }
    .into_any()
}

#[component]
fn TokenRow(token: Token, revoke: ServerAction<RevokeToken>) -> impl IntoView {
    let now = use_clock();
    let expires = token.expires_at;
    let is_expired = move || expires.is_some_and(|at| at <= now.get());
    view! {
        <li class="token">
            <div class="token__what">
                <p class="row row--wrap">
                    <b>{token.name}</b>
                    <Chip text=token.scope.name() />
                    {move || is_expired().then(|| view! { <Chip text="Expired" look="away" /> })}
                </p>
                <dl class="token__dates soft">
                    <Day name="Made" at=Some(token.created_at) otherwise="" />
                    <Day name="Last used" at=token.last_used_at otherwise="never" />
                    <Day name="Expires" at=token.expires_at otherwise="never" />
                </dl>
            </div>
            // A confirmation that needs no JavaScript.
            <details class="token__end">
                <summary class="button button--small">"Revoke"</summary>
                <ActionForm action=revoke attr:class="spread row--wrap">
                    <input type="hidden" name="token" value=token.id.to_string() />
                    <p>"Programs that use it are shut out at once."</p>
                    <button type="submit" class="button button--alarm" disabled=revoke.pending()>
                        "Revoke token"
                    </button>
                </ActionForm>
            </details>
        </li>
    }
}

#[component]
fn Day(name: &'static str, at: Option<Moment>, otherwise: &'static str) -> impl IntoView {
    let zone = use_me().time_zone;
    let value = match at {
        Some(at) => view! { <When at zone form=date /> }.into_any(),
        None => otherwise.into_any(),
    };
    view! {
        <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
        </div>
    }
}

/// `20 Nov 2026`
fn date(at: Civil, _: Civil) -> String {
    format!("{} {} {}", at.date.day(), month_short(at.date), at.date.year())
}
