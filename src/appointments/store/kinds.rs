//! Types of appointments, and who offers them.

use super::hours::days_ahead_of;
use super::staff::{tell_about, tell_practice};
use crate::accounts::store::people_of;
use crate::accounts::{Me, User};
use crate::appointments::Offer;
use crate::appointments::model::{AppointmentType, Place, TypeDraft};
use crate::error::{AppError, OnConstraint, Result};
use crate::ids::{AppointmentTypeId, PracticeId, UserId};
use crate::server::db::Tx;
use crate::words::Role;
use sqlx::{PgConnection, query, query_as};

macro_rules! kinds {
    ($which:literal, $($argument:expr),*) => {
        query_as!(
            AppointmentType,
            r#"select t.id as "id: AppointmentTypeId", t.practitioner_id as "practitioner: UserId", t.name, t.minutes,
                      t.before_minutes as before, t.after_minutes as after, t.place as "place: Place", t.price,
                      t.needs_confirmation
               from appointment_types t "# + $which,
            $($argument),*
        )
    };
}

/// All that can be booked in a practice: its own types, and its practitioners'.
pub async fn types_of(conn: &mut PgConnection, practice: PracticeId) -> Result<Vec<AppointmentType>> {
    let found = kinds!(
        "where t.practice_id = $1 and t.archived_at is null order by t.minutes, t.name, t.id",
        practice as PracticeId
    );
    Ok(found.fetch_all(conn).await?)
}

/// What one practitioner offers.
pub async fn offered_types(conn: &mut PgConnection, practitioner: UserId) -> Result<Vec<AppointmentType>> {
    let found = kinds!(
        "join users u on u.id = $1 and u.role = 'practitioner' and u.suspended_at is null
             and u.practice_id = t.practice_id
         where t.archived_at is null and (t.practitioner_id is null or t.practitioner_id = u.id)
           and not exists (select from withheld_types w where w.practitioner_id = u.id and w.type_id = t.id)
         order by t.minutes, t.name, t.id",
        practitioner as UserId
    );
    Ok(found.fetch_all(conn).await?)
}

/// Each practitioner with what they offer, by name.
pub async fn offers_of(conn: &mut PgConnection, practice: PracticeId) -> Result<Vec<Offer>> {
    let mut offers = Vec::new();
    for practitioner in people_of(&mut *conn, practice, Role::Practitioner).await? {
        let types = offered_types(&mut *conn, practitioner.id).await?;
        let days_ahead = days_ahead_of(&mut *conn, practitioner.id).await?;
        offers.push(Offer { practitioner, types, days_ahead });
    }
    Ok(offers)
}

/// One that can be booked.
pub async fn type_for(conn: &mut PgConnection, practice: PracticeId, id: AppointmentTypeId) -> Result<AppointmentType> {
    let found = kinds!(
        "where t.id = $1 and t.practice_id = $2 and t.archived_at is null",
        id as AppointmentTypeId,
        practice as PracticeId
    );
    found.fetch_optional(conn).await?.ok_or_else(no_such_type)
}

/// As an appointment has it: archived ones, too.
pub(super) async fn type_of(conn: &mut PgConnection, id: AppointmentTypeId) -> Result<AppointmentType> {
    Ok(kinds!("where t.id = $1", id as AppointmentTypeId).fetch_one(conn).await?)
}

pub(super) fn no_such_type() -> AppError {
    AppError::invalid("typeId", "There is no such type of appointment.")
}

/// The practitioners who offer a type, by name.
pub async fn practitioners_for(
    conn: &mut PgConnection,
    practice: PracticeId,
    type_id: AppointmentTypeId,
) -> Result<Vec<User>> {
    Ok(query_as!(
        User,
        r#"select u.id as "id: UserId", u.name, u.avatar
           from users u join appointment_types t on t.practice_id = u.practice_id
           where u.practice_id = $1 and u.role = 'practitioner' and u.suspended_at is null and t.id = $2
             and (t.practitioner_id is null or t.practitioner_id = u.id)
             and not exists (select from withheld_types w where w.practitioner_id = u.id and w.type_id = t.id)
           order by u.name, u.id"#,
        practice as PracticeId,
        type_id as AppointmentTypeId
    )
    .fetch_all(conn)
    .await?)
}

/// Adds a type of the practice, or one practitioner's own.
pub async fn add_type(
    tx: &mut Tx,
    practice: PracticeId,
    owner: Option<UserId>,
    draft: TypeDraft,
) -> Result<AppointmentTypeId> {
    let (id, draft) = (AppointmentTypeId::new(), draft.checked()?);
    query!(
        "insert into appointment_types (id, practice_id, practitioner_id, name, minutes, before_minutes, after_minutes,
                                        place, price, needs_confirmation)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        id as AppointmentTypeId,
        practice as PracticeId,
        owner as Option<UserId>,
        draft.name,
        draft.minutes,
        draft.before,
        draft.after,
        draft.place.code(),
        draft.price,
        draft.needs_confirmation
    )
    .execute(&mut **tx)
    .await
    .on_constraint("appointment_types_name_key", name_taken)?;
    tell_changed(tx, practice, owner).await?;
    Ok(id)
}

/// Appointments that are booked already keep their length.
pub async fn change_type(tx: &mut Tx, me: &Me, id: AppointmentTypeId, draft: TypeDraft) -> Result<()> {
    let found = must_edit(tx, me, id).await?;
    let draft = draft.checked()?;
    let changed = query!(
        "update appointment_types set name = $2, minutes = $3, before_minutes = $4, after_minutes = $5, place = $6,
                                      price = $7, needs_confirmation = $8 where id = $1 and archived_at is null",
        id as AppointmentTypeId,
        draft.name,
        draft.minutes,
        draft.before,
        draft.after,
        draft.place.code(),
        draft.price,
        draft.needs_confirmation
    )
    .execute(&mut **tx)
    .await
    .on_constraint("appointment_types_name_key", name_taken)?;
    if changed.rows_affected() == 0 {
        return Err(AppError::NotFound);
    }
    tell_changed(tx, me.practice.id, found.practitioner).await
}

/// It can no longer be booked; once more changes nothing.
pub async fn archive_type(tx: &mut Tx, me: &Me, id: AppointmentTypeId) -> Result<()> {
    let found = must_edit(tx, me, id).await?;
    query!(
        "update appointment_types set archived_at = now(), archived_by = $2 where id = $1 and archived_at is null",
        id as AppointmentTypeId,
        me.id as UserId
    )
    .execute(&mut **tx)
    .await?;
    tell_changed(tx, me.practice.id, found.practitioner).await
}

/// Admins edit all types of their practice, practitioners their own.
async fn must_edit(tx: &mut Tx, me: &Me, id: AppointmentTypeId) -> Result<AppointmentType> {
    let found = kinds!("where t.id = $1 and t.practice_id = $2", id as AppointmentTypeId, me.practice.id as PracticeId);
    let found = found.fetch_optional(&mut **tx).await?.ok_or(AppError::NotFound)?;
    match me.role {
        Role::Admin => Ok(found),
        Role::Practitioner if found.practitioner == Some(me.id) => Ok(found),
        Role::Practitioner if found.practitioner.is_some() => Err(AppError::forbidden("This type is somebody else's.")),
        Role::Practitioner => Err(AppError::forbidden("The practice's types are changed by its admins.")),
        Role::Client => Err(AppError::forbidden("Types are changed by the practice.")),
    }
}

async fn tell_changed(tx: &mut Tx, practice: PracticeId, owner: Option<UserId>) -> Result<()> {
    match owner {
        Some(owner) => tell_about(tx, owner).await,
        None => tell_practice(tx, practice).await,
    }
}

fn name_taken() -> AppError {
    AppError::invalid("name", "There is a type of that name already.")
}
