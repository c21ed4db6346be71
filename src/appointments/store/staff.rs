//! Who arranges what can be booked, and telling them of it.

use crate::accounts::{Me, User};
use crate::appointments::Event;
use crate::error::{AppError, Result};
use crate::ids::{PracticeId, UserId};
use crate::server::db::Tx;
use crate::words::Role;
use sqlx::{PgConnection, query_as, query_scalar};

/// A practitioner of one's practice; others do not exist.
pub async fn practitioner_of(conn: &mut PgConnection, practice: PracticeId, id: UserId) -> Result<User> {
    query_as!(
        User,
        r#"select id as "id: UserId", name, avatar from users
           where id = $1 and practice_id = $2 and role = 'practitioner'"#,
        id as UserId,
        practice as PracticeId
    )
    .fetch_optional(conn)
    .await?
    .ok_or(AppError::NotFound)
}

/// The practitioner whose hours and types this person may arrange: oneself, and for admins any of their practice.
pub async fn arranged_by(conn: &mut PgConnection, me: &Me, id: UserId) -> Result<User> {
    let practitioner = practitioner_of(conn, me.practice.id, id).await?;
    if me.id == id || me.role == Role::Admin {
        Ok(practitioner)
    } else {
        Err(AppError::forbidden("Hours are seen and changed by whose they are, and by admins."))
    }
}

pub fn must_be_admin(me: &Me) -> Result<()> {
    match me.role {
        Role::Admin => Ok(()),
        _ => Err(AppError::forbidden("This is for the practice's admins.")),
    }
}

/// Tells a practice that the hours or types of one of its practitioners are others now: those who arrange them, and
/// those who may just be booking.
pub(super) async fn tell_about(tx: &mut Tx, practitioner: UserId) -> Result<()> {
    let practice =
        query_scalar!(r#"select practice_id as "id: PracticeId" from users where id = $1"#, practitioner as UserId);
    let practice = practice.fetch_one(&mut **tx).await?;
    tell_settings(tx, practice, Some(practitioner)).await
}

/// Tells a practice that what holds for all of it is another now.
pub(super) async fn tell_practice(tx: &mut Tx, practice: PracticeId) -> Result<()> {
    tell_settings(tx, practice, None).await
}

async fn tell_settings(tx: &mut Tx, practice: PracticeId, user: Option<UserId>) -> Result<()> {
    let audience = query_scalar!(
        r#"select id as "id: UserId" from users where practice_id = $1 and suspended_at is null"#,
        practice as PracticeId
    );
    let audience = audience.fetch_all(&mut **tx).await?;
    tx.tell(audience, Event::SettingsChanged { user });
    Ok(())
}
