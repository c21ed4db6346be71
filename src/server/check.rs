//! `attend check`: looks at what a server stands on, and says what to do where it does not hold.

use crate::accounts::store::first_break;
use crate::server::config::Settings;
use crate::server::db::Schema;
use crate::server::knocking::knock;
use crate::server::mail::Mailer;
use crate::server::storage::Storage;
use crate::server::{db, health, start, telemetry};
use crate::time::Moment;
use sqlx::PgPool;
use std::time::Duration;
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
        Finding { what: "settings", found: site(&settings) },
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

fn site(settings: &Settings) -> Result<String, String> {
    settings
        .options_with_site()
        .map(|options| format!("Leptos.toml can be read, and the site is in {}", options.site_root))
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
    let found = knock(&options, cluster.is_some(), Duration::ZERO).await;
    let answers = found.is_ok();
    let found = found.map(|version| format!("Postgres {version} answers"));
    let mut findings = vec![Finding { what: "database", found }];
    // Nothing can be said of what is in a database that is not reached.
    if answers {
        let pool = db::pool(options, 2);
        findings.extend(inside(&pool).await);
        pool.close().await;
    }
    // A server that listens is using the cluster; otherwise it was started for this look.
    if let Some(cluster) = cluster.filter(|cluster| !cluster.was_running) {
        start::blocking(move || cluster.stop()).await.ok();
    }
    findings
}

async fn inside(pool: &PgPool) -> Vec<Finding> {
    let migrations = migrations(pool).await;
    let is_current = migrations.is_ok();
    let mut findings =
        vec![Finding { what: "migrations", found: migrations }, Finding { what: "clock", found: clock(pool).await }];
    // Before its migrations the audit is not there, or not as it is read.
    if is_current {
        findings.push(Finding { what: "audit", found: audit(pool).await });
    }
    findings
}

/// As the server looks at them when it starts.
async fn migrations(pool: &PgPool) -> Result<String, String> {
    let unread = |cause: sqlx::Error| format!("The migrations cannot be read: {cause}");
    match db::schema(pool).await {
        Ok(Schema::Newer) => Err("The database is newer than this Attend. Start the newer Attend.".into()),
        Ok(schema) => match (db::changed_migration(pool).await.map_err(unread)?, schema) {
            (Some(version), _) => Err(db::changed(version)),
            (None, Schema::Behind(missing)) => Err(format!("{missing} are missing. Run: attend migrate")),
            (None, _) => Ok("up to date".into()),
        },
        Err(cause) if is_unknown_table(&cause) => Err("The database is empty. Run: attend migrate".into()),
        Err(cause) => Err(unread(cause)),
    }
}

fn is_unknown_table(cause: &sqlx::Error) -> bool {
    cause.as_database_error().is_some_and(|error| error.code().as_deref() == Some("42P01"))
}

async fn audit(pool: &PgPool) -> Result<String, String> {
    let looked = async { first_break(&mut *pool.acquire().await?, None).await };
    match looked.await {
        Ok(None) => Ok("every chain is as it was written".into()),
        Ok(Some(broken)) => Err(format!(
            "Row {} of practice {} was changed, put in or taken out by hand. Compare it with a backup.",
            broken.number, broken.practice
        )),
        Err(error) => Err(format!("The audit cannot be read: {error}")),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::testing::{Story, database};

    #[tokio::test]
    async fn a_changed_migration_is_seen_as_the_server_sees_it() -> Story {
        let database = database().await?;
        assert_eq!(migrations(&database.pool).await, Ok("up to date".into()));
        sqlx::query("update _sqlx_migrations set checksum = '' where version = 1").execute(&database.pool).await?;
        let refusal = migrations(&database.pool).await.err();
        assert!(refusal.is_some());
        assert_eq!(refusal, db::migrate(&database.pool).await.err());
        Ok(())
    }

    #[tokio::test]
    async fn the_audit_of_an_empty_database_is_not_looked_at() -> Story {
        let database = database().await?;
        sqlx::query("drop table _sqlx_migrations").execute(&database.pool).await?;
        let findings = inside(&database.pool).await;
        assert_eq!(findings.iter().map(|finding| finding.what).collect::<Vec<_>>(), ["migrations", "clock"]);
        assert!(findings[0].found.as_ref().is_err_and(|why| why.starts_with("The database is empty")));
        Ok(())
    }
}
