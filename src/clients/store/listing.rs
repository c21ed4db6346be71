//! Lists of clients, a part at a time: first who is in it, then what there is to say of these few.

use crate::accounts::{Me, User};
use crate::clients::model::{ClientLine, Shown};
use crate::error::Result;
use crate::ids::{PracticeId, UserId, uuids};
use crate::time::Moment;
use sqlx::{PgConnection, query};
use std::collections::HashMap;

/// A place in a list: after this client, and in the order of contacts after that moment.
pub type Place = (Option<Moment>, UserId);

pub struct ClientSearch {
    pub shown: Shown,
    /// A part of the name; empty finds all.
    pub text: String,
    pub after: Option<Place>,
    pub limit: i64,
}

/// Who works in the practice asks. Only practitioners have clients of their own; an admin gets all.
pub async fn find_clients(conn: &mut PgConnection, me: &Me, search: &ClientSearch) -> Result<Vec<ClientLine>> {
    let found = match search.shown {
        Shown::Contact if me.is_practitioner() => by_contact(conn, me, search).await?,
        _ => by_name(conn, me, search).await?,
    };
    let ids: Vec<UserId> = found.iter().map(|(id, _)| *id).collect();
    let mut lines = lines_of(conn, me, &ids).await?;
    let told = found.into_iter().filter_map(|(id, contact_at)| {
        let line = lines.remove(&id)?;
        Some(ClientLine { contact_at, ..line })
    });
    Ok(told.collect())
}

type Found = Vec<(UserId, Option<Moment>)>;

async fn by_name(conn: &mut PgConnection, me: &Me, search: &ClientSearch) -> Result<Found> {
    let own_only = me.is_practitioner() && search.shown != Shown::All;
    let rows = query!(
        r#"select u.id as "id: UserId" from users u
           where u.practice_id = $6 and u.role = 'client'
             and (not $2 or u.id in (select client_id from own_clients where practitioner_id = $1))
             and strpos(u.name_folded, folded($3)) > 0
             and ($4::uuid is null or (u.name_folded, u.id) > (select name_folded, id from users where id = $4))
           order by u.name_folded, u.id limit $5"#,
        me.id() as UserId,
        own_only,
        search.text,
        search.after.map(|(_, id)| id) as Option<UserId>,
        search.limit,
        me.practice.id as PracticeId
    );
    Ok(rows.fetch_all(conn).await?.into_iter().map(|row| (row.id, None)).collect())
}

async fn by_contact(conn: &mut PgConnection, me: &Me, search: &ClientSearch) -> Result<Found> {
    let (at, id) = search.after.unzip();
    let rows = query!(
        r#"select c.client_id as "id!: UserId", c.contact_at as "at!: Moment"
           from (select client_id, max(contact_at) as contact_at from own_clients
                 where practitioner_id = $1 group by client_id) c
           join users u on u.id = c.client_id
           where strpos(u.name_folded, folded($2)) > 0
             and ($3::timestamptz is null or (c.contact_at, c.client_id) < ($3, $4))
           order by c.contact_at desc, c.client_id desc limit $5"#,
        me.id() as UserId,
        search.text,
        at.flatten() as Option<Moment>,
        id as Option<UserId>,
        search.limit
    );
    Ok(rows.fetch_all(conn).await?.into_iter().map(|row| (row.id, Some(row.at))).collect())
}

/// What there is to say of each: for a practitioner of the two, for an admin of the client with anybody.
async fn lines_of(conn: &mut PgConnection, me: &Me, clients: &[UserId]) -> Result<HashMap<UserId, ClientLine>> {
    let rows = query!(
        r#"select u.id as "id: UserId", u.name, u.avatar,
                  (select max(a.starts_at) from appointments a
                   where a.client_id = u.id and ($3::uuid is null or a.practitioner_id = $3)
                     and a.ends_at <= now() and a.status in ('confirmed', 'completed')) as "last: Moment",
                  (select min(a.starts_at) from appointments a
                   where a.client_id = u.id and ($3::uuid is null or a.practitioner_id = $3)
                     and a.ends_at > now() and a.status in ('requested', 'confirmed')) as "next: Moment",
                  coalesce(wrote.count, 0) as "unread!"
           from users u
           -- From one's own rooms with something unread, and in them from where one has read to.
           left join (
               select m.sender_id, count(*) as count
               from (select mine.room_id, mine.read from room_members mine
                     join rooms r on r.id = mine.room_id and r.last_number > mine.read
                     where mine.user_id = $2 offset 0) mine
               cross join lateral (
                   select x.sender_id from messages x
                   where x.room_id = mine.room_id and x.number > mine.read and x.sender_id = any($1)
                     and x.kind <> 'system' and x.deleted_at is null offset 0) m
               group by m.sender_id) wrote on wrote.sender_id = u.id
           where u.id = any($1)"#,
        &uuids(clients),
        me.id() as UserId,
        me.is_practitioner().then(|| me.id()) as Option<UserId>
    );
    let rows = rows.fetch_all(conn).await?.into_iter();
    let told = rows.map(|row| {
        let client = User { id: row.id, name: row.name, avatar: row.avatar };
        let line = ClientLine {
            client,
            last_appointment: row.last,
            next_appointment: row.next,
            unread: row.unread,
            contact_at: None,
        };
        (row.id, line)
    });
    Ok(told.collect())
}
