//! Asks once whether the database lets us in and can hold what people write, before anything stands on it.

use sqlx::error::DatabaseError;
use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection, PgConnection};
use std::io::ErrorKind;
use std::time::{Duration, Instant};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(8);
/// How long a server that starts waits for one that starts beside it.
pub const COMING_UP: Duration = Duration::from_secs(8);
const PAUSE: Duration = Duration::from_millis(300);

/// The version of Postgres. A sentence that names `DATABASE_URL` where nobody answers, we are not let in, or the
/// database is not UTF-8. `is_private`: it is the private cluster, which no setting names. One that is not there yet is
/// asked again for so long.
pub async fn knock(options: &PgConnectOptions, is_private: bool, coming_up: Duration) -> Result<String, String> {
    let since = Instant::now();
    let asked = loop {
        match tokio::time::timeout(PATIENCE, ask(options)).await {
            Ok(Err(cause)) if may_come_up(&cause) && since.elapsed() < coming_up => tokio::time::sleep(PAUSE).await,
            asked => break asked,
        }
    };
    let (version, encoding) = match asked {
        Ok(Ok(answers)) => answers,
        Ok(Err(cause)) if is_private => return Err(format!("The private Postgres does not answer: {cause}")),
        Ok(Err(cause)) => return Err(refusal(&cause, options)),
        Err(_) => return Err(silence(is_private)),
    };
    if encoding == "UTF8" { Ok(version) } else { Err(unfit(&encoding, is_private)) }
}

async fn ask(options: &PgConnectOptions) -> Result<(String, String), sqlx::Error> {
    let mut conn = PgConnection::connect_with(options).await?;
    let version = sqlx::query_scalar::<_, String>("show server_version").fetch_one(&mut conn).await?;
    let encoding = sqlx::query_scalar::<_, String>("show server_encoding").fetch_one(&mut conn).await?;
    conn.close().await?;
    Ok((version, encoding))
}

/// Nobody listens yet, or the server says that it lets nobody in just now.
fn may_come_up(cause: &sqlx::Error) -> bool {
    match cause {
        sqlx::Error::Io(cause) => matches!(cause.kind(), ErrorKind::ConnectionRefused | ErrorKind::NotFound),
        // As Postgres calls them: cannot_connect_now and too_many_connections.
        sqlx::Error::Database(told) => matches!(told.code().as_deref(), Some("57P03" | "53300")),
        _ => false,
    }
}

fn refusal(cause: &sqlx::Error, options: &PgConnectOptions) -> String {
    let database = options.get_database().unwrap_or_else(|| options.get_username());
    let told = cause.as_database_error();
    match (told.and_then(DatabaseError::code).as_deref(), told) {
        // As Postgres calls them: invalid_catalog_name, and the two of invalid_authorization_specification.
        (Some("3D000"), _) => format!(
            "The server of DATABASE_URL has no database {database}. Create it with encoding UTF8, or name another."
        ),
        (Some("28000" | "28P01"), Some(told)) => format!(
            "The server of DATABASE_URL does not let Attend in: {}. Look at the user and the password there.",
            told.message()
        ),
        (_, Some(told)) => format!("The server of DATABASE_URL refuses: {}.", told.message()),
        (_, None) => format!(
            "The server of DATABASE_URL does not answer: {}. Is it running, and are its host and port right?",
            plain(cause)
        ),
    }
}

/// Without what sqlx puts before the system's own words.
fn plain(cause: &sqlx::Error) -> String {
    match cause {
        sqlx::Error::Io(cause) => cause.to_string(),
        other => other.to_string(),
    }
}

fn silence(is_private: bool) -> String {
    let server = if is_private { "private Postgres" } else { "server of DATABASE_URL" };
    format!("The {server} does not answer within {} s.", PATIENCE.as_secs())
}

fn unfit(encoding: &str, is_private: bool) -> String {
    let whose = if is_private { "the private Postgres" } else { "DATABASE_URL" };
    format!(
        "The database of {whose} has the encoding {encoding}, which cannot hold what people write. Create one with \
         encoding UTF8: createdb --template=template0 --encoding=UTF8 --locale=C.UTF-8 NAME"
    )
}
