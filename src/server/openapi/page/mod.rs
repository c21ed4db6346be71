//! `/api/v1/docs`: the description as a page, each endpoint with a form that sends a request. It is drawn here alone;
//! `public/docs.js` sends the forms.

mod example;
mod nouns;
mod operation;
mod trial;
mod words;

use super::DOCUMENT;
use crate::app::paths;
use crate::error::{AppError, Result};
use crate::server::security::content_policy;
use crate::server::session::Visitor;
use crate::server::state::AppState;
use axum::extract::State;
use axum::http::header;
use axum::response::{Html, IntoResponse};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use leptos::config::LeptosOptions;
use leptos::prelude::*;
use leptos_meta::HashedStylesheet;
use nouns::Nouns;
use operation::OperationCard;
use serde_json::Value;
use std::sync::LazyLock;
use words::{paragraphs, words};

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// The document as the page reads it: like any other reader, and whatever is in it.
static DESCRIPTION: LazyLock<Value> = LazyLock::new(|| serde_json::to_value(&*DOCUMENT).unwrap_or_default());

pub async fn show_docs(State(state): State<AppState>, visitor: Option<Visitor>) -> Result<impl IntoResponse> {
    let nonce = BASE64_STANDARD.encode(rand::random::<[u8; 16]>());
    let policy = content_policy(Some(&nonce));
    let drawing = move || Owner::new().with(|| document(state.leptos, nonce, visitor.as_ref()).to_html());
    let page = tokio::task::spawn_blocking(drawing).await.map_err(AppError::broken)?;
    Ok(([(header::CONTENT_SECURITY_POLICY, policy)], Html(page)))
}

fn document(options: LeptosOptions, nonce: String, visitor: Option<&Visitor>) -> impl IntoView + use<> {
    let role = visitor.map_or("client", |visitor| visitor.me.role.as_str());
    let name = visitor.map(|visitor| visitor.me.name.clone());
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <title>"HTTP API · Attend"</title>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <HashedStylesheet options id="leptos" />
                <script nonce=nonce.clone() src="/docs.js"></script>
            </head>
            <body data-role=role>
                <a class="skip-link" href="#main">
                    "To the page"
                </a>
                <main class="page" id="main" tabindex="-1">
                    <header class="page__head">
                        <h1>"HTTP API"</h1>
                        <p>"Attend " {words(&DESCRIPTION["info"], "version")}</p>
                        <div class="row">
                            <a class="button" href=super::JSON_PATH>
                                "openapi.json"
                            </a>
                            <a class="button" href="/">
                                "Attend"
                            </a>
                        </div>
                    </header>
                    <div class="docs">
                        <Contents />
                        <div class="stack stack--wide">
                            <section class="card stack" aria-label="About">
                                {paragraphs(&words(&DESCRIPTION["info"], "description"))}
                            </section>
                            <AskAs name />
                            {tags().map(|tag| view! { <Section tag /> }).collect_view()}
                            <Nouns />
                        </div>
                    </div>
                </main>
            </body>
        </html>
    }
}

/// Folded, so that a phone begins with the page itself; beside it, the script unfolds them.
#[component]
fn Contents() -> impl IntoView {
    let links = |tag: &Value| {
        let link = |(_, _, operation): (String, String, &'static Value)| {
            let place = format!("#{}", words(operation, "operationId"));
            view! {
                <li>
                    <a href=place>{words(operation, "summary")}</a>
                </li>
            }
        };
        operations(&words(tag, "name")).map(link).collect_view()
    };
    view! {
        <nav class="docs__contents" aria-label="Contents">
            <details id="contents">
                <summary class="button">"Contents"</summary>
                {tags()
                    .map(|tag| {
                        view! {
                            <h2>{words(tag, "name")}</h2>
                            <ul>{links(tag)}</ul>
                        }
                    })
                    .collect_view()}
            </details>
        </nav>
    }
}

/// Whose requests the forms send.
#[component]
fn AskAs(name: Option<String>) -> impl IntoView {
    let who = match name {
        Some(name) => {
            view! { <p>"You are signed in as " <b>{name}</b> "; what you try is really done."</p> }.into_any()
        }
        None => view! {
            <p>
                "You are not signed in. " <a href=paths::sign_in_then(paths::API_DOCS)>"Sign in"</a>
                ", or use a token."
            </p>
        }
        .into_any(),
    };
    view! {
        <section class="card stack" aria-labelledby="ask-as">
            <h2 id="ask-as">"Try it"</h2>
            {who}
            <div class="field">
                <label class="field__label" for="token">
                    "Token"
                </label>
                <input id="token" type="password" autocomplete="off" spellcheck="false" aria-describedby="token-note" />
                <p id="token-note" class="field__hint">
                    "Asks with this token instead of the session. It is kept in this page only. "
                    <a href=paths::TOKENS>"Make one"</a>
                </p>
            </div>
        </section>
    }
}

#[component]
fn Section(tag: &'static Value) -> impl IntoView {
    let name = words(tag, "name");
    let cards = operations(&name).map(|(method, path, operation)| view! { <OperationCard method path operation /> });
    view! {
        <section class="stack" aria-label=name.clone()>
            <div>
                <h2>{name.clone()}</h2>
                <p class="soft">{words(tag, "description")}</p>
            </div>
            {cards.collect_view()}
        </section>
    }
}

fn tags() -> impl Iterator<Item = &'static Value> {
    DESCRIPTION["tags"].as_array().into_iter().flatten()
}

/// Method, path and description of all that belongs to a tag, in the order in which they are described.
fn operations(tag: &str) -> impl Iterator<Item = (String, String, &'static Value)> + use<> {
    let tag = Value::from(tag);
    let all = DOCUMENT.paths.paths.keys().flat_map(|path| METHODS.map(|method| (method, path)));
    all.filter_map(move |(method, path)| {
        let operation = &DESCRIPTION["paths"][path][method];
        (operation["tags"][0] == tag).then(|| (method.to_uppercase(), path.clone(), operation))
    })
}
