//! Reading appointments, always through one of their two people.

use crate::accounts::User;
use crate::appointments::model::{Appointment, Place, Status};
use crate::error::{AppError, Result};
use crate::ids::{AppointmentId, RoomId, UserId};
use crate::time::Moment;
use sqlx::PgConnection;

struct AppointmentRow {
    id: AppointmentId,
    client_id: UserId,
    client_name: String,
    client_avatar: Option<String>,
    practitioner_id: UserId,
    practitioner_name: String,
    practitioner_avatar: Option<String>,
    type_name: String,
    place: Place,
    starts_at: Moment,
    ends_at: Moment,
    reason: String,
    status: Status,
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
            type_name: row.type_name,
            place: row.place,
            starts_at: row.starts_at,
            ends_at: row.ends_at,
            reason: row.reason,
            status: row.status,
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
                      p.name as practitioner_name, p.avatar as practitioner_avatar, t.name as type_name,
                      t.place as "place: Place", a.starts_at as "starts_at: Moment", a.ends_at as "ends_at: Moment",
                      a.reason, a.status as "status: Status", a.room_id as "room_id: RoomId",
                      a.requested_at as "requested_at: Moment"
               from appointments a
               join users c on c.id = a.client_id
               join users p on p.id = a.practitioner_id
               join appointment_types t on t.id = a.type_id "# + $which,
            $($argument),*
        )
    };
}

/// One appointment for one of its people; for others it does not exist.
pub async fn appointment_for(conn: &mut PgConnection, me: UserId, id: AppointmentId) -> Result<Appointment> {
    let row = appointments!(
        "where a.id = $1 and (a.client_id = $2 or a.practitioner_id = $2)",
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
        "where (a.client_id = $1 or a.practitioner_id = $1) and a.ends_at > $2 and a.starts_at < $3
         order by a.starts_at, a.requested_at",
        me as UserId,
        from as Moment,
        until as Moment
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
