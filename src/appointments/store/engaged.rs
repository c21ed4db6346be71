//! Nobody is at two places at once: what a client has asked for or agreed on does not overlap, whomever it is with.

use crate::accounts::Me;
use crate::error::{AppError, Result};
use crate::ids::{AppointmentId, UserId};
use crate::server::db::Tx;
use crate::time::Moment;
use crate::words::Role;
use sqlx::{query, query_scalar};

/// A time at which a client is to come.
#[derive(Clone, Copy)]
pub(super) struct Visit {
    pub client: UserId,
    pub starts_at: Moment,
    pub minutes: i32,
    /// An appointment that is to be moved there, and so is in nobody's way.
    pub moving: Option<AppointmentId>,
}

/// Whether the client has something else then. Whoever books two times for them at once takes turns from here on, since
/// no constraint keeps apart what is with different practitioners.
pub(super) async fn is_engaged(tx: &mut Tx, visit: Visit) -> Result<bool> {
    query!("select pg_advisory_xact_lock(hashtextextended($1::uuid::text, 6))", visit.client as UserId)
        .execute(&mut **tx)
        .await?;
    let engaged = query_scalar!(
        r#"select exists (
               select from appointments
               where client_id = $1 and status in ('requested', 'confirmed')
                 and starts_at < $3 and ends_at > $2 and id is distinct from $4) as "is!""#,
        visit.client as UserId,
        visit.starts_at as Moment,
        visit.starts_at.plus_minutes(visit.minutes.into()) as Moment,
        visit.moving as Option<AppointmentId>
    );
    Ok(engaged.fetch_one(&mut **tx).await?)
}

/// Refuses where the time was chosen, be it by the client or for them.
pub(super) async fn must_not_be_engaged(tx: &mut Tx, me: &Me, visit: Visit) -> Result<()> {
    if is_engaged(tx, visit).await? {
        return Err(AppError::invalid("startsAt", &format!("{}.", why_engaged(me, visit.client))));
    }
    Ok(())
}

/// As a sentence that has no end yet: dates may follow.
pub(super) fn why_engaged(me: &Me, client: UserId) -> String {
    if client == me.id {
        return "You already have an appointment then".into();
    }
    format!("The {} already has an appointment then", me.practice.kind.person(Role::Client))
}
