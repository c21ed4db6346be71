//! A client's appointments: those with one practitioner, or for an admin all of them.

use crate::accounts::{Me, User};
use crate::appointments::{PetName, Status};
use crate::clients::model::Visit;
use crate::error::Result;
use crate::files::Attachment;
use crate::files::store::attachments;
use crate::ids::{AppointmentId, FileId, PetId, UserId};
use crate::time::Moment;
use sqlx::{PgConnection, query_scalar};

struct VisitRow {
    id: AppointmentId,
    practitioner_id: UserId,
    practitioner_name: String,
    practitioner_avatar: Option<String>,
    type_name: String,
    pet_id: Option<PetId>,
    pet_name: Option<String>,
    starts_at: Moment,
    ends_at: Moment,
    status: Status,
}

impl From<VisitRow> for Visit {
    fn from(row: VisitRow) -> Self {
        Self {
            id: row.id,
            practitioner: User {
                id: row.practitioner_id,
                name: row.practitioner_name,
                avatar: row.practitioner_avatar,
            },
            type_name: row.type_name,
            pet: row.pet_id.zip(row.pet_name).map(|(id, name)| PetName { id, name }),
            starts_at: row.starts_at,
            ends_at: row.ends_at,
            status: row.status,
        }
    }
}

/// One way to read visits: the columns are said once, each query says which rows.
macro_rules! visits {
    ($which:literal, $($argument:expr),*) => {
        sqlx::query_as!(
            VisitRow,
            r#"select a.id as "id: AppointmentId", a.practitioner_id as "practitioner_id: UserId",
                      p.name as practitioner_name, p.avatar as practitioner_avatar, a.type_name,
                      pet.id as "pet_id?: PetId", pet.name as "pet_name?",
                      a.starts_at as "starts_at: Moment", a.ends_at as "ends_at: Moment", a.status as "status!: Status"
               from appointments a
               join users p on p.id = a.practitioner_id
               left join pets pet on pet.id = a.pet_id
               where a.client_id = $1 and ($2::uuid is null or a.practitioner_id = $2) "# + $which,
            $($argument),*
        )
    };
}

/// The practitioner whose appointments these have to be.
fn of_whom(me: &Me) -> Option<UserId> {
    me.is_practitioner().then(|| me.id())
}

/// What lies ahead or is under way, the nearest first.
pub async fn ahead_with(conn: &mut PgConnection, me: &Me, client: UserId, limit: i64) -> Result<Vec<Visit>> {
    let rows = visits!(
        "and a.ends_at > now() and a.status in ('requested', 'confirmed') order by a.starts_at limit $3",
        client as UserId,
        of_whom(me) as Option<UserId>,
        limit
    );
    Ok(rows.fetch_all(conn).await?.into_iter().map(Visit::from).collect())
}

/// What is over or closed, the latest first; what was declined never was an appointment.
pub async fn past_with(conn: &mut PgConnection, me: &Me, client: UserId, limit: i64) -> Result<Vec<Visit>> {
    let rows = visits!(
        "and (a.status in ('cancelled', 'completed', 'no_show')
              or a.status in ('requested', 'confirmed') and a.ends_at <= now())
         order by a.starts_at desc limit $3",
        client as UserId,
        of_whom(me) as Option<UserId>,
        limit
    );
    Ok(rows.fetch_all(conn).await?.into_iter().map(Visit::from).collect())
}

/// The latest that took place, or should have; what was cancelled is none.
pub async fn last_with(conn: &mut PgConnection, me: &Me, client: UserId) -> Result<Option<Visit>> {
    let row = visits!(
        "and (a.status in ('completed', 'no_show') or a.status = 'confirmed' and a.ends_at <= now())
         order by a.starts_at desc limit 1",
        client as UserId,
        of_whom(me) as Option<UserId>
    );
    Ok(row.fetch_optional(conn).await?.map(Visit::from))
}

/// Files that the client gave with requests to this practitioner, the newest first.
pub async fn files_given(conn: &mut PgConnection, me: UserId, client: UserId, limit: i64) -> Result<Vec<Attachment>> {
    let files = query_scalar!(
        r#"select x.file_id as "id: FileId" from appointment_files x join appointments a on a.id = x.appointment_id
           where a.practitioner_id = $1 and a.client_id = $2
           group by x.file_id order by max(a.requested_at) desc, min(x.place) limit $3"#,
        me as UserId,
        client as UserId,
        limit
    );
    let files = files.fetch_all(&mut *conn).await?;
    let mut found = attachments(conn, &files).await?;
    Ok(files.iter().filter_map(|file| found.remove(file)).collect())
}
