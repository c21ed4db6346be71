//! The document around every page, and its content policy.

use super::boot::from_request;
use super::routes::App;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags};

pub fn shell(options: LeptosOptions) -> impl IntoView {
    #[cfg(feature = "ssr")]
    set_policy();
    let role = from_request().me.map_or("client", |me| me.role.as_str());
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content" />
                <meta name="color-scheme" content="light dark" />
                <meta name="theme-color" content="#f6f7f9" attr:media="(prefers-color-scheme: light)" />
                <meta name="theme-color" content="#0d0e14" attr:media="(prefers-color-scheme: dark)" />
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
                <HydrationScripts options />
                <MetaTags />
            </head>
            <body data-role=role>
                <App />
            </body>
        </html>
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
