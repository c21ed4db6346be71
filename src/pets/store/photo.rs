//! A pet's photo: a file that was uploaded before and belongs to the pet from then on.

use super::changing::{lock, must_be_there, must_own, tell_changed};
use super::pet_for;
use crate::accounts::Me;
use crate::error::Result;
use crate::files::store::{give_picture, remove};
use crate::ids::{FileId, PetId};
use crate::pets::model::Pet;
use crate::server::db::Tx;
use sqlx::query;

/// By its owner, who has uploaded the file. The photo before it goes; the same one again changes nothing.
pub async fn set_photo(tx: &mut Tx, me: &Me, id: PetId, file: FileId) -> Result<Pet> {
    let pet = own_pet(tx, me, id).await?;
    if pet.photo.as_ref().is_some_and(|photo| photo.id == file) {
        return Ok(pet);
    }
    give_picture(tx, me.id(), file).await?;
    put(tx, &pet, Some(file)).await?;
    tell_changed(tx, me, id).await
}

/// By its owner; once more changes nothing.
pub async fn remove_photo(tx: &mut Tx, me: &Me, id: PetId) -> Result<Pet> {
    let pet = own_pet(tx, me, id).await?;
    if pet.photo.is_none() {
        return Ok(pet);
    }
    put(tx, &pet, None).await?;
    tell_changed(tx, me, id).await
}

async fn own_pet(tx: &mut Tx, me: &Me, id: PetId) -> Result<Pet> {
    lock(tx, id).await?;
    let pet = pet_for(tx, me, id).await?;
    must_own(me, &pet)?;
    must_be_there(&pet)?;
    Ok(pet)
}

async fn put(tx: &mut Tx, pet: &Pet, photo: Option<FileId>) -> Result<()> {
    query!("update pets set photo_id = $2 where id = $1", pet.id as PetId, photo as Option<FileId>)
        .execute(&mut **tx)
        .await?;
    if let Some(old) = &pet.photo {
        remove(tx, &[old.id]).await?;
    }
    Ok(())
}
