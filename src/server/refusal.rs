//! What somebody reads whose browser has asked for a page and was refused before any page could answer: a form that
//! came from elsewhere, or was too large, or a fault of ours. Programs get the problem itself.

use crate::server::problem::Sentence;
use crate::server::state::AppState;
use crate::ui::{Empty, IconName};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use leptos::config::LeptosOptions;
use leptos::prelude::*;
use leptos_meta::HashedStylesheet;

/// Puts a page around refusals that have none; their status and headers stay.
pub async fn show_kindly(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let is_page = wants_page(request.headers()) && path != "/api" && !path.starts_with("/api/");
    let response = next.run(request).await;
    let status = response.status();
    let is_refusal = status.is_client_error() || status.is_server_error();
    if !is_page || !is_refusal || !is_bare(response.headers()) {
        return response;
    }
    let (mut parts, _) = response.into_parts();
    let why = parts.extensions.get::<Sentence>().map_or_else(|| usual(status), |said| said.0.clone());
    let page = Owner::new().with(|| document(state.leptos, why).to_html());
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.remove(header::TRANSFER_ENCODING);
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    Response::from_parts(parts, Body::from(page))
}

fn wants_page(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok()).is_some_and(|kinds| kinds.contains("text/html"))
}

/// Whether the answer is nothing that a person would read.
fn is_bare(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.is_empty() || kind.starts_with("text/plain") || kind.starts_with("application/problem+json")
}

/// Where nobody said more.
fn usual(status: StatusCode) -> String {
    match status {
        StatusCode::PAYLOAD_TOO_LARGE => "That is more than can be sent at once.".into(),
        StatusCode::REQUEST_TIMEOUT => "That took too long.".into(),
        other => format!("The server refused this ({}).", other.as_u16()),
    }
}

fn document(options: LeptosOptions, why: String) -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <title>"That did not work · Attend"</title>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <HashedStylesheet options id="leptos" />
            </head>
            <body data-role="client">
                <main class="page" id="main">
                    <Empty
                        icon=IconName::Alert
                        title="That did not work"
                        hint="Go back to the page before: your browser may still have what you typed."
                        is_page=true
                    >
                        <p class="notice notice--error" role="alert">
                            {why}
                        </p>
                        <a class="button" href="/">
                            "To the start"
                        </a>
                    </Empty>
                </main>
            </body>
        </html>
    }
}

#[cfg(test)]
mod tests {
    use crate::server::testing::{Cast, Story};
    use reqwest::{Method, RequestBuilder, StatusCode};

    const FORM: &str = "application/x-www-form-urlencoded";

    /// The status, and the page as a browser shows it.
    async fn shown(request: RequestBuilder) -> Result<(StatusCode, String), Box<dyn std::error::Error>> {
        let answer = request.header("accept", "text/html,*/*;q=0.8").send().await?;
        assert_eq!(answer.headers()["content-type"], "text/html; charset=utf-8");
        assert!(answer.headers().contains_key("content-security-policy"));
        Ok((answer.status(), answer.text().await?))
    }

    #[tokio::test]
    async fn a_refused_form_is_answered_with_a_page() -> Story {
        let cast = Cast::assemble().await?;
        let form = |origin: &str, body: String| {
            cast.ask(Method::POST, "/fn/sign-in").header("origin", origin).header("content-type", FORM).body(body)
        };
        let (status, page) = shown(form("https://elsewhere.example", "email=a&password=b".into())).await?;
        assert_eq!(status, StatusCode::FORBIDDEN);
        assert!(page.contains("This request came from another site.") && page.contains("href=\"/\""), "{page}");
        let large = format!("email={}", "a".repeat(1024 * 1024 + 1));
        let (status, page) = shown(form(&cast.url(""), large)).await?;
        assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(page.contains("That is more than can be sent at once."), "{page}");
        Ok(())
    }

    #[tokio::test]
    async fn programs_get_the_problem_itself() -> Story {
        let cast = Cast::assemble().await?;
        let foreign = |path: &str| cast.ask(Method::POST, path).header("origin", "https://elsewhere.example");
        for (path, accept) in [("/fn/sign-in", "application/json"), ("/api/v1/auth/sign-in", "text/html")] {
            let answer = foreign(path).header("accept", accept).send().await?;
            assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{path}");
            assert_eq!(answer.headers()["content-type"], "application/problem+json", "{path}");
        }
        Ok(())
    }
}
