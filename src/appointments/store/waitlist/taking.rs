//! Taking what one is offered, or letting it go to the next.

use super::offering::{Freed, offer_next};
use super::reading::tell_waiting;
use crate::accounts::Me;
use crate::appointments::model::Appointment;
use crate::appointments::store::appointments::appointment_for;
use crate::appointments::store::booking::{Asked, ask_for};
use crate::appointments::store::engaged::{Visit, is_engaged, why_engaged};
use crate::appointments::store::kinds::type_of;
use crate::error::{AppError, Result};
use crate::ids::{AppointmentId, AppointmentTypeId, PetId, PracticeId, UserId, WaitEntryId, WaitOfferId};
use crate::server::db::Tx;
use crate::time::Moment;
use sqlx::{PgConnection, query};
use uuid::Uuid;

struct OfferRow {
    id: WaitOfferId,
    entry: WaitEntryId,
    hold: AppointmentId,
    practice: PracticeId,
    practitioner: UserId,
    type_id: AppointmentTypeId,
    starts_at: Moment,
    round: Uuid,
    freed: AppointmentId,
    /// Unless it is gone meanwhile.
    pet: Option<PetId>,
    reason: String,
    is_taken: bool,
    is_passed: bool,
    /// Its time is over, by the clock and not by the beginning of the transaction, which may have waited for its turn.
    is_over: bool,
}

/// The entry is locked first, then the offer, everywhere.
macro_rules! offers {
    ($which:literal, $($argument:expr),*) => {
        sqlx::query_as!(
            OfferRow,
            r#"select o.id as "id: WaitOfferId", w.id as "entry: WaitEntryId", o.hold_id as "hold: AppointmentId",
                      w.practice_id as "practice: PracticeId", o.practitioner_id as "practitioner: UserId",
                      w.type_id as "type_id: AppointmentTypeId", o.starts_at as "starts_at: Moment", o.round,
                      o.freed_id as "freed: AppointmentId", w.reason,
                      (select pet.id from pets pet where pet.id = w.pet_id and pet.removed_at is null) as "pet: PetId",
                      o.taken_at is not null as "is_taken!",
                      o.passed_at is not null as "is_passed!", o.expires_at <= clock_timestamp() as "is_over!"
               from waitlist w join waitlist_offers o on o.entry_id = w.id "# + $which,
            $($argument),*
        )
    };
}

/// Makes the offered time the person's appointment, confirmed or requested as its type says, and ends their waiting.
/// Says whether that is new: taking it once more answers with the same appointment.
pub async fn take_offer(tx: &mut Tx, me: &Me, id: WaitOfferId) -> Result<(Appointment, bool)> {
    let offer = offer_to(tx, me, id).await?;
    if offer.is_taken {
        return Ok((appointment_for(tx, me.id, offer.hold).await?, false));
    }
    if offer.is_passed || offer.is_over {
        return Err(AppError::conflict("This offer has run out. You keep your place on the waitlist."));
    }
    let kind = type_of(tx, offer.type_id).await?;
    let visit = Visit { client: me.id, starts_at: offer.starts_at, minutes: kind.minutes, moving: None };
    if is_engaged(tx, visit).await? {
        return Err(AppError::conflict(&format!("{}.", why_engaged(me, me.id))));
    }
    let asked = Asked { reason: offer.reason, pet: offer.pet, is_confirmed: !kind.needs_confirmation };
    let appointment = ask_for(tx, me, offer.hold, asked).await?;
    query!("update waitlist_offers set taken_at = now() where id = $1", offer.id as WaitOfferId)
        .execute(&mut **tx)
        .await?;
    query!(
        "update waitlist set left_at = now(), appointment_id = $2 where id = $1",
        offer.entry as WaitEntryId,
        offer.hold as AppointmentId
    )
    .execute(&mut **tx)
    .await?;
    tell_waiting(tx, offer.entry).await?;
    Ok((appointment, true))
}

/// Says no to an offered time, which goes to the next at once. Once more changes nothing.
pub async fn pass_offer(tx: &mut Tx, me: &Me, id: WaitOfferId) -> Result<()> {
    let offer = offer_to(tx, me, id).await?;
    if offer.is_taken {
        return Err(AppError::conflict("You have taken this time. The appointment can be cancelled instead."));
    }
    if offer.is_passed { Ok(()) } else { pass_on(tx, &offer).await }
}

/// Passes on what nobody has taken in time, some at once, and says whether there was any. Servers that do this at the
/// same time take different ones.
pub async fn pass_on_expired(tx: &mut Tx) -> Result<bool> {
    let expired = offers!(
        "where o.expires_at <= now() and o.taken_at is null and o.passed_at is null
         order by o.expires_at limit 20 for no key update of w, o skip locked",
    );
    let expired = expired.fetch_all(&mut **tx).await?;
    // First all of them are over: whoever let one go may be the next in turn for another.
    for offer in &expired {
        let_go(tx, offer).await?;
    }
    for offer in &expired {
        offer_next(tx, &offer.freed()).await?;
    }
    Ok(!expired.is_empty())
}

/// What somebody was offered who no longer waits. The entry is locked already.
pub(super) async fn pass_open_offer(tx: &mut Tx, entry: WaitEntryId) -> Result<()> {
    let open = offers!(
        "where w.id = $1 and o.taken_at is null and o.passed_at is null for no key update of o",
        entry as WaitEntryId
    );
    match open.fetch_optional(&mut **tx).await? {
        Some(offer) => pass_on(tx, &offer).await,
        None => Ok(()),
    }
}

async fn pass_on(tx: &mut Tx, offer: &OfferRow) -> Result<()> {
    let_go(tx, offer).await?;
    offer_next(tx, &offer.freed()).await
}

async fn let_go(tx: &mut Tx, offer: &OfferRow) -> Result<()> {
    query!("update waitlist_offers set passed_at = now() where id = $1", offer.id as WaitOfferId)
        .execute(&mut **tx)
        .await?;
    query!("delete from appointments where id = $1 and held_until is not null", offer.hold as AppointmentId)
        .execute(&mut **tx)
        .await?;
    tell_waiting(tx, offer.entry).await?;
    Ok(())
}

impl OfferRow {
    fn freed(&self) -> Freed {
        let Self { round, freed: by, practice, practitioner, starts_at, .. } = *self;
        Freed { round, by, practice, practitioner, starts_at }
    }
}

/// One's own offer; others' do not exist.
async fn offer_to(conn: &mut PgConnection, me: &Me, id: WaitOfferId) -> Result<OfferRow> {
    let found =
        offers!("where o.id = $1 and w.client_id = $2 for no key update of w, o", id as WaitOfferId, me.id as UserId);
    Ok(found.fetch_one(conn).await?)
}
