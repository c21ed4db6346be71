//! What an appointment is about: a pet, and files that were given with the request.

use crate::accounts::Me;
use crate::error::{AppError, Result};
use crate::files::store::{attachments, mark_sent, sendable};
use crate::files::{Attachment, model::check_together};
use crate::ids::{AppointmentId, FileId, PetId, UserId, uuids};
use crate::pets;
use crate::server::db::Tx;
use sqlx::{PgConnection, query, query_scalar};

/// A pet that has to be this client's, and with them still.
pub(super) async fn pet_of(tx: &mut Tx, me: &Me, client: UserId, pet: Option<PetId>) -> Result<Option<PetId>> {
    let Some(pet) = pet else { return Ok(None) };
    let pet = pets::store::pet_for(tx, me, pet).await.map_err(|_| no_such_pet())?;
    if pet.owner.id == client && !pet.is_removed() { Ok(Some(pet.id)) } else { Err(no_such_pet()) }
}

fn no_such_pet() -> AppError {
    AppError::invalid("pet", "Please choose one of the pets.")
}

/// The pet has to be the client's, and with them still.
pub(super) async fn set_pet(tx: &mut Tx, me: &Me, id: AppointmentId, pet: Option<PetId>) -> Result<()> {
    let Some(pet) = pet else { return Ok(()) };
    let pet = pets::store::pet_for(tx, me, pet).await.map_err(|_| no_such_pet())?;
    let set = query!(
        "update appointments set pet_id = $2 where id = $1 and client_id = $3",
        id as AppointmentId,
        pet.id as PetId,
        pet.owner.id as UserId
    )
    .execute(&mut **tx)
    .await?;
    if set.rows_affected() == 0 || pet.is_removed() { Err(no_such_pet()) } else { Ok(()) }
}

/// Files of one's own, which from now on both people of the appointments may read.
pub(super) async fn give_files(tx: &mut Tx, me: &Me, ids: &[AppointmentId], files: &[FileId]) -> Result<()> {
    if files.is_empty() {
        return Ok(());
    }
    check_together(files).map_err(of_request)?;
    sendable(tx, me.id, files).await.map_err(of_request)?;
    for id in ids {
        query!(
            "insert into appointment_files (appointment_id, place, file_id)
             select $1, place, file from unnest($2::uuid[]) with ordinality given (file, place)",
            *id as AppointmentId,
            &uuids(files)
        )
        .execute(&mut **tx)
        .await?;
    }
    Ok(mark_sent(tx, files).await?)
}

/// What a message calls its attachments are the files of a request.
fn of_request(error: AppError) -> AppError {
    match error {
        AppError::Invalid { field, why } if field == "attachments" => AppError::invalid("files", &why),
        other => other,
    }
}

/// In the order in which they were given. Who asks was seen to before.
pub async fn files_of(conn: &mut PgConnection, id: AppointmentId) -> Result<Vec<Attachment>> {
    let files = query_scalar!(
        r#"select file_id as "id: FileId" from appointment_files where appointment_id = $1 order by place"#,
        id as AppointmentId
    );
    let files = files.fetch_all(&mut *conn).await?;
    let mut found = attachments(conn, &files).await?;
    Ok(files.iter().filter_map(|file| found.remove(file)).collect())
}
