//! Who looks after whom.

use crate::accounts::{Me, User};
use crate::clients::model::OwnPractitioner;
use crate::error::{AppError, Result};
use crate::ids::{RoomId, UserId, uuids};
use sqlx::{PgConnection, query, query_as, query_scalar};

/// A client of one's practice, for who works there; for others there is none.
pub async fn client_for(conn: &mut PgConnection, me: &Me, client: UserId) -> Result<User> {
    if me.is_client() {
        return Err(AppError::NotFound);
    }
    query_as!(
        User,
        r#"select u.id as "id: UserId", u.name, u.avatar
           from visible_people v join users u on u.id = v.user_id
           where v.viewer_id = $1 and u.id = $2 and u.role = 'client'"#,
        me.id() as UserId,
        client as UserId
    )
    .fetch_optional(conn)
    .await?
    .ok_or(AppError::NotFound)
}

/// Of those, the clients of one's practice, for who works there.
pub async fn clients_among(conn: &mut PgConnection, me: &Me, clients: &[UserId]) -> Result<Vec<User>> {
    if me.is_client() {
        return Ok(Vec::new());
    }
    Ok(query_as!(
        User,
        r#"select u.id as "id: UserId", u.name, u.avatar
           from visible_people v join users u on u.id = v.user_id
           where v.viewer_id = $1 and u.id = any($2) and u.role = 'client'"#,
        me.id() as UserId,
        &uuids(clients)
    )
    .fetch_all(conn)
    .await?)
}

/// The one client with whom the person is alone in a room; nobody in groups, or where the other is no client.
pub async fn client_of_room(conn: &mut PgConnection, me: &Me, room: RoomId) -> Result<Option<User>> {
    if me.is_client() {
        return Ok(None);
    }
    Ok(query_as!(
        User,
        r#"select u.id as "id: UserId", u.name, u.avatar
           from rooms r
           join room_members mine on mine.room_id = r.id and mine.user_id = $1
           join room_members theirs on theirs.room_id = r.id and theirs.user_id <> $1
           join users u on u.id = theirs.user_id and u.role = 'client'
           where r.id = $2 and r.kind <> 'group' and r.kind <> 'community'
             and (select count(*) from room_members m where m.room_id = r.id) = 2"#,
        me.id() as UserId,
        room as RoomId
    )
    .fetch_optional(conn)
    .await?)
}

/// The practitioners whose client this is.
pub async fn carers_of(conn: &mut PgConnection, client: UserId) -> Result<Vec<UserId>> {
    Ok(query_scalar!(
        r#"select distinct practitioner_id as "id!: UserId" from own_clients where client_id = $1"#,
        client as UserId
    )
    .fetch_all(conn)
    .await?)
}

/// The practitioners with whom a client shares an appointment, those first who are next or were last.
pub async fn own_practitioners(conn: &mut PgConnection, client: UserId) -> Result<Vec<OwnPractitioner>> {
    let rows = query!(
        r#"select u.id as "id: UserId", u.name, u.avatar,
                  exists (select from reachable_people r where r.viewer_id = $1 and r.user_id = u.id) as "may_write!",
                  (select r.id from room_members mine
                   join room_members theirs on theirs.room_id = mine.room_id and theirs.user_id = u.id
                   join rooms r on r.id = mine.room_id
                   where mine.user_id = $1 and r.ended_at is null and r.kind in ('direct', 'appointment')
                   order by r.kind = 'appointment' desc, r.last_activity_at desc limit 1) as "room: RoomId"
           from (select practitioner_id, max(starts_at) as latest
                 from appointments where client_id = $1 and status not in ('declined', 'held') group by practitioner_id) p
           join users u on u.id = p.practitioner_id
           order by p.latest desc, u.name, u.id"#,
        client as UserId
    );
    let rows = rows.fetch_all(conn).await?.into_iter();
    Ok(rows
        .map(|row| OwnPractitioner {
            practitioner: User { id: row.id, name: row.name, avatar: row.avatar },
            room: row.room,
            may_write: row.may_write,
        })
        .collect())
}
