//! `attend add-practice` and `attend add-practitioner`: a practice and its people without the demo data.
//! Passwords are read from standard input, so that they stay out of the shell's history.

use crate::accounts::model::{parse_email, parse_name};
use crate::accounts::store::{self, NewUser};
use crate::accounts::{hash_password, signing_in};
use crate::appointments::Place;
use crate::appointments::store::{add_hours, add_type};
use crate::appointments::{Span, TypeDraft, WeeklySpan};
use crate::error::{AppError, Result};
use crate::ids::{PracticeId, UserId};
use crate::live::bus::Bus;
use crate::live::hub::Hub;
use crate::server::config::Settings;
use crate::server::db::Tx;
use crate::server::start::Database;
use crate::server::telemetry;
use crate::time::WallTime;
use crate::words::{PracticeKind, Role};
use sqlx::PgPool;
use std::sync::Arc;

#[derive(clap::Args)]
pub struct FirstPractice {
    #[arg(long)]
    name: String,
    #[arg(long)]
    kind: PracticeKind,
    /// IANA name, as Europe/Berlin
    #[arg(long)]
    time_zone: String,
    #[arg(long)]
    admin_name: String,
    #[arg(long)]
    admin_email: String,
}

#[derive(clap::Args)]
pub struct NewPractitioner {
    /// The join code of their practice
    #[arg(long)]
    practice: String,
    #[arg(long)]
    name: String,
    #[arg(long)]
    email: String,
}

/// Answers with the join code that clients sign up with.
pub async fn add_practice(settings: Settings, first: FirstPractice) -> Result<(), String> {
    let join_code = with_database(&settings, async |pool, password| add_first(pool, first, password).await).await?;
    say(&format!("The practice is there. Clients sign up with the join code {join_code}"));
    Ok(())
}

/// They receive on weekdays from 9 to 17 o'clock.
pub async fn add_practitioner(settings: Settings, new: NewPractitioner) -> Result<(), String> {
    with_database(&settings, async |pool, password| add_receiving(pool, new, password).await).await?;
    say("The practitioner is there, and can be booked on weekdays from 9 to 17 o'clock.");
    Ok(())
}

async fn with_database<T>(
    settings: &Settings,
    work: impl AsyncFnOnce(&PgPool, &str) -> Result<T>,
) -> Result<T, String> {
    telemetry::log(settings)?;
    let mut password = String::new();
    std::io::stdin().read_line(&mut password).map_err(|cause| format!("No password could be read: {cause}"))?;
    let database = Database::open(settings).await?;
    let done = work(&database.pool, password.trim_end_matches(['\r', '\n'])).await;
    database.close().await?;
    done.map_err(|error| error.to_string())
}

async fn add_first(pool: &PgPool, first: FirstPractice, password: &str) -> Result<String> {
    let practice_name = parse_name(&first.name)?;
    if !crate::time::is_zone(&first.time_zone) {
        return Err(AppError::invalid("time_zone", "There is no time zone of this name."));
    }
    let join_code = store::new_join_code(first.kind);
    let practice = PracticeId::new();
    let admin = person(practice, Role::Admin, (&first.admin_name, &first.admin_email), password).await?;
    let new = store::NewPractice {
        id: practice,
        kind: first.kind,
        name: &practice_name,
        time_zone: &first.time_zone,
        join_code: &join_code,
    };
    let mut tx = begin(pool).await?;
    store::add_practice(&mut tx, &new).await?;
    store::add_user(&mut tx, &admin).await?;
    for (name, minutes, place) in [("First visit", 60, Place::InPerson), ("Video visit", 30, Place::Video)] {
        add_type(&mut tx, practice, None, TypeDraft::new(name, minutes, place)).await?;
    }
    tx.commit().await?;
    Ok(join_code)
}

async fn add_receiving(pool: &PgPool, new: NewPractitioner, password: &str) -> Result<()> {
    let mut tx = begin(pool).await?;
    let practice = store::practice_by_join_code(&mut tx, &new.practice)
        .await?
        .ok_or_else(|| AppError::invalid("practice", "No practice has this join code."))?;
    let practitioner = person(practice, Role::Practitioner, (&new.name, &new.email), password).await?;
    store::add_user(&mut tx, &practitioner).await?;
    let span = Span { opens: WallTime::new(9, 0), closes: WallTime::new(17, 0) };
    for weekday in 1..=5 {
        add_hours(&mut tx, practitioner.id, WeeklySpan { weekday, span }).await?;
    }
    tx.commit().await
}

async fn person(practice: PracticeId, role: Role, (name, email): (&str, &str), password: &str) -> Result<NewUser> {
    let (name, email) = (parse_name(name)?, parse_email(email)?);
    signing_in::check_new_password(password, [&name, &email]).await?;
    let password_hash = hash_password(password.into()).await?;
    Ok(NewUser { id: UserId::new(), practice, role, name, email, password_hash, time_zone: None })
}

async fn begin(pool: &PgPool) -> Result<Tx> {
    Tx::begin(pool, &Bus::new(Arc::new(Hub::default()))).await
}

#[allow(clippy::print_stdout)] // the answer of a command
fn say(sentence: &str) {
    println!("{sentence}");
}
