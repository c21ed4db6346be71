//! The demo data: four practices with people, appointments in every state and conversations. The same everywhere.

mod cast;
mod courses;
mod days;
mod facts;
mod pets;
mod story;

pub use cast::{PASSWORD, cast_lines};

use crate::accounts::User;
use crate::accounts::hash_password;
use crate::accounts::model::PracticeChange;
use crate::accounts::store::{self, NewPractice, NewUser};
use crate::app::boot::DemoPerson;
use crate::appointments::store::{add_hours, add_type};
use crate::appointments::{Place, Span, TypeDraft, WeeklySpan};
use crate::error::Result;
use crate::ids::{PracticeId, UserId};
use crate::live::bus::Bus;
use crate::live::hub::Hub;
use crate::server::config::Settings;
use crate::server::db::Tx;
use crate::server::start::Database;
use crate::server::state::AppState;
use crate::server::telemetry;
use crate::time::WallTime;
use crate::words::{PracticeKind, Role};
use cast::{Part, practice_name};
use sqlx::PgPool;
use std::collections::HashMap;
use std::sync::Arc;

const TIME_ZONE: &str = "Europe/Berlin";

/// `attend seed`
pub async fn seed_and_stop(settings: Settings) -> Result<(), String> {
    telemetry::log(&settings)?;
    let database = Database::open(&settings).await?;
    let seeded = seed(&database.pool, &Bus::new(Arc::new(Hub::default()))).await;
    database.close().await?;
    seeded.map_err(|error| format!("The demo data cannot be added: {error}"))?;
    tracing::info!("the demo data is there");
    Ok(())
}

/// Adds each practice that is not there yet, whole or not at all.
pub async fn seed(pool: &PgPool, bus: &Bus) -> Result<()> {
    for kind in PracticeKind::ALL {
        let mut tx = Tx::begin(pool, bus).await?;
        // Servers that start together take turns.
        sqlx::query("select pg_advisory_xact_lock(7311001)").execute(&mut *tx).await?;
        if store::practice_by_join_code(&mut tx, &join_code(kind)).await?.is_none() {
            add_practice(&mut tx, kind).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

/// The people whom the sign-in page offers.
pub async fn people_on_offer(state: &AppState) -> Result<Vec<DemoPerson>> {
    let mut conn = state.read().await?;
    let mut people = Vec::new();
    for part in cast::PARTS.iter().filter(|part| part.is_offered) {
        if let Some(found) = store::credentials(&mut conn, part.email).await? {
            let user = User { id: found.user, name: part.name.into(), avatar: None };
            people.push(DemoPerson { user, email: part.email.into(), kind: part.kind, role: part.role });
        }
    }
    Ok(people)
}

fn join_code(kind: PracticeKind) -> String {
    format!("{}-demo", kind.as_str())
}

async fn add_practice(tx: &mut Tx, kind: PracticeKind) -> Result<()> {
    let practice = PracticeId::new();
    let (name, join_code) = (practice_name(kind), join_code(kind));
    store::add_practice(tx, &NewPractice { id: practice, kind, name, time_zone: TIME_ZONE, join_code: &join_code })
        .await?;
    let mut types = Vec::new();
    for (name, minutes, place) in cast::types(kind) {
        types.push(add_type(tx, practice, None, TypeDraft::new(name, minutes, place)).await?);
    }
    // One hash serves all: whoever knows one demo password knows them all anyway.
    let password_hash = hash_password(PASSWORD.into()).await?;
    let mut ids = HashMap::new();
    for part in cast::PARTS.iter().filter(|part| part.kind == kind) {
        ids.insert(part.email, add_person(tx, practice, part, &password_hash).await?);
    }
    describe(tx, practice, kind, &ids).await?;
    facts::tell(tx, &ids).await?;
    let stage = story::Stage { practice, kind, zone: TIME_ZONE, types, ids };
    pets::arrive(tx, &stage).await?;
    story::tell(tx, &stage).await?;
    courses::tell(tx, &stage).await
}

/// What people are told of the practice.
async fn describe(
    tx: &mut Tx,
    practice: PracticeId,
    kind: PracticeKind,
    ids: &HashMap<&'static str, UserId>,
) -> Result<()> {
    let admin = cast::PARTS.iter().find(|part| part.kind == kind && part.role == Role::Admin);
    let Some(admin) = admin.and_then(|part| ids.get(part.email)) else { return Ok(()) };
    let (address, phone, note) = cast::about(kind);
    let change = PracticeChange {
        address: Some(address.into()),
        phone: Some(phone.into()),
        note: Some(note.into()),
        emergency_words: kind.has_emergencies().then(|| {
            "From 8 to 18 on weekdays we answer within minutes. At night, please call the emergency number.".into()
        }),
        ..PracticeChange::default()
    };
    store::change_practice(tx, practice, *admin, &change).await
}

async fn add_person(tx: &mut Tx, practice: PracticeId, part: &Part, password_hash: &str) -> Result<UserId> {
    let id = UserId::new();
    let new = NewUser {
        id,
        practice,
        role: part.role,
        name: part.name.into(),
        email: part.email.into(),
        password_hash: password_hash.into(),
        time_zone: None,
    };
    store::add_user(tx, &new).await?;
    if part.role == Role::Practitioner {
        for weekday in 1..=5 {
            for (opens, closes) in [(8, 12), (13, 18)] {
                let span = Span { opens: WallTime::new(opens, 0), closes: WallTime::new(closes, 0) };
                add_hours(tx, id, WeeklySpan { weekday, span }).await?;
            }
        }
    }
    Ok(id)
}
