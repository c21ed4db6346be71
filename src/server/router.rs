//! The route table of the server. Pages are listed in `app/routes.rs`, server functions beside what they serve.

use crate::app::{App, boot, paths, shell};
use crate::error::AppError;
use crate::server::request_id::{self, REQUEST_ID};
use crate::server::state::AppState;
use crate::server::telemetry::names;
use crate::server::{compression, health, leftover, mending, offline, openapi, problem, refusal, security, session};
use crate::{
    accounts, admin, announcements, appointments, chat, clients, courses, emergencies, files, live, notifications, pets,
};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get, post};
use axum::{Extension, Router};
use leptos::prelude::provide_context;
use leptos_axum::{
    AxumRouteListing, LeptosRoutes, generate_route_list_with_exclusions, handle_server_fns_with_context,
};
use metrics_exporter_prometheus::PrometheusHandle;
use sqlx::PgPool;
use std::path::Path;
use std::sync::LazyLock;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::services::ServeFile;
use tower_http::timeout::TimeoutLayer;
use tower_http::trace::TraceLayer;

const REQUEST_BYTES: usize = 1024 * 1024;
/// What lies at the root of the site.
const ASSETS: [&str; 14] = [
    "docs.js",
    "favicon.ico",
    "favicon.svg",
    "front.js",
    "icon.svg",
    "icons/192.png",
    "icons/512.png",
    "icons/apple-touch-icon.png",
    "icons/badge.png",
    "icons/maskable-192.png",
    "icons/maskable-512.png",
    "manifest.webmanifest",
    "robots.txt",
    "service-worker.js",
];

pub fn router(state: AppState, recorder: PrometheusHandle) -> Router {
    let brief = Router::new()
        .merge(pages(&state))
        // Those that there are have routes of their own, beside the pages.
        .route("/fn/{*name}", any(nothing_here))
        .route("/sign-out", post(accounts::rest::sign_out))
        .route("/sign-out/everywhere", post(accounts::rest::sign_out_everywhere))
        .nest("/api/v1", api())
        .merge(appointments::appointment_chat::rest::routes())
        .route("/api", any(nothing_here))
        .route("/api/{*path}", any(nothing_here))
        .route("/live", get(live::socket::open));
    Router::new()
        .merge(of_people(brief, &state, &state.pool))
        .merge(of_people(urgent(), &state, &state.reserve.0))
        .route("/health", get(health::health))
        .route("/ready", get(health::ready))
        .route("/metrics", get(health::metrics))
        // Mail programs press this button from anywhere: the link is all they have to show.
        .route("/unsubscribe/{token}", post(notifications::unsubscribe::one_click))
        .route("/calendar/{file}", get(appointments::calendar::show_feed))
        .layer(RequestBodyLimitLayer::new(REQUEST_BYTES))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, state.settings.request_time))
        // What may be large and take its time sets limits of its own.
        .merge(of_people(files::rest::uploads(), &state, &state.pool))
        .layer(Extension(recorder))
        .layer(CatchPanicLayer::custom(|_| AppError::broken("a handler panicked").into_response()))
        .layer(from_fn(mending::mend))
        .layer(from_fn(leftover::read_out))
        .layer(from_fn(problem::dress))
        .layer(from_fn_with_state(state.clone(), refusal::show_kindly))
        .layer(from_fn_with_state(state.clone(), security::add_headers))
        .layer(compression::layer())
        .layer(from_fn(count))
        .layer(PropagateRequestIdLayer::new(REQUEST_ID))
        .layer(TraceLayer::new_for_http().make_span_with(span))
        .layer(SetRequestIdLayer::new(REQUEST_ID, MakeRequestUuid))
        .layer(from_fn(request_id::forget_odd))
        .with_state(state)
}

/// Routes that know who asks, by connections of that pool.
fn of_people(routes: Router<AppState>, state: &AppState, pool: &PgPool) -> Router<AppState> {
    routes
        .layer(from_fn_with_state(pool.clone(), session::recognise))
        .layer(session::layer(pool, state.settings.is_tls()))
        .layer(from_fn_with_state(state.clone(), security::refuse_foreign_writes))
}

/// What waits for no connection that something else has, from the first byte on.
fn urgent() -> Router<AppState> {
    let functions = Router::new().nest("/api/v1", emergencies::rest::urgent_routes());
    emergencies::URGENT.into_iter().fold(functions, |router, path| router.route(path, post(server_function)))
}

fn api() -> Router<AppState> {
    Router::new()
        .merge(accounts::rest::routes())
        .merge(admin::rest::routes())
        .merge(announcements::rest::routes())
        .merge(admin::mail_routes())
        .merge(appointments::rest::routes())
        .merge(chat::rest::routes())
        .merge(courses::rest::routes())
        .merge(emergencies::rest::routes())
        .merge(files::rest::routes())
        .merge(notifications::devices::rest::routes())
        .merge(pets::rest::routes())
        .merge(clients::rest::routes())
        .merge(notifications::rest::routes())
        .merge(appointments::calendar::rest::routes())
        .merge(openapi::routes())
        .fallback(any(nothing_here))
}

/// Said of the API's and functions' paths here, since a page would otherwise answer.
async fn nothing_here() -> AppError {
    AppError::NotFound
}

/// Urgent functions have routes of their own.
///
/// Listed once: what a page of any server in this process asks for while routes are being listed never comes
/// (<https://github.com/leptos-rs/leptos/issues/4773>).
static ROUTES: LazyLock<Vec<AxumRouteListing>> =
    LazyLock::new(|| generate_route_list_with_exclusions(App, Some(emergencies::URGENT.map(str::to_owned).to_vec())));

/// The pages of `app/routes.rs`; every other address is a file of the site or a page that says it is not there.
fn pages(state: &AppState) -> Router<AppState> {
    let context = {
        let state = state.clone();
        move || provide_context(state.clone())
    };
    let options = state.leptos.clone();
    let files = leptos_axum::file_and_error_handler_with_context::<AppState, _>(context.clone(), shell);
    Router::new()
        .merge(assets(state))
        // The program and its style, which the pages of a role that are not there would otherwise answer for.
        .route("/pkg/{*file}", get(files.clone()))
        .leptos_routes_with_context(state, ROUTES.clone(), context, move || shell(options.clone()))
        .fallback(files)
        .layer(from_fn_with_state(state.clone(), boot::prepare))
}

/// Files at the root of the site, which the role pages would otherwise take for roles.
fn assets(state: &AppState) -> Router<AppState> {
    ASSETS.into_iter().fold(Router::new().route("/offline", get(offline::show_offline)), |router, name| {
        let file = Path::new(&*state.leptos.site_root).join(name);
        router.route_service(&format!("/{name}"), ServeFile::new(file).precompressed_br().precompressed_gzip())
    })
}

async fn server_function(State(state): State<AppState>, request: Request) -> Response {
    handle_server_fns_with_context(move || provide_context(state.clone()), request).await.into_response()
}

fn span(request: &Request) -> tracing::Span {
    let id = request.headers().get(&REQUEST_ID).and_then(|id| id.to_str().ok()).unwrap_or_default();
    let path = paths::without_secret(request.uri().path());
    tracing::info_span!("request", method = %request.method(), path = %path, id)
}

async fn count(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    metrics::counter!(names::REQUESTS, "status" => response.status().as_u16().to_string()).increment(1);
    response
}
