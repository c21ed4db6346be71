//! `/api/v1/openapi.json`: the description of the HTTP API, and `/api/v1/docs`, a page to read and try it. Each file
//! describes one part; the nouns are those of the program, so that the two cannot drift apart.

mod admin;
mod announcements;
mod appointment_chat;
mod appointments;
mod availability;
mod calendars;
mod clients;
mod courses;
mod devices;
mod emergencies;
mod endpoint;
mod files;
mod mail;
mod messages;
mod notifications;
mod nouns;
mod page;
mod people;
mod pets;
mod problems;
mod rooms;
mod signing_in;
#[cfg(test)]
mod tests;
mod waiting;
mod watching;

use crate::server::problem::Problem;
use crate::server::state::AppState;
use axum::Router;
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::get;
use endpoint::{Endpoint, Section};
use std::sync::LazyLock;
use utoipa::openapi::path::{Operation, PathsBuilder};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::tag::TagBuilder;
use utoipa::openapi::{
    ComponentsBuilder, InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder, PathItem, ServerBuilder,
};
use utoipa::{PartialSchema, ToSchema};

const ABOUT: &str = "Conversations, messages, files, appointments, waiting lists, pets, courses, notifications, announcements and \
    emergencies of a practice, as far as the person who asks may see them.\n\n\
    Errors are `application/problem+json`; `code` is for programs, `detail` for people. Lists have `items` and `next`: \
    pass `next` as `before`, or as `after` where that was given, to get the next page. Ids are UUIDs, times are \
    RFC 3339 in UTC. Paths answer with and without a slash at their end. A write with a cookie has to come from the \
    server's own pages; one with a token may come from anywhere.";

const JSON_PATH: &str = "/api/v1/openapi.json";

static DOCUMENT: LazyLock<OpenApi> = LazyLock::new(document);
static JSON: LazyLock<String> = LazyLock::new(|| DOCUMENT.to_json().unwrap_or_default());

pub fn routes() -> Router<AppState> {
    Router::new().route("/openapi.json", get(show_description)).route("/docs", get(page::show_docs))
}

async fn show_description() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], JSON.as_str())
}

fn sections() -> [Section; 20] {
    [
        signing_in::section(),
        rooms::section(),
        messages::section(),
        files::section(),
        people::section(),
        waiting::section(),
        pets::section(),
        admin::section(),
        mail::section(),
        courses::section(),
        emergencies::section(),
        clients::section(),
        devices::section(),
        appointment_chat::section(),
        calendars::section(),
        appointments::section(),
        availability::section(),
        notifications::section(),
        announcements::section(),
        watching::section(),
    ]
}

fn document() -> OpenApi {
    let mut paths = PathsBuilder::new();
    let mut components = ComponentsBuilder::new()
        .schema(Problem::name(), Problem::schema())
        .security_scheme("token", token_scheme())
        .security_scheme("session", session_scheme());
    for (name, response) in problems::responses() {
        components = components.response(name, response);
    }
    let mut tags = Vec::new();
    for section in sections() {
        tags.push(TagBuilder::new().name(section.name).description(Some(section.about)).build());
        for endpoint in section.endpoints {
            let method = endpoint.method.clone();
            components = components.schemas_from_iter(endpoint.schemas.clone());
            paths = paths.path(endpoint.path, PathItem::new(method, operation(section.name, endpoint)));
        }
    }
    let info = InfoBuilder::new()
        .title("Attend")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(ABOUT))
        .license(Some(LicenseBuilder::new().name("MIT").identifier(Some("MIT")).build()));
    OpenApiBuilder::new()
        .info(info.build())
        .servers(Some([ServerBuilder::new().url("/").build()]))
        .paths(paths.build())
        .components(Some(components.build()))
        .tags(Some(tags))
        .build()
}

fn operation(section: &str, endpoint: Endpoint) -> Operation {
    let refusals = problems::refusals(&endpoint);
    let mut operation = endpoint.operation;
    operation.tags = Some(vec![section.into()]);
    for (status, response) in refusals.into_iter().filter_map(|status| Some((status, problems::reference(status)?))) {
        operation.responses.responses.entry(status.to_string()).or_insert(response);
    }
    operation
}

fn token_scheme() -> SecurityScheme {
    let about = "A token made in the settings, `attend_pat_…`, with the scope `read` or `write`; or the one that \
                 signing in gave, which may do both.";
    SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some(about)).build())
}

fn session_scheme() -> SecurityScheme {
    let about = "The session of a browser. The cookie is called `__Host-attend` where the server is reached by https.";
    SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::with_description("attend", about)))
}
