//! Offering a freed time to whoever is next. The offer is a hold, so that nobody else gets the time meanwhile.

use super::reading::tell_waiting;
use crate::accounts::store::people_among;
use crate::appointments::model::{Appointment, AppointmentType};
use crate::appointments::notices;
use crate::appointments::store::booking::{NewRow, try_insert};
use crate::appointments::store::free::receives;
use crate::appointments::store::hours::availability_of;
use crate::appointments::store::kinds::offered_types;
use crate::error::Result;
use crate::ids::{AppointmentId, AppointmentTypeId, PracticeId, UserId, WaitEntryId, WaitOfferId, uuids};
use crate::notifications::notify_all;
use crate::server::db::Tx;
use crate::time::Moment;
use sqlx::{query, query_scalar};
use uuid::Uuid;

/// The hold outlasts its offer by so many minutes, in which the clockwork gives the time to the next in turn: whoever
/// books just then shall not come before them.
const HANDING_OVER: i64 = 1;

/// A time that was freed, and the round of offers that follows from it.
pub(super) struct Freed {
    pub round: Uuid,
    pub by: AppointmentId,
    pub practice: PracticeId,
    pub practitioner: UserId,
    pub starts_at: Moment,
}

struct Next {
    entry: WaitEntryId,
    client: UserId,
    type_id: AppointmentTypeId,
}

/// Offers the time that an appointment no longer takes to the first who waits for it. `starts_at` and its practitioner
/// are those it had.
pub(in crate::appointments::store) async fn offer_freed(tx: &mut Tx, was: &Appointment) -> Result<()> {
    let practice = query_scalar!(
        r#"select practice_id as "id: PracticeId" from appointments where id = $1"#,
        was.id as AppointmentId
    );
    let practice = practice.fetch_one(&mut **tx).await?;
    let (practitioner, starts_at) = (was.practitioner.id, was.starts_at);
    offer_next(tx, &Freed { round: Uuid::now_v7(), by: was.id, practice, practitioner, starts_at }).await
}

/// Offers it to the next in turn. Where nobody is left, or somebody has booked it, it is simply no longer offered.
pub(super) async fn offer_next(tx: &mut Tx, freed: &Freed) -> Result<()> {
    let mut kinds = wanted_kinds(tx, freed).await?;
    if kinds.is_empty() {
        return Ok(());
    }
    let Some(expires_at) = end_of_offer(tx, freed).await? else { return Ok(()) };
    while let Some(next) = next_in_turn(tx, freed, &kinds).await? {
        let Some(kind) = kinds.iter().find(|kind| kind.id == next.type_id) else { break };
        let (practice, client, practitioner, starts_at) =
            (freed.practice, next.client, freed.practitioner, freed.starts_at);
        let row = NewRow { practice, client, practitioner, kind, starts_at, series: None };
        let Some(hold) = try_insert(tx, &row, Some(expires_at.plus_minutes(HANDING_OVER))).await? else {
            // So long an appointment does not fit; perhaps a shorter one does.
            kinds.retain(|kind| kind.id != next.type_id);
            continue;
        };
        if offer(tx, freed, &next, (hold, expires_at)).await? {
            tell_waiting(tx, next.entry).await?;
            notify_offer(tx, client, practitioner, (starts_at, expires_at)).await?;
            break;
        }
        query!("delete from appointments where id = $1", hold as AppointmentId).execute(&mut **tx).await?;
    }
    Ok(())
}

async fn notify_offer(tx: &mut Tx, client: UserId, practitioner: UserId, times: (Moment, Moment)) -> Result<()> {
    for practitioner in people_among(tx, &[practitioner]).await? {
        let notices = notices::of_offer(tx, client, &practitioner, times).await?;
        notify_all(tx, notices).await?;
    }
    Ok(())
}

/// What is waited for with this practitioner, and lies within their hours at that time.
async fn wanted_kinds(tx: &mut Tx, freed: &Freed) -> Result<Vec<AppointmentType>> {
    let wanted = query_scalar!(
        r#"select distinct type_id as "id: AppointmentTypeId" from waitlist
           where practice_id = $1 and left_at is null and (practitioner_id is null or practitioner_id = $2)"#,
        freed.practice as PracticeId,
        freed.practitioner as UserId
    );
    let wanted = wanted.fetch_all(&mut **tx).await?;
    let mut kinds = Vec::new();
    if wanted.is_empty() {
        return Ok(kinds);
    }
    for kind in offered_types(tx, freed.practitioner).await? {
        let stretch = (freed.starts_at, freed.starts_at.plus_minutes(kind.minutes.into()));
        if wanted.contains(&kind.id) && receives(tx, freed.practice, freed.practitioner, stretch).await? {
            kinds.push(kind);
        }
    }
    Ok(kinds)
}

/// Until when it can be taken: as long as the practice says, and no later than the practitioner's notice allows.
async fn end_of_offer(tx: &mut Tx, freed: &Freed) -> Result<Option<Moment>> {
    let minutes = query_scalar!("select waitlist_minutes from practices where id = $1", freed.practice as PracticeId);
    let minutes = minutes.fetch_one(&mut **tx).await?;
    let notice = availability_of(tx, freed.practitioner).await?.notice_minutes;
    let now = Moment::now();
    let end = now.plus_minutes(minutes.into()).min(freed.starts_at.plus_minutes(-i64::from(notice)));
    Ok((end > now).then_some(end))
}

/// The first who waits for one of these types there, has no other offer, was not offered this time before, did not
/// free it themselves, and has nothing else at that time. Those whom somebody else is just offering a time are passed
/// over.
async fn next_in_turn(tx: &mut Tx, freed: &Freed, kinds: &[AppointmentType]) -> Result<Option<Next>> {
    let types: Vec<AppointmentTypeId> = kinds.iter().map(|kind| kind.id).collect();
    let next = sqlx::query_as!(
        Next,
        r#"select w.id as "entry: WaitEntryId", w.client_id as "client: UserId", w.type_id as "type_id: AppointmentTypeId"
           from waitlist w join appointment_types t on t.id = w.type_id
           join users c on c.id = w.client_id and c.suspended_at is null
           where w.practice_id = $1 and w.left_at is null and w.type_id = any($2)
             and (w.practitioner_id is null or w.practitioner_id = $3)
             and not exists (select from waitlist_offers o
                 where o.entry_id = w.id and o.taken_at is null and o.passed_at is null)
             and not exists (select from waitlist_offers o join waitlist e on e.id = o.entry_id
                 where o.round = $4 and e.client_id = w.client_id)
             and not exists (select from appointments f where f.id = $5 and f.client_id = w.client_id)
             and not exists (select from appointments b
                 where b.client_id = w.client_id and b.held_until is null and b.status in ('requested', 'confirmed')
                   and b.starts_at < $6::timestamptz + make_interval(mins => t.minutes) and b.ends_at > $6)
           order by w.joined_at, w.id limit 1 for no key update of w skip locked"#,
        freed.practice as PracticeId,
        &uuids(&types),
        freed.practitioner as UserId,
        freed.round,
        freed.by as AppointmentId,
        freed.starts_at as Moment
    );
    Ok(next.fetch_optional(&mut **tx).await?)
}

/// Whether it is offered now: not where the person was offered another time a moment ago.
async fn offer(tx: &mut Tx, freed: &Freed, next: &Next, (hold, expires_at): (AppointmentId, Moment)) -> Result<bool> {
    let offered = query!(
        "insert into waitlist_offers (id, entry_id, round, freed_id, hold_id, practitioner_id, starts_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing",
        WaitOfferId::new() as WaitOfferId,
        next.entry as WaitEntryId,
        freed.round,
        freed.by as AppointmentId,
        hold as AppointmentId,
        freed.practitioner as UserId,
        freed.starts_at as Moment,
        expires_at as Moment
    );
    Ok(offered.execute(&mut **tx).await?.rows_affected() > 0)
}
