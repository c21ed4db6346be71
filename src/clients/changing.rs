//! What is known of a client, as the client and those who look after them read and change it.

use super::event::Event;
use super::model::{ClientCard, FactChanges, Sheet, age_of, check_facts};
use super::store;
use crate::accounts::Me;
use crate::chat::store::{files_between, rooms_between};
use crate::error::{AppError, Result};
use crate::files::Attachment;
use crate::ids::UserId;
use crate::server::state::AppState;
use crate::time::Moment;
use sqlx::PgConnection;
use time::Date;

/// Appointments on each side of now, conversations, and files that a card shows.
const VISITS: i64 = 10;
const ROOMS: i64 = 20;
const FILES: i64 = 24;

/// A client's card, for who works in their practice.
pub async fn card(state: &AppState, me: &Me, client: UserId) -> Result<ClientCard> {
    let mut conn = state.read().await?;
    let client = store::client_for(&mut conn, me, client).await?;
    let (id, other) = (me.id(), client.id);
    let sheet = store::sheet_of(&mut conn, other, me.practice.kind).await?;
    Ok(ClientCard {
        age: age_of(&sheet.facts, today(me)),
        sheet,
        ahead: store::ahead_with(&mut conn, me, other, VISITS).await?,
        past: store::past_with(&mut conn, me, other, VISITS).await?,
        rooms: rooms_between(&mut conn, id, other, ROOMS).await?,
        files: shared_files(&mut conn, id, other).await?,
        client,
    })
}

/// What the two gave each other: with requests, then in conversations.
async fn shared_files(conn: &mut PgConnection, me: UserId, client: UserId) -> Result<Vec<Attachment>> {
    let mut files = store::files_given(conn, me, client, FILES).await?;
    for sent in files_between(conn, me, client, FILES).await? {
        if files.iter().all(|given| given.id != sent.id) {
            files.push(sent);
        }
    }
    files.truncate(usize::try_from(FILES).unwrap_or(usize::MAX));
    Ok(files)
}

/// What is known of oneself.
pub async fn own_sheet(conn: &mut PgConnection, me: &Me) -> Result<Sheet> {
    must_be_client(me)?;
    store::sheet_of(conn, me.id(), me.practice.kind).await
}

pub async fn change_own(state: &AppState, me: &Me, changes: FactChanges) -> Result<Sheet> {
    must_be_client(me)?;
    write(state, me, me.id(), changes).await
}

pub async fn change_of(state: &AppState, me: &Me, client: UserId, changes: FactChanges) -> Result<Sheet> {
    let client = store::client_for(&mut *state.read().await?, me, client).await?;
    write(state, me, client.id, changes).await
}

/// The client hears of it, those who look after them, and whoever has changed it.
async fn write(state: &AppState, me: &Me, client: UserId, changes: FactChanges) -> Result<Sheet> {
    state.limits.take_command(me.id())?;
    let changes = check_facts(changes, me.practice.kind, today(me))?;
    let mut tx = state.begin().await?;
    if store::change_facts(&mut tx, me.id(), client, &changes).await? {
        let mut audience = store::carers_of(&mut tx, client).await?;
        audience.extend([client, me.id()]);
        audience.sort_unstable();
        audience.dedup();
        tx.tell(audience, Event::Changed { client });
    }
    let sheet = store::sheet_of(&mut tx, client, me.practice.kind).await?;
    tx.commit().await?;
    Ok(sheet)
}

/// The day on the practice's calendar.
fn today(me: &Me) -> Date {
    Moment::now().civil(&me.practice.time_zone).date
}

fn must_be_client(me: &Me) -> Result<()> {
    if me.is_client() { Ok(()) } else { Err(AppError::forbidden("Only clients have a card that tells of them.")) }
}
