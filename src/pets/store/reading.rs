//! Reading pets: through their owner, or through somebody who may see them.

use crate::accounts::{Me, User};
use crate::error::{AppError, Result};
use crate::files::store::attachments;
use crate::ids::{FileId, PetId, UserId, uuids};
use crate::pets::model::{BirthDate, Neutered, Pet, PetLine, Sex, Species};
use crate::time::Moment;
use sqlx::{PgConnection, query_scalar};
use std::collections::HashMap;

struct PetRow {
    id: PetId,
    owner_id: UserId,
    owner_name: String,
    owner_avatar: Option<String>,
    name: String,
    species: Species,
    breed: Option<String>,
    sex: Sex,
    neutered: Neutered,
    birth_date: Option<BirthDate>,
    notes: String,
    photo_id: Option<FileId>,
    created_at: Moment,
    removed_at: Option<Moment>,
}

/// One way to read pets: the columns are said once, each query says which rows.
macro_rules! pets {
    ($which:literal, $($argument:expr),*) => {
        sqlx::query_as!(
            PetRow,
            r#"select p.id as "id: PetId", p.owner_id as "owner_id: UserId", o.name as owner_name,
                      o.avatar as owner_avatar, p.name, p.species as "species: Species", p.breed, p.sex as "sex: Sex",
                      p.neutered as "neutered: Neutered", p.birth_date as "birth_date: BirthDate", p.notes,
                      p.photo_id as "photo_id: FileId", p.created_at as "created_at: Moment",
                      p.removed_at as "removed_at: Moment"
               from pets p join users o on o.id = p.owner_id "# + $which,
            $($argument),*
        )
    };
}

/// Those that a person has now, by name. Who asks was seen to before.
pub async fn pets_of(conn: &mut PgConnection, owner: UserId) -> Result<Vec<Pet>> {
    let rows = pets!("where p.owner_id = $1 and p.removed_at is null order by folded(p.name), p.id", owner as UserId);
    let rows = rows.fetch_all(&mut *conn).await?;
    with_photos(conn, rows).await
}

/// One pet for its owner, or for the practice's practitioners and admins, also after it was removed; for others it does
/// not exist.
pub async fn pet_for(conn: &mut PgConnection, viewer: &Me, id: PetId) -> Result<Pet> {
    let row = pets!("where p.id = $1 and may_see_pet($2, p.id)", id as PetId, viewer.id() as UserId);
    let row = row.fetch_optional(&mut *conn).await?.ok_or(AppError::NotFound)?;
    with_photos(conn, vec![row]).await?.pop().ok_or(AppError::NotFound)
}

/// Some pets, of those that a person may see.
pub async fn pets_among(conn: &mut PgConnection, viewer: &Me, pets: &[PetId]) -> Result<Vec<Pet>> {
    let rows = pets!("where p.id = any($1) and may_see_pet($2, p.id)", &uuids(pets), viewer.id() as UserId);
    let rows = rows.fetch_all(&mut *conn).await?;
    with_photos(conn, rows).await
}

/// The short forms of some pets, removed or not, for whoever may see what they are shown with.
pub async fn lines_of(conn: &mut PgConnection, pets: &[PetId]) -> Result<HashMap<PetId, PetLine>> {
    let rows = pets!("where p.id = any($1)", &uuids(pets)).fetch_all(&mut *conn).await?;
    let pets = with_photos(conn, rows).await?;
    Ok(pets.iter().map(|pet| (pet.id, pet.line())).collect())
}

/// Refuses whoever may not look at all of somebody's pets: they are their owner's, who is a client of the practice, and
/// its practitioners' and admins'.
pub async fn must_see_pets_of(conn: &mut PgConnection, viewer: &Me, owner: UserId) -> Result<()> {
    query_scalar!(
        r#"select o.id as "id: UserId"
           from users o
           join users v on v.practice_id = o.practice_id
           join practices p on p.id = o.practice_id
           where o.id = $2 and v.id = $1 and o.role = 'client' and p.kind = 'veterinary'
             and (v.id = o.id or v.role in ('practitioner', 'admin'))"#,
        viewer.id() as UserId,
        owner as UserId
    )
    .fetch_optional(conn)
    .await?
    .map(|_| ())
    .ok_or(AppError::NotFound)
}

async fn with_photos(conn: &mut PgConnection, rows: Vec<PetRow>) -> Result<Vec<Pet>> {
    let photos: Vec<FileId> = rows.iter().filter_map(|row| row.photo_id).collect();
    let mut photos = if photos.is_empty() { HashMap::new() } else { attachments(conn, &photos).await? };
    let pet = |row: PetRow| Pet {
        id: row.id,
        owner: User { id: row.owner_id, name: row.owner_name, avatar: row.owner_avatar },
        name: row.name,
        species: row.species,
        breed: row.breed,
        sex: row.sex,
        neutered: row.neutered,
        birth_date: row.birth_date,
        notes: row.notes,
        photo: row.photo_id.and_then(|photo| photos.remove(&photo)),
        created_at: row.created_at,
        removed_at: row.removed_at,
    };
    Ok(rows.into_iter().map(pet).collect())
}
