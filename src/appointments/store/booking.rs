//! Holding a time, and asking for it. Of many who want the same, the exclusion constraint lets one through.

use super::about::{give_files, set_pet};
use super::changes::{record, record_confirmation, tell_changed};
use super::deciding::settle;
use super::engaged::{Visit, must_not_be_engaged};
use super::free::{FreeSearch, is_free};
use super::kinds::{practitioners_for, type_for};
use super::series::{Weekly, book_series};
use crate::accounts::Me;
use crate::appointments::BookingRequest;
use crate::appointments::model::{Appointment, AppointmentType, Hold, What, check_reason};
use crate::error::{AppError, Result};
use crate::ids::{AppointmentId, AppointmentTypeId, PetId, PracticeId, SeriesId, UserId};
use crate::server::db::Tx;
use crate::time::Moment;
use crate::words::Role;
use sqlx::{PgConnection, query, query_scalar};

/// How long a chosen time is kept while its appointment is being described.
const HOLD_MINUTES: i64 = 5;

/// A time of a practitioner, or of any who is free.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    pub practitioner: Option<UserId>,
    pub type_id: AppointmentTypeId,
    pub starts_at: Moment,
}

pub struct NewAppointment {
    /// Somebody else than the one who books, where the practice books for its client.
    pub client: Option<UserId>,
    pub slot: Slot,
    pub reason: String,
    pub pet: Option<PetId>,
}

/// Keeps a time for a person, for some minutes; what they held before is free again.
pub async fn hold_slot(tx: &mut Tx, me: &Me, slot: Slot) -> Result<Hold> {
    let starts_at = slot.starts_at;
    let kind = type_for(tx, me.practice.id, slot.type_id).await?;
    if me.is_client() {
        must_not_be_engaged(tx, me, Visit { client: me.id, starts_at, minutes: kind.minutes, moving: None }).await?;
    }
    release_holds(tx, me.id).await?;
    let practitioner = who_is_free(tx, me, slot, &kind).await?;
    let held_until = Moment::now().plus_minutes(HOLD_MINUTES);
    let row = NewRow { practice: me.practice.id, client: me.id, practitioner, kind: &kind, starts_at, series: None };
    let id = insert(tx, &row, Some(held_until)).await?;
    Ok(Hold { id, practitioner, starts_at, held_until })
}

/// Frees what a person holds; times that the waiting list offers them stay theirs.
pub async fn release_holds(tx: &mut Tx, me: UserId) -> Result<()> {
    query!(
        "delete from appointments a where client_id = $1 and held_until is not null
             and not exists (select from waitlist_offers o where o.hold_id = a.id)",
        me as UserId
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Holds that have run out keep nobody from booking; this only tidies them away.
pub async fn forget_old_holds(conn: &mut PgConnection) -> Result<()> {
    query!(
        "delete from appointments
         where id in (select id from appointments where held_until < now() for update skip locked)"
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A hold that has run out is in nobody's way. What another deletes at this moment, the constraint waits for.
pub(super) async fn forget_old_holds_of(tx: &mut Tx, practitioner: UserId) -> Result<()> {
    query!(
        "delete from appointments
         where id in (select id from appointments where practitioner_id = $1 and held_until < now()
                      for update skip locked)",
        practitioner as UserId
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Books what somebody asks for: one appointment, or a weekly series.
pub async fn book(tx: &mut Tx, me: &Me, request: BookingRequest) -> Result<Vec<Appointment>> {
    let BookingRequest { practitioner, type_id, starts_at, reason, client, pet, files, weeks, skip_taken } = request;
    let new = NewAppointment { client, slot: Slot { practitioner, type_id, starts_at }, reason, pet };
    let booked = match weeks {
        Some(weeks) => book_series(tx, me, new, Weekly { weeks, skip_taken }).await?,
        None => vec![book_slot(tx, me, new).await?],
    };
    let ids: Vec<AppointmentId> = booked.iter().map(|appointment| appointment.id).collect();
    give_files(tx, me, &ids, &files).await?;
    Ok(booked)
}

/// Asks for a time that is free.
pub async fn book_slot(tx: &mut Tx, me: &Me, new: NewAppointment) -> Result<Appointment> {
    let reason = check_reason(&new.reason)?;
    let client = client_for(tx, me, new.client).await?;
    let kind = type_for(tx, me.practice.id, new.slot.type_id).await?;
    let practitioner = who_is_free(tx, me, new.slot, &kind).await?;
    let starts_at = new.slot.starts_at;
    must_not_be_engaged(tx, me, Visit { client, starts_at, minutes: kind.minutes, moving: None }).await?;
    let row = NewRow { practice: me.practice.id, client, practitioner, kind: &kind, starts_at, series: None };
    let asked = Asked { reason, pet: new.pet, is_confirmed: is_confirmed_at_once(me, &kind) };
    place(tx, me, &[row], asked).await?.pop().ok_or_else(just_taken)
}

/// What the practice books, and what needs no confirmation.
pub(super) fn is_confirmed_at_once(me: &Me, kind: &AppointmentType) -> bool {
    !me.is_client() || !kind.needs_confirmation
}

/// Puts appointments at times that were found free; where somebody was faster, the constraint says so. All of a series
/// are there before the first is told of, which says how many they are.
pub(super) async fn place(tx: &mut Tx, me: &Me, rows: &[NewRow<'_>], asked: Asked) -> Result<Vec<Appointment>> {
    release_holds(tx, me.id).await?;
    let mut ids = Vec::new();
    for row in rows {
        ids.push(insert(tx, row, None).await?);
    }
    let mut placed = Vec::new();
    for id in ids {
        placed.push(ask_for(tx, me, id, asked.clone()).await?);
    }
    Ok(placed)
}

/// What is asked for with a time.
#[derive(Clone)]
pub(super) struct Asked {
    pub reason: String,
    pub pet: Option<PetId>,
    pub is_confirmed: bool,
}

/// Makes a time that is kept for somebody their appointment, with its history and, where it is confirmed, its room.
pub(super) async fn ask_for(tx: &mut Tx, me: &Me, id: AppointmentId, asked: Asked) -> Result<Appointment> {
    let starts_at = query_scalar!(
        r#"update appointments set held_until = null, requested_at = now(), reason = $2, booked_by = $3,
             confirmed_at = case when $4 then now() end,
             confirmed_by = case when $4 then case when $3 = client_id then practitioner_id else $3 end end
           where id = $1 returning starts_at as "at: Moment""#,
        id as AppointmentId,
        asked.reason,
        me.id as UserId,
        asked.is_confirmed
    )
    .fetch_optional(&mut **tx)
    .await?
    .ok_or_else(just_taken)?;
    set_pet(tx, me, id, asked.pet).await?;
    if asked.is_confirmed {
        // Its room is there before what happens is said in it.
        settle(tx, me, id).await?;
    }
    let what = if me.is_client() { What::Requested } else { What::Booked };
    record(tx, me, id, what, "", (None, Some(starts_at))).await?;
    if asked.is_confirmed {
        // What a client asks for without needing a confirmation is confirmed by nobody in particular.
        record_confirmation(tx, me, id, (!me.is_client()).then_some(me)).await?;
    }
    tell_changed(tx, me.id, id).await
}

/// Clients book for themselves, the practice for its clients.
pub(super) async fn client_for(conn: &mut PgConnection, me: &Me, client: Option<UserId>) -> Result<UserId> {
    match (me.role, client) {
        (Role::Client, None) => Ok(me.id),
        (Role::Client, Some(client)) if client == me.id => Ok(me.id),
        (Role::Client, Some(_)) => Err(AppError::forbidden("You can book for yourself.")),
        (_, None) => Err(AppError::invalid("client", "Please choose for whom it is.")),
        (_, Some(client)) => query_scalar!(
            r#"select id as "id: UserId" from users where id = $1 and practice_id = $2 and role = 'client'"#,
            client as UserId,
            me.practice.id as PracticeId
        )
        .fetch_optional(conn)
        .await?
        .ok_or_else(|| AppError::invalid("client", "There is nobody of that name.")),
    }
}

/// The chosen practitioner, or of all who are free then the one with the least to do that day.
pub(super) async fn who_is_free(
    conn: &mut PgConnection,
    me: &Me,
    slot: Slot,
    kind: &AppointmentType,
) -> Result<UserId> {
    let candidates = match slot.practitioner {
        Some(one) => vec![one],
        None => least_busy_first(conn, me.practice.id, slot).await?,
    };
    for practitioner in candidates {
        let search = FreeSearch {
            practice: me.practice.id,
            practitioner,
            kind,
            viewer: me.id,
            is_noticed: me.is_client(),
            moving: None,
            within: None,
        };
        if is_free(conn, search, slot.starts_at).await? {
            return Ok(practitioner);
        }
    }
    Err(not_free())
}

async fn least_busy_first(conn: &mut PgConnection, practice: PracticeId, slot: Slot) -> Result<Vec<UserId>> {
    let people = practitioners_for(&mut *conn, practice, slot.type_id).await?;
    let people: Vec<UserId> = people.into_iter().map(|person| person.id).collect();
    Ok(query_scalar!(
        r#"select u.id as "id!: UserId" from unnest($1::uuid[]) with ordinality u (id, place)
           left join appointments a on a.practitioner_id = u.id and a.declined_at is null and a.cancelled_at is null
               and a.occupies && tstzrange($2::timestamptz - interval '12 hours', $2::timestamptz + interval '12 hours')
           group by u.id, u.place order by count(a.id), u.place"#,
        &crate::ids::uuids(&people),
        slot.starts_at as Moment
    )
    .fetch_all(conn)
    .await?)
}

pub(super) struct NewRow<'a> {
    pub practice: PracticeId,
    pub client: UserId,
    pub practitioner: UserId,
    pub kind: &'a AppointmentType,
    pub starts_at: Moment,
    pub series: Option<SeriesId>,
}

async fn insert(tx: &mut Tx, row: &NewRow<'_>, held_until: Option<Moment>) -> Result<AppointmentId> {
    try_insert(tx, row, held_until).await?.ok_or_else(just_taken)
}

/// `None` where somebody has that time, or a part of it.
pub(super) async fn try_insert(
    tx: &mut Tx,
    row: &NewRow<'_>,
    held_until: Option<Moment>,
) -> Result<Option<AppointmentId>> {
    let id = AppointmentId::new();
    let ends_at = row.starts_at.plus_minutes(row.kind.minutes.into());
    forget_old_holds_of(tx, row.practitioner).await?;
    let inserted = query!(
        "insert into appointments (id, practice_id, client_id, practitioner_id, type_id, starts_at, ends_at, occupies,
                                   reason, held_until, series_id)
         values ($1, $2, $3, $4, $5, $6, $7,
             tstzrange($6::timestamptz - make_interval(mins => $8), $7::timestamptz + make_interval(mins => $9)), '', $10,
             $11)
         on conflict on constraint appointments_practitioner_excl do nothing",
        id as AppointmentId,
        row.practice as PracticeId,
        row.client as UserId,
        row.practitioner as UserId,
        row.kind.id as AppointmentTypeId,
        row.starts_at as Moment,
        ends_at as Moment,
        row.kind.before,
        row.kind.after,
        held_until as Option<Moment>,
        row.series as Option<SeriesId>
    )
    .execute(&mut **tx)
    .await?;
    Ok((inserted.rows_affected() > 0).then_some(id))
}

pub(super) fn not_free() -> AppError {
    AppError::invalid("startsAt", "This time is not free; please choose another one.")
}

pub(super) fn just_taken() -> AppError {
    AppError::invalid("startsAt", "Somebody was faster: this time has just been taken.")
}
