//! Deeds to the practice itself. Everybody's open pages learn of them at once.

use super::begin;
use crate::accounts::model::{Deed, DeedDetails, PracticeChange, PracticeSheet};
use crate::accounts::store::{self, Entry};
use crate::accounts::{self, Me};
use crate::error::{AppError, Result};
use crate::server::db::Tx;
use crate::server::state::AppState;
use crate::time::is_zone;

pub async fn change_practice(state: &AppState, me: &Me, change: PracticeChange) -> Result<PracticeSheet> {
    let mut tx = begin(state, me).await?;
    let change = change.checked()?;
    if change.time_zone.as_deref().is_some_and(|zone| !is_zone(zone)) {
        return Err(AppError::invalid("timeZone", "There is no time zone of this name."));
    }
    if change.emergency_minutes.is_some() && !me.practice.kind.has_emergencies() {
        return Err(AppError::invalid("emergencyMinutes", "This practice has no emergencies."));
    }
    let practice = me.practice.id;
    let fields: Vec<String> = change.fields().into_iter().map(str::to_owned).collect();
    if fields.is_empty() {
        return store::practice_sheet(&mut tx, practice).await;
    }
    store::change_practice(&mut tx, practice, me.id(), &change).await?;
    tell_people(state, &mut tx, me).await?;
    record(&mut tx, me, Deed::PracticeChanged, DeedDetails { fields, ..DeedDetails::default() }).await?;
    let sheet = store::practice_sheet(&mut tx, practice).await?;
    tx.commit().await?;
    Ok(sheet)
}

/// The former code works no more.
pub async fn renew_join_code(state: &AppState, me: &Me) -> Result<PracticeSheet> {
    let mut tx = begin(state, me).await?;
    store::renew_join_code(&mut tx, me.practice.id, &store::new_join_code(me.practice.kind)).await?;
    record(&mut tx, me, Deed::JoinCodeRenewed, DeedDetails::default()).await?;
    let sheet = store::practice_sheet(&mut tx, me.practice.id).await?;
    tx.commit().await?;
    Ok(sheet)
}

async fn record(tx: &mut Tx, me: &Me, deed: Deed, details: DeedDetails) -> Result<()> {
    store::record(tx, Entry { practice: me.practice.id, actor: me.id(), deed, subject: None, details }).await
}

/// Whoever is connected hears of themselves anew, their practice included; others read it when they come.
async fn tell_people(state: &AppState, tx: &mut Tx, me: &Me) -> Result<()> {
    let online = state.hub.online_in(me.practice.id);
    for person in store::as_themselves(tx, &online).await? {
        tx.tell(vec![person.id()], accounts::Event::AccountChanged { user: Box::new(person) });
    }
    Ok(())
}
