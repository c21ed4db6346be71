//! Adding, changing and removing pets; each deed tells those who may see the pet.

use super::pet_for;
use crate::accounts::Me;
use crate::error::{AppError, Result};
use crate::ids::{PetId, UserId};
use crate::pets::Event;
use crate::pets::model::{Pet, PetChange, PetDraft, PetFacts};
use crate::server::db::Tx;
use crate::time::Moment;
use sqlx::{query, query_scalar};
use time::Date;

/// Pets that a person has at once; more are a program gone wrong.
const AT_MOST: i64 = 100;

/// Adds a pet of one's own, as a client of a veterinary practice.
pub async fn add_pet(tx: &mut Tx, me: &Me, draft: &PetDraft) -> Result<Pet> {
    if !me.practice.kind.has_pets() {
        return Err(AppError::NotFound);
    }
    if !me.is_client() {
        return Err(AppError::forbidden("Pets are added by their owner."));
    }
    let id = PetId::new();
    insert(tx, me, id, &draft.check(today_of(me))?).await?;
    tell_changed(tx, me, id).await
}

/// By its owner, or by the practice's practitioners and admins.
pub async fn change_pet(tx: &mut Tx, me: &Me, id: PetId, change: PetChange) -> Result<Pet> {
    lock(tx, id).await?;
    let pet = pet_for(tx, me, id).await?;
    must_be_there(&pet)?;
    let facts = change.onto(&pet).check(today_of(me))?;
    query!(
        "update pets set name = $2, species = $3, breed = $4, sex = $5, neutered = $6, birth_date = $7, notes = $8
         where id = $1",
        id as PetId,
        facts.name,
        facts.species.as_str(),
        facts.breed,
        facts.sex.as_str(),
        facts.neutered.as_str(),
        facts.birth_date.map(|date| date.0),
        facts.notes
    )
    .execute(&mut **tx)
    .await?;
    tell_changed(tx, me, id).await
}

/// By its owner. It stays readable, and is not offered any more; once more changes nothing.
pub async fn remove_pet(tx: &mut Tx, me: &Me, id: PetId) -> Result<()> {
    lock(tx, id).await?;
    let pet = pet_for(tx, me, id).await?;
    must_own(me, &pet)?;
    if pet.is_removed() {
        return Ok(());
    }
    query!("update pets set removed_at = now(), removed_by = $2 where id = $1", id as PetId, me.id() as UserId)
        .execute(&mut **tx)
        .await?;
    tell_changed(tx, me, id).await?;
    Ok(())
}

/// Two who change a pet at once take turns.
pub(super) async fn lock(tx: &mut Tx, id: PetId) -> Result<()> {
    query!("select from pets where id = $1 for no key update", id as PetId)
        .fetch_optional(&mut **tx)
        .await?
        .map(|_| ())
        .ok_or(AppError::NotFound)
}

pub(super) fn must_own(me: &Me, pet: &Pet) -> Result<()> {
    if pet.is_of(me.id()) { Ok(()) } else { Err(AppError::forbidden("This is for its owner to do.")) }
}

pub(super) fn must_be_there(pet: &Pet) -> Result<()> {
    if pet.is_removed() { Err(AppError::conflict("This pet was removed; it can only be read.")) } else { Ok(()) }
}

/// Tells everybody who may see the pet.
pub(super) async fn tell_changed(tx: &mut Tx, me: &Me, id: PetId) -> Result<Pet> {
    let pet = pet_for(tx, me, id).await?;
    let audience = query_scalar!(
        r#"select u.id as "id: UserId" from users u join pets p on p.practice_id = u.practice_id
           where p.id = $1 and (u.id = p.owner_id or u.role in ('practitioner', 'admin'))"#,
        id as PetId
    );
    let audience = audience.fetch_all(&mut **tx).await?;
    tx.tell(audience, Event::Changed { pet: Box::new(pet.clone()) });
    Ok(pet)
}

async fn insert(tx: &mut Tx, me: &Me, id: PetId, facts: &PetFacts) -> Result<()> {
    let added = query!(
        "insert into pets (id, practice_id, owner_id, name, species, breed, sex, neutered, birth_date, notes)
         select $1, u.practice_id, u.id, $3, $4, $5, $6, $7, $8, $9 from users u
         where u.id = $2 and (select count(*) from pets where owner_id = $2 and removed_at is null) < $10",
        id as PetId,
        me.id() as UserId,
        facts.name,
        facts.species.as_str(),
        facts.breed,
        facts.sex.as_str(),
        facts.neutered.as_str(),
        facts.birth_date.map(|date| date.0),
        facts.notes,
        AT_MOST
    )
    .execute(&mut **tx)
    .await?;
    if added.rows_affected() == 0 {
        return Err(AppError::conflict("There are 100 pets already. Remove one that is not with you any more."));
    }
    Ok(())
}

fn today_of(me: &Me) -> Date {
    Moment::now().civil(&me.time_zone).date
}
