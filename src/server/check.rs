//! `attend check`: looks at what a server stands on, and says what to do where it does not hold.

use crate::accounts::store::first_break;
use crate::server::config::Settings;
use crate::server::db::Schema;
use crate::server::mail::Mailer;
use crate::server::storage::Storage;
use crate::server::{db, health, start, telemetry};
use crate::time::Moment;
use sqlx::PgPool;
use tokio::net::TcpListener;

/// Seconds that our clock and the database's may differ.
const CLOCK_SECONDS: i64 = 5;

/// What was looked at: fine, or what to do about it.
struct Finding {
    what: &'static str,
    found: Result<String, String>,
}

/// An error where anything does not hold.
pub async fn check(settings: Settings) -> Result<(), String> {
    telemetry::log(&settings)?;
    let mut findings = vec![
        Finding { what: "settings", found: settings.leptos_options().map(|_| "Leptos.toml can be read".into()) },
        Finding { what: "port", found: port(&settings).await },
        Finding { what: "storage", found: storage(&settings).await },
        Finding { what: "e-mail", found: mail(&settings).await },
    ];
    findings.extend(database(&settings).await);
    let mut wrong = 0;
    for finding in &findings {
        wrong += usize::from(finding.found.is_err());
        print(finding);
    }
    if wrong == 0 { Ok(()) } else { Err(format!("{wrong} of {} do not hold.", findings.len())) }
}

#[allow(clippy::print_stdout)] // the answer of a command
fn print(finding: &Finding) {
    match &finding.found {
        Ok(detail) => println!("ok      {:<11} {detail}", finding.what),
        Err(what_to_do) => println!("wrong   {:<11} {what_to_do}", finding.what),
    }
}

async fn port(settings: &Settings) -> Result<String, String> {
    let address = settings.leptos_options()?.site_addr;
    match TcpListener::bind(address).await {
        Ok(_) => Ok(format!("{address} is free")),
        Err(cause) => {
            Err(format!("{address} cannot be listened on ({cause}). Stop what listens there, or set LEPTOS_SITE_ADDR."))
        }
    }
}

async fn storage(settings: &Settings) -> Result<String, String> {
    let folder = settings.data.display();
    if !health::can_write(&settings.data).await {
        return Err(format!("{folder} cannot be written. Give the folder to this account, or set ATTEND_DATA."));
    }
    let storage = Storage::open(settings)?;
    match storage.try_out().await {
        Ok(()) => Ok(format!("{folder} can be written, and files in {}", storage.place)),
        Err(cause) => Err(format!("No file can be written in {}: {cause}", storage.place)),
    }
}

async fn mail(settings: &Settings) -> Result<String, String> {
    let mailer = Mailer::open(settings)?;
    let Some((place, _)) = mailer.server() else { return Ok("not set up (ATTEND_SMTP_HOST): none is sent".into()) };
    match mailer.try_out().await {
        Ok(()) if settings.url.is_none() => {
            Err(format!("{place} answers, but links in letters lead to this machine. Set ATTEND_URL."))
        }
        Ok(()) => Ok(format!("{place} answers")),
        Err(cause) => Err(format!("{place}: {cause} Look at ATTEND_SMTP_HOST and what belongs to it.")),
    }
}

async fn database(settings: &Settings) -> Vec<Finding> {
    let (options, cluster) = match start::reach(settings).await {
        Ok(reached) => reached,
        Err(cause) => return vec![Finding { what: "database", found: Err(cause) }],
    };
    let pool = db::pool(options, 2);
    let findings = vec![
        Finding { what: "database", found: answers(&pool).await },
        Finding { what: "migrations", found: migrations(&pool).await },
        Finding { what: "clock", found: clock(&pool).await },
        Finding { what: "audit", found: audit(&pool).await },
    ];
    pool.close().await;
    // A server that listens is using the cluster; otherwise it was started for this look.
    if let Some(cluster) = cluster.filter(|cluster| !cluster.was_running) {
        start::blocking(move || cluster.stop()).await.ok();
    }
    findings
}

async fn answers(pool: &PgPool) -> Result<String, String> {
    let version: Result<String, _> = sqlx::query_scalar("show server_version").fetch_one(pool).await;
    version
        .map(|version| format!("Postgres {version} answers"))
        .map_err(|cause| format!("It does not answer: {cause}. Is the server of DATABASE_URL running?"))
}

async fn migrations(pool: &PgPool) -> Result<String, String> {
    match db::schema(pool).await {
        Ok(Schema::Current) => Ok("up to date".into()),
        Ok(Schema::Behind(missing)) => Err(format!("{missing} are missing. Run: attend migrate")),
        Ok(Schema::Newer) => Err("The database is newer than this Attend. Start the newer Attend.".into()),
        Err(_) => Err("The database is empty. Run: attend migrate".into()),
    }
}

async fn audit(pool: &PgPool) -> Result<String, String> {
    let looked = async { first_break(&mut *pool.acquire().await?, None).await };
    match looked.await {
        Ok(None) => Ok("every chain is as it was written".into()),
        Ok(Some(broken)) => Err(format!(
            "Row {} of practice {} was changed, put in or taken out by hand. Compare it with a backup.",
            broken.number, broken.practice
        )),
        Err(_) => Err("The audit cannot be read. Run: attend migrate".into()),
    }
}

async fn clock(pool: &PgPool) -> Result<String, String> {
    let theirs: Moment = sqlx::query_scalar("select now()")
        .fetch_one(pool)
        .await
        .map_err(|cause| format!("The database's clock cannot be read: {cause}"))?;
    let apart = Moment::now().seconds_since(theirs).abs();
    if apart <= CLOCK_SECONDS {
        Ok("this machine and the database agree".into())
    } else {
        Err(format!("This machine and the database are {apart} s apart. Let both follow a time server (NTP)."))
    }
}
