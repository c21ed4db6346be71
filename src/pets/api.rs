//! What the pages ask of pets.

use super::model::{Pet, PetDraft};
use crate::error::Result;
use crate::ids::{FileId, PetId, UserId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

/// One's own, by name.
#[server(prefix = "/fn", endpoint = "my-pets", input = Json)]
pub async fn list_pets() -> Result<Vec<Pet>> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = door.who()?.me;
        let mut conn = door.state.read().await?;
        super::store::must_see_pets_of(&mut conn, &me, me.id()).await?;
        super::store::pets_of(&mut conn, me.id()).await
    })
    .await
}

/// Those of a client, by name: for the practice's practitioners and admins.
#[server(prefix = "/fn", endpoint = "pets-of", input = Json)]
pub async fn list_pets_of(owner: UserId) -> Result<Vec<Pet>> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = door.who()?.me;
        let mut conn = door.state.read().await?;
        super::store::must_see_pets_of(&mut conn, &me, owner).await?;
        super::store::pets_of(&mut conn, owner).await
    })
    .await
}

/// Several pets, of those that one may see.
#[server(prefix = "/fn", endpoint = "some-pets", input = Json)]
pub async fn list_some_pets(pets: Vec<PetId>) -> Result<Vec<Pet>> {
    let door = crate::server::door::Door::open()?;
    door.answer(async { super::store::pets_among(&mut *door.state.read().await?, &door.who()?.me, &pets).await }).await
}

#[server(prefix = "/fn", endpoint = "show-pet", input = Json)]
pub async fn show_pet(id: PetId) -> Result<Pet> {
    let door = crate::server::door::Door::open()?;
    door.answer(async { super::store::pet_for(&mut *door.state.read().await?, &door.who()?.me, id).await }).await
}

#[server(prefix = "/fn", endpoint = "add-pet", input = Json)]
pub async fn add_pet(draft: PetDraft) -> Result<Pet> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = door.who()?.me;
        let mut tx = door.state.begin().await?;
        let pet = super::store::add_pet(&mut tx, &me, &draft).await?;
        tx.commit().await?;
        Ok(pet)
    })
    .await
}

#[server(prefix = "/fn", endpoint = "change-pet", input = Json)]
pub async fn change_pet(id: PetId, draft: PetDraft) -> Result<Pet> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = door.who()?.me;
        let mut tx = door.state.begin().await?;
        let pet = super::store::change_pet(&mut tx, &me, id, draft.into()).await?;
        tx.commit().await?;
        Ok(pet)
    })
    .await
}

/// Once more changes nothing.
#[server(prefix = "/fn", endpoint = "remove-pet", input = Json)]
pub async fn remove_pet(id: PetId) -> Result<()> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = door.who()?.me;
        let mut tx = door.state.begin().await?;
        super::store::remove_pet(&mut tx, &me, id).await?;
        tx.commit().await
    })
    .await
}

/// The photo is another from now on, or there is none.
#[server(prefix = "/fn", endpoint = "set-pet-photo", input = Json)]
pub async fn set_pet_photo(id: PetId, file: Option<FileId>) -> Result<Pet> {
    use super::store::{remove_photo, set_photo};
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = door.who()?.me;
        let mut tx = door.state.begin().await?;
        let pet = match file {
            Some(file) => set_photo(&mut tx, &me, id, file).await?,
            None => remove_photo(&mut tx, &me, id).await?,
        };
        tx.commit().await?;
        Ok(pet)
    })
    .await
}
