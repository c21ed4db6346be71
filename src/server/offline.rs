//! `/offline`: what the service worker shows where the server cannot be reached. It has to stand alone, so its style
//! and its script are in it, and the content policy names them by their digests.

use axum::http::header;
use axum::response::{Html, IntoResponse};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

const PAGE: &str = include_str!("../../public/offline.html");

static POLICY: LazyLock<String> = LazyLock::new(|| {
    format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; connect-src 'self'; base-uri 'none'; \
         form-action 'none'; frame-ancestors 'none'",
        digest_of("style"),
        digest_of("script")
    )
});

pub async fn show_offline() -> impl IntoResponse {
    ([(header::CONTENT_SECURITY_POLICY, POLICY.as_str())], Html(PAGE))
}

/// What the page's one element of that name holds, as a content policy names it.
fn digest_of(element: &str) -> String {
    let inside =
        PAGE.split_once(&format!("<{element}>")).and_then(|(_, rest)| rest.split_once(&format!("</{element}>")));
    let inside = inside.map_or("", |(inside, _)| inside);
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(inside)))
}

#[cfg(test)]
mod tests {
    use crate::server::testing::{Cast, Story};
    use reqwest::Method;

    #[tokio::test]
    async fn the_page_stands_alone_and_its_policy_lets_it() -> Story {
        let cast = Cast::assemble().await?;
        let answer = cast.ask(Method::GET, "/offline").send().await?;
        let policy = answer.headers()["content-security-policy"].to_str()?.to_owned();
        assert!(policy.contains("style-src 'sha256-") && policy.contains("script-src 'sha256-"), "{policy}");
        let page = answer.text().await?;
        assert!(page.contains("You are offline"));
        assert!(!page.contains("src=") && !page.contains("href=") && !page.contains("style="), "all is within");
        Ok(())
    }
}
