//! `attend serve`: everything started in order, and stopped in the opposite one.

use crate::chat::{Mailroom, librarian, ringing};
use crate::files;
use crate::live::bus::Bus;
use crate::live::hub::Hub;
use crate::server::config::Settings;
use crate::server::limits::Limits;
use crate::server::mail::Mailer;
use crate::server::postgres::keep_running;
use crate::server::push::Pusher;
use crate::server::start::Database;
use crate::server::state::{AppState, Epoch, Reserve};
use crate::server::storage::Storage;
use crate::server::{connections, db, demo, janitor, jobs, lock, router, telemetry};
use crate::{appointments, emergencies};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tower::Layer;
use tower_http::normalize_path::NormalizePathLayer;

/// How long requests under way may take once the server is to stop.
const LAST_REQUESTS: Duration = Duration::from_secs(5);

pub async fn serve(settings: Settings) -> Result<(), String> {
    telemetry::log(&settings)?;
    let leptos = settings.options_with_site()?;
    settings.mail.check()?;
    let address = leptos.site_addr;
    let listener = TcpListener::bind(address).await.map_err(|cause| {
        format!("{address} (LEPTOS_SITE_ADDR) cannot be listened on: {cause}. Is another server running there?")
    })?;
    let _alone = lock::serve_alone(&settings.data)?;
    let recorder = telemetry::metrics()?;
    let mut database = Database::open(&settings).await?;
    if let Some(cluster) = &mut database.cluster {
        cluster.share();
        // The private cluster has this one server, so nobody else is at work on what was taken.
        jobs::free_taken(&database.pool).await.map_err(|error| format!("The database cannot be written: {error}"))?;
    }
    let watch = database.cluster.clone().map(|cluster| tokio::spawn(keep_running(cluster)));
    let state = state(settings, leptos, &database).await?;
    if state.settings.demo {
        demo::seed(&state.pool, &state.bus).await.map_err(|error| format!("The demo data cannot be added: {error}"))?;
    }
    files::clear_incoming(&state.settings);
    let janitor = tokio::spawn(janitor::tidy(state.clone()));
    let librarian = tokio::spawn(librarian::keep_entered(state.pool.clone()));
    let clockwork = tokio::spawn(appointments::clockwork::run(state.clone()));
    let escalation = tokio::spawn(emergencies::clockwork::run(state.clone()));
    let bells = tokio::spawn(ringing::run(state.clone()));
    let jobs = tokio::spawn(jobs::work(state.clone(), jobs::registry::lanes()));
    greet(&state, address);
    run(listener, state, recorder).await;
    janitor.abort();
    librarian.abort();
    clockwork.abort();
    escalation.abort();
    bells.abort();
    jobs.abort();
    if let Some(watch) = watch {
        watch.abort();
    }
    database.stop().await
}

/// The state of a server on that database.
pub async fn state(
    settings: Settings,
    leptos: leptos::config::LeptosOptions,
    database: &Database,
) -> Result<AppState, String> {
    let hub = Arc::new(Hub::default());
    let bus = Bus::new(Arc::clone(&hub));
    let epoch = sqlx::query_scalar("select epoch from installation")
        .fetch_one(&database.pool)
        .await
        .map_err(|cause| format!("The database cannot be read: {cause}"))?;
    let storage = Storage::open(&settings)?;
    let mailer = Mailer::open(&settings)?;
    let bells = Arc::default();
    let writer = db::writer(database.options.clone());
    let reserve = Reserve(db::reserve(database.options.clone()));
    Ok(AppState {
        leptos,
        limits: Arc::new(Limits::new(settings.limits)),
        push: Pusher::open(&settings, &database.pool).await?,
        settings: Arc::new(settings),
        pool: database.pool.clone(),
        storage,
        mailroom: Mailroom::start(&writer, &bus, &bells),
        urgent: emergencies::post_urgently,
        reserve,
        bells,
        hub,
        bus,
        epoch: Epoch(epoch),
        mailer,
    })
}

async fn run(listener: TcpListener, state: AppState, recorder: metrics_exporter_prometheus::PrometheusHandle) {
    let hub = Arc::clone(&state.hub);
    let app = NormalizePathLayer::trim_trailing_slash().layer(router::router(state, recorder));
    let (stopped, stop) = tokio::sync::oneshot::channel();
    let signalled = async move {
        wait_for_signal().await;
        tracing::info!("stopping");
        hub.hang_up_all();
        stopped.send(()).ok();
    };
    tokio::select! {
        () = connections::answer(listener, app, connections::HEAD_TIME, signalled) => {}
        () = async { stop.await.ok(); tokio::time::sleep(LAST_REQUESTS).await; } => {}
    }
}

async fn wait_for_signal() {
    let (Ok(mut interrupt), Ok(mut terminate)) = (signal(SignalKind::interrupt()), signal(SignalKind::terminate()))
    else {
        return std::future::pending().await;
    };
    tokio::select! { _ = interrupt.recv() => {}, _ = terminate.recv() => {} }
}

/// Where to go, and in demo mode as whom. Written for the person at the terminal, whatever the log's level.
#[allow(clippy::print_stdout)]
fn greet(state: &AppState, address: SocketAddr) {
    let url = state.settings.url.clone().unwrap_or_else(|| format!("http://{address}"));
    println!("\n  Attend is ready: {url}\n");
    if state.settings.demo {
        println!("  Look around as one of these (password {}):", demo::PASSWORD);
        for line in demo::cast_lines() {
            println!("    {line}");
        }
        println!();
    }
    tracing::info!(%address, "listening");
}
