//! The document around every page, and its content policy.
//!
//! The program comes with the pages of whoever is signed in. The others work as documents: a visitor who has yet to
//! decide loads a fortieth of it. `public/front.js` sends their forms.

use super::boot::from_request;
use super::routes::App;
use crate::error::AppError;
use crate::ui::ErrorNotice;
use leptos::attr::Attribute;
use leptos::attr::custom::custom_attribute;
use leptos::either::Either;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags};

pub fn shell(options: LeptosOptions) -> impl IntoView {
    #[cfg(feature = "ssr")]
    set_policy();
    let me = from_request().me;
    let is_document = me.is_none();
    let role = me.map_or("client", |me| me.role.as_str());
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content" />
                <meta name="color-scheme" content="light dark" />
                <meta name="theme-color" content="#f6f7f9" {..for_scheme("light")} />
                <meta name="theme-color" content="#0d0e14" {..for_scheme("dark")} />
                <meta name="apple-mobile-web-app-title" content="Attend" />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="apple-touch-icon" href="/icons/apple-touch-icon.png" />
                <link rel="manifest" href="/manifest.webmanifest" />
                <HashedStylesheet options=options.clone() id="leptos" />
                // Before anything is drawn, so that a chosen theme does not flash.
                <script nonce=use_nonce()>
                    "const t = localStorage.getItem('attend.theme'); if (t) document.documentElement.dataset.theme = t;"
                </script>
                <AutoReload options=options.clone() />
                {if is_document {
                    Either::Left(view! { <Front options /> })
                } else {
                    Either::Right(view! { <HydrationScripts options /> })
                }}
                <MetaTags />
            </head>
            <body data-role=role>
                <App />
            </body>
        </html>
    }
}

fn for_scheme(scheme: &str) -> impl Attribute {
    custom_attribute("media", format!("(prefers-color-scheme: {scheme})"))
}

/// What `front.js` needs: where the program is, and what to say where the server is not reached; in the same notice it
/// says why the server refused.
#[component]
fn Front(options: LeptosOptions) -> impl IntoView {
    view! {
        <script type="module" src="/front.js" nonce=use_nonce()></script>
        <template id="program">
            <HydrationScripts options />
        </template>
        <template id="unreached">
            <ErrorNotice error=AppError::Offline />
        </template>
    }
}

#[cfg(feature = "ssr")]
fn set_policy() {
    use axum::http::{HeaderValue, header};
    let nonce = use_nonce().map(|nonce| nonce.to_string());
    let policy = crate::server::security::content_policy(nonce.as_deref());
    if let (Some(options), Ok(policy)) = (use_context::<leptos_axum::ResponseOptions>(), HeaderValue::from_str(&policy))
    {
        options.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
}
