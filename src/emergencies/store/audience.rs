//! Who is to come: those who are told of an emergency, by how long it waits.

use super::on_call::on_call_among;
use crate::accounts::store::people_of;
use crate::error::Result;
use crate::ids::{PracticeId, UserId};
use crate::words::Role;
use sqlx::PgConnection;

/// Whoever is told of it.
#[derive(Debug, Default)]
pub(super) struct Audience {
    pub people: Vec<UserId>,
    /// How many of them are practitioners.
    pub practitioners: usize,
    /// Where those on call were to be told: whether there are any.
    pub to_on_call: Option<bool>,
}

impl Audience {
    pub fn of(practitioners: Vec<UserId>, admins: Vec<UserId>) -> Self {
        Self { practitioners: practitioners.len(), people: [practitioners, admins].concat(), to_on_call: None }
    }

    /// All but this one. The practitioners stand first.
    pub fn without(mut self, user: UserId) -> Self {
        if let Some(place) = self.people.iter().position(|one| *one == user) {
            self.people.remove(place);
            self.practitioners -= usize::from(place < self.practitioners);
        }
        self
    }
}

/// Those of the role who are not suspended.
pub(super) async fn staff(conn: &mut PgConnection, practice: PracticeId, role: Role) -> Result<Vec<UserId>> {
    Ok(people_of(conn, practice, role).await?.into_iter().map(|user| user.id).collect())
}

/// All practitioners. Where nobody could come, the admins.
pub(super) async fn whoever_could_come(conn: &mut PgConnection, practice: PracticeId) -> Result<Audience> {
    let practitioners = staff(conn, practice, Role::Practitioner).await?;
    let admins = if practitioners.is_empty() { staff(conn, practice, Role::Admin).await? } else { Vec::new() };
    Ok(Audience::of(practitioners, admins))
}

/// Where nobody is, all practitioners; nobody where there are none.
pub(super) async fn whoever_is_on_call(conn: &mut PgConnection, practice: PracticeId) -> Result<Audience> {
    let practitioners = staff(conn, practice, Role::Practitioner).await?;
    let on_call = on_call_among(conn, &practitioners).await?;
    let to_on_call = Some(!on_call.is_empty());
    let people = if on_call.is_empty() { practitioners } else { on_call };
    Ok(Audience { to_on_call, ..Audience::of(people, Vec::new()) })
}

/// All practitioners and admins.
pub(super) async fn everybody(conn: &mut PgConnection, practice: PracticeId) -> Result<Audience> {
    let practitioners = staff(conn, practice, Role::Practitioner).await?;
    Ok(Audience::of(practitioners, staff(conn, practice, Role::Admin).await?))
}
