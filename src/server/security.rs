//! What keeps other sites out: the origin rule for writes, and the headers of every answer.

use crate::error::AppError;
use crate::server::config::Settings;
use crate::server::session::bearer;
use crate::server::state::AppState;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// A page may load its own parts and nothing else; `wasm-unsafe-eval` allows compiling WebAssembly, not `eval`.
/// `nonce` is the page's, missing where no script is to run.
pub fn content_policy(nonce: Option<&str>) -> String {
    let scripts =
        nonce.map_or("'none'".into(), |nonce| format!("'self' 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'"));
    format!(
        "default-src 'none'; script-src {scripts}; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; \
         font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'; object-src 'none'"
    )
}

/// Refuses writes that another site's page may have sent. A token is never sent by a browser of itself, so a request
/// with one needs no origin; a cookie is, so a request with one has to come from our own page.
pub async fn refuse_foreign_writes(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    let is_safe = request.method().is_safe() || bearer(headers).is_some();
    let names_origin = headers.contains_key(header::ORIGIN);
    let carries_cookie = headers.contains_key(header::COOKIE);
    if !is_safe && (names_origin || carries_cookie) && !is_own_origin(headers, &state.settings) {
        return AppError::forbidden("This request came from another site.").into_response();
    }
    next.run(request).await
}

/// Whether the request names an origin, and it is ours: the address it was sent to, `ATTEND_URL`,
/// or one in `ATTEND_ORIGINS`.
pub fn is_own_origin(headers: &HeaderMap, settings: &Settings) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let Some(origin) = text(header::ORIGIN).map(str::to_lowercase) else { return false };
    let scheme = if settings.is_tls() { "https" } else { "http" };
    let addressed = text(header::HOST).map(|host| format!("{scheme}://{}", host.to_lowercase()));
    addressed.as_ref() == Some(&origin) || settings.url.as_ref() == Some(&origin) || settings.origins.contains(&origin)
}

/// Headers that every answer carries unless it has said otherwise.
pub async fn add_headers(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let is_bundle = state.leptos.hash_files && request.uri().path().starts_with("/pkg/");
    let mut response = next.run(request).await;
    let is_ok = response.status().is_success();
    let headers = response.headers_mut();
    let policy = HeaderValue::from_str(&content_policy(None)).unwrap_or(HeaderValue::from_static("default-src 'none'"));
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(policy);
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(self), microphone=(self), geolocation=(), payment=(), usb=()"),
    ] {
        headers.entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
    }
    if state.settings.is_tls() {
        let hsts = HeaderValue::from_static("max-age=63072000; includeSubDomains");
        headers.entry(header::STRICT_TRANSPORT_SECURITY).or_insert(hsts);
    }
    // Bundles carry a hash in their names; everything else is somebody's own.
    let caching = if is_bundle && is_ok { "public, max-age=31536000, immutable" } else { "private, no-store" };
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static(caching));
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::testing::settings;

    fn headers(pairs: &[(HeaderName, &str)]) -> HeaderMap {
        pairs.iter().filter_map(|(name, value)| Some((name.clone(), value.parse().ok()?))).collect()
    }

    #[test]
    fn only_our_own_origins_are_ours() {
        let settings = Settings { origins: vec!["https://app.example.org".into()], ..settings() };
        let own = |origin: &str| {
            is_own_origin(&headers(&[(header::HOST, "127.0.0.1:3000"), (header::ORIGIN, origin)]), &settings)
        };
        assert!(own("http://127.0.0.1:3000") && own("https://app.example.org"));
        for foreign in ["https://127.0.0.1:3000", "http://127.0.0.1:3001", "http://evil.example", "null", ""] {
            assert!(!own(foreign), "{foreign}");
        }
        assert!(!is_own_origin(&headers(&[(header::HOST, "127.0.0.1:3000")]), &settings), "a missing origin is none");
    }
}
