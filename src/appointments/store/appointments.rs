//! Reading appointments, always through one of their two people, or through an admin of their practice.

use crate::accounts::{Me, User};
use crate::appointments::model::{Appointment, PetName, Place, Proposal, Status};
use crate::error::{AppError, Result};
use crate::ids::{AppointmentId, AppointmentTypeId, PetId, PracticeId, RoomId, SeriesId, UserId};
use crate::time::Moment;
use crate::words::Role;
use sqlx::PgConnection;

struct AppointmentRow {
    id: AppointmentId,
    client_id: UserId,
    client_name: String,
    client_avatar: Option<String>,
    practitioner_id: UserId,
    practitioner_name: String,
    practitioner_avatar: Option<String>,
    type_id: AppointmentTypeId,
    type_name: String,
    place: Place,
    price: String,
    starts_at: Moment,
    ends_at: Moment,
    expected_at: Option<Moment>,
    reason: String,
    status: Status,
    closing_note: String,
    proposed_at: Option<Moment>,
    proposed_by: Option<UserId>,
    series_id: Option<SeriesId>,
    series_size: Option<i64>,
    pet_id: Option<PetId>,
    pet_name: Option<String>,
    cancellation_hours: i32,
    room_id: Option<RoomId>,
    requested_at: Moment,
}

impl From<AppointmentRow> for Appointment {
    fn from(row: AppointmentRow) -> Self {
        Self {
            id: row.id,
            client: User { id: row.client_id, name: row.client_name, avatar: row.client_avatar },
            practitioner: User {
                id: row.practitioner_id,
                name: row.practitioner_name,
                avatar: row.practitioner_avatar,
            },
            type_id: row.type_id,
            type_name: row.type_name,
            place: row.place,
            price: row.price,
            starts_at: row.starts_at,
            ends_at: row.ends_at,
            expected_at: row.expected_at,
            reason: row.reason,
            status: row.status,
            closing_note: row.closing_note,
            proposal: row.proposed_at.zip(row.proposed_by).map(|(starts_at, by)| Proposal { starts_at, by }),
            series: row.series_id,
            series_size: row.series_size,
            pet: row.pet_id.zip(row.pet_name).map(|(id, name)| PetName { id, name }),
            changeable_until: row.starts_at.plus_minutes(-60 * i64::from(row.cancellation_hours)),
            room: row.room_id,
            requested_at: row.requested_at,
        }
    }
}

/// One way to read appointments: the columns are said once, each query says which rows.
macro_rules! appointments {
    ($which:literal, $($argument:expr),*) => {
        sqlx::query_as!(
            AppointmentRow,
            r#"select a.id as "id: AppointmentId", a.client_id as "client_id: UserId", c.name as client_name,
                      c.avatar as client_avatar, a.practitioner_id as "practitioner_id: UserId",
                      p.name as practitioner_name, p.avatar as practitioner_avatar,
                      a.type_id as "type_id: AppointmentTypeId", a.type_name, a.place as "place: Place", a.price,
                      a.starts_at as "starts_at: Moment", a.ends_at as "ends_at: Moment",
                      a.expected_at as "expected_at: Moment", a.reason, a.status as "status!: Status", a.closing_note,
                      a.proposed_at as "proposed_at: Moment", a.proposed_by as "proposed_by: UserId",
                      a.series_id as "series_id: SeriesId",
                      case when a.series_id is not null
                          then (select count(*) from appointments s where s.series_id = a.series_id) end as series_size,
                      pet.id as "pet_id?: PetId", pet.name as "pet_name?", pr.cancellation_hours,
                      a.room_id as "room_id: RoomId",
                      a.requested_at as "requested_at: Moment"
               from appointments a
               join users c on c.id = a.client_id
               join users p on p.id = a.practitioner_id
               join practices pr on pr.id = a.practice_id
               left join pets pet on pet.id = a.pet_id "# + $which,
            $($argument),*
        )
    };
}

/// One appointment for one of its people; for others it does not exist.
pub async fn appointment_for(conn: &mut PgConnection, me: UserId, id: AppointmentId) -> Result<Appointment> {
    let row = appointments!(
        "where a.id = $1 and a.held_until is null
           and (a.client_id = $2 or a.practitioner_id = $2
                or exists (select from users v where v.id = $2 and v.role = 'admin' and v.practice_id = a.practice_id))",
        id as AppointmentId,
        me as UserId
    );
    row.fetch_optional(conn).await?.map(Appointment::from).ok_or(AppError::NotFound)
}

/// The appointment that a room was opened for, if it was and the person is one of its two.
pub async fn appointment_of_room(conn: &mut PgConnection, me: UserId, room: RoomId) -> Result<Option<Appointment>> {
    let row = appointments!(
        "where a.room_id = $1 and (a.client_id = $2 or a.practitioner_id = $2)",
        room as RoomId,
        me as UserId
    );
    Ok(row.fetch_optional(conn).await?.map(Appointment::from))
}

/// All of a person's appointments that end after a moment, by time.
pub async fn appointments_of(
    conn: &mut PgConnection,
    me: UserId,
    (from, until): (Moment, Moment),
) -> Result<Vec<Appointment>> {
    let rows = appointments!(
        "where (a.client_id = $1 or a.practitioner_id = $1) and a.ends_at > $2 and a.starts_at < $3 and a.held_until is null
         order by a.starts_at, a.requested_at",
        me as UserId,
        from as Moment,
        until as Moment
    );
    Ok(rows.fetch_all(conn).await?.into_iter().map(Appointment::from).collect())
}

/// What several practitioners have in a stretch of time, by time.
pub(super) async fn appointments_with(
    conn: &mut PgConnection,
    practitioners: &[UserId],
    (from, until): (Moment, Moment),
) -> Result<Vec<Appointment>> {
    let rows = appointments!(
        "where a.practitioner_id = any($1) and a.ends_at > $2 and a.starts_at < $3 and a.held_until is null
         order by a.starts_at, a.requested_at",
        &crate::ids::uuids(practitioners),
        from as Moment,
        until as Moment
    );
    Ok(rows.fetch_all(conn).await?.into_iter().map(Appointment::from).collect())
}

/// Which appointments are looked for.
#[derive(Clone, Copy, Debug)]
pub struct AppointmentSearch {
    pub status: Option<Status>,
    pub series: Option<SeriesId>,
    /// Those that end after the first and begin before the second.
    pub from: Option<Moment>,
    pub until: Option<Moment>,
    /// From after this one on.
    pub after: Option<(Moment, AppointmentId)>,
    pub limit: i64,
}

/// One's own appointments, and for admins their practice's, the earliest first.
pub async fn find_appointments(
    conn: &mut PgConnection,
    me: &Me,
    search: AppointmentSearch,
) -> Result<Vec<Appointment>> {
    let rows = appointments!(
        "where a.practice_id = $1 and a.held_until is null
           and (a.client_id = $2 or a.practitioner_id = $2 or $3)
           and ($4::text is null or a.status = $4) and ($5::uuid is null or a.series_id = $5)
           and ($6::timestamptz is null or a.ends_at > $6) and ($7::timestamptz is null or a.starts_at < $7)
           and ($8::timestamptz is null or (a.starts_at, a.id) > ($8, $9::uuid))
         order by a.starts_at, a.id limit $10",
        me.practice.id as PracticeId,
        me.id as UserId,
        me.role == Role::Admin,
        search.status.map(Status::code),
        search.series as Option<SeriesId>,
        search.from as Option<Moment>,
        search.until as Option<Moment>,
        search.after.map(|(at, _)| at) as Option<Moment>,
        search.after.map(|(_, id)| id) as Option<AppointmentId>,
        search.limit
    );
    Ok(rows.fetch_all(conn).await?.into_iter().map(Appointment::from).collect())
}

/// What waits for the practitioner's decision, the earliest first.
pub async fn requests_to(conn: &mut PgConnection, practitioner: UserId) -> Result<Vec<Appointment>> {
    let rows = appointments!(
        "where a.practitioner_id = $1 and a.status = 'requested' order by a.starts_at",
        practitioner as UserId
    );
    Ok(rows.fetch_all(conn).await?.into_iter().map(Appointment::from).collect())
}

/// The next appointment that lies ahead or is under way.
pub async fn next_of(conn: &mut PgConnection, me: UserId) -> Result<Option<Appointment>> {
    let row = appointments!(
        "where (a.client_id = $1 or a.practitioner_id = $1) and a.ends_at > now()
           and a.status in ('requested', 'confirmed') order by a.starts_at limit 1",
        me as UserId
    );
    Ok(row.fetch_optional(conn).await?.map(Appointment::from))
}
