//! Joining the waitlist, and leaving it.

use super::reading::{entry_of, tell_waiting};
use super::taking::pass_open_offer;
use crate::accounts::Me;
use crate::appointments::model::{WaitRequest, Waiting};
use crate::appointments::store::about::pet_of;
use crate::appointments::store::booking::client_for;
use crate::appointments::store::kinds::{practitioners_for, type_for};
use crate::error::{AppError, Result};
use crate::ids::{AppointmentTypeId, PetId, PracticeId, UserId, WaitEntryId};
use crate::server::db::Tx;
use sqlx::{query, query_scalar};

/// Places that one client has at once.
const AT_MOST: i64 = 20;

/// Puts somebody at the end of the list, and says whether that is new: who waits for the same already keeps their
/// place.
pub async fn join_waitlist(tx: &mut Tx, me: &Me, request: WaitRequest) -> Result<(Waiting, bool)> {
    let WaitRequest { type_id, practitioner, pet, reason, client } = request.checked()?;
    let client = client_for(tx, me, client).await?;
    let kind = type_for(tx, me.practice.id, type_id).await?;
    let offering = practitioners_for(tx, me.practice.id, kind.id).await?;
    if offering.is_empty() || practitioner.is_some_and(|wanted| offering.iter().all(|one| one.id != wanted)) {
        return Err(AppError::invalid("practitioner", "This type of appointment is not offered there."));
    }
    if let Some(known) = open_entry(tx, client, type_id, practitioner).await? {
        return Ok((entry_of(tx, known).await?, false));
    }
    must_have_room(tx, client).await?;
    let pet = pet_of(tx, me, client, pet).await?;
    let id = WaitEntryId::new();
    let added = query!(
        "insert into waitlist (id, practice_id, client_id, type_id, practitioner_id, reason, pet_id)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing",
        id as WaitEntryId,
        me.practice.id as PracticeId,
        client as UserId,
        type_id as AppointmentTypeId,
        practitioner as Option<UserId>,
        reason,
        pet as Option<PetId>
    );
    if added.execute(&mut **tx).await?.rows_affected() > 0 {
        return Ok((tell_waiting(tx, id).await?, true));
    }
    // Somebody pressed twice, and the other press came first.
    let known = open_entry(tx, client, type_id, practitioner).await?.ok_or(AppError::NotFound)?;
    Ok((entry_of(tx, known).await?, false))
}

/// Takes somebody off the list; a time they were offered goes to the next. Once more changes nothing.
pub async fn leave_waitlist(tx: &mut Tx, me: &Me, id: WaitEntryId) -> Result<()> {
    let found = query!(
        r#"select w.left_at is not null as "has_left!" from waitlist w
           where w.id = $1 and exists (select from waitlist_people v where v.entry_id = w.id and v.user_id = $2)
           for no key update of w"#,
        id as WaitEntryId,
        me.id as UserId
    );
    if found.fetch_one(&mut **tx).await?.has_left {
        return Ok(());
    }
    query!("update waitlist set left_at = now() where id = $1", id as WaitEntryId).execute(&mut **tx).await?;
    pass_open_offer(tx, id).await?;
    tell_waiting(tx, id).await?;
    Ok(())
}

async fn open_entry(
    tx: &mut Tx,
    client: UserId,
    type_id: AppointmentTypeId,
    practitioner: Option<UserId>,
) -> Result<Option<WaitEntryId>> {
    let found = query_scalar!(
        r#"select id as "id: WaitEntryId" from waitlist
           where client_id = $1 and type_id = $2 and practitioner_id is not distinct from $3 and left_at is null"#,
        client as UserId,
        type_id as AppointmentTypeId,
        practitioner as Option<UserId>
    );
    Ok(found.fetch_optional(&mut **tx).await?)
}

async fn must_have_room(tx: &mut Tx, client: UserId) -> Result<()> {
    let places = query_scalar!(
        r#"select count(*) as "count!" from waitlist where client_id = $1 and left_at is null"#,
        client as UserId
    );
    if places.fetch_one(&mut **tx).await? >= AT_MOST {
        return Err(AppError::conflict("There are 20 places on the waitlist already. Leave one that is not needed."));
    }
    Ok(())
}
