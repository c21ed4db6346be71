//! The SQL of a batch.

use super::super::{Errand, Letter};
use super::ledger::{Key, Ledger, Position, RoomRow};
use crate::accounts::User;
use crate::chat::model::Message;
use crate::chat::store::{find_posted_among, fold};
use crate::ids::{RoomId, UserId, uuids};
use serde_json::Value;
use sqlx::{PgConnection, query};
use std::collections::{HashMap, HashSet};
use time::OffsetDateTime;
use uuid::Uuid;

/// Locks the rooms, always in the order of their ids, so that no two writers wait for each other.
pub async fn lock_rooms(conn: &mut PgConnection, letters: &[Letter]) -> Result<HashMap<RoomId, RoomRow>, sqlx::Error> {
    let ids: HashSet<RoomId> = letters.iter().map(|letter| letter.room).collect();
    let rows = query!(
        r#"select id as "id: RoomId", ended_at is not null as "is_ended!", last_number, version, changed_version
           from rooms where id = any($1) order by id for update"#,
        &uuids(&ids)
    );
    let rooms = rows.fetch_all(conn).await?.into_iter().map(|row| {
        let room = RoomRow {
            is_ended: row.is_ended,
            last_number: row.last_number,
            version: row.version,
            changed_version: row.changed_version,
            is_written: false,
        };
        (row.id, room)
    });
    Ok(rooms.collect())
}

/// Where those people are who move a position in this batch.
pub async fn positions(
    conn: &mut PgConnection,
    letters: &[Letter],
) -> Result<HashMap<(RoomId, UserId), Position>, sqlx::Error> {
    let pairs: HashSet<(RoomId, UserId)> = letters.iter().map(|letter| (letter.room, letter.user)).collect();
    let (rooms, users): (Vec<Uuid>, Vec<Uuid>) = pairs.iter().map(|(room, user)| (room.0, user.0)).unzip();
    let rows = query!(
        r#"select m.room_id as "room: RoomId", m.user_id as "user: UserId", m.delivered, m.read
           from room_members m
           join unnest($1::uuid[], $2::uuid[]) p (room_id, user_id) using (room_id, user_id)"#,
        &rooms,
        &users
    );
    let known = rows.fetch_all(conn).await?.into_iter();
    Ok(known
        .map(|row| ((row.room, row.user), Position { delivered: row.delivered, read: row.read, version: 0 }))
        .collect())
}

/// The drafts of this batch that are messages already.
pub async fn find_repeats(conn: &mut PgConnection, letters: &[Letter]) -> Result<HashMap<Key, Message>, sqlx::Error> {
    let keys: Vec<Key> = letters
        .iter()
        .filter_map(|letter| match &letter.errand {
            Errand::Post { draft, .. } => Some((letter.room, letter.user, draft.client_id)),
            _ => None,
        })
        .collect();
    let found = find_posted_among(conn, &keys).await?.into_iter();
    Ok(found
        .filter_map(|message| Some(((message.room, message.sender.as_ref()?.id, message.client_id), message)))
        .collect())
}

/// Writes everything with one statement and answers with the senders. Fails on a repeat that was not looked for.
pub async fn write(conn: &mut PgConnection, ledger: &Ledger) -> Result<HashMap<UserId, User>, sqlx::Error> {
    let fresh = &ledger.fresh;
    let moved: Vec<_> = ledger.positions.iter().filter(|(_, position)| position.version > 0).collect();
    let rooms: Vec<_> = ledger.rooms.iter().collect();
    let senders: Vec<Uuid> = fresh.iter().filter_map(|m| m.sender.as_ref()).map(|user| user.id.0).collect();
    let written_at = fresh.first().map_or(OffsetDateTime::UNIX_EPOCH, |message| message.created_at.0);
    let rows = query!(
        r#"with posted as (
               insert into messages (id, room_id, number, version, client_id, sender_id, kind, body, folded, payload,
                                     reply_to_id, emergency, created_at)
               select m.*, $13 from unnest(
                   $1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[], $5::uuid[], $6::uuid[], $7::text[], $8::text[],
                   $9::text[], $10::jsonb[], $11::uuid[], $12::boolean[]) m),
           moved as (
               update room_members m set delivered = p.delivered, read = p.read, version = p.version
               from unnest($14::uuid[], $15::uuid[], $16::bigint[], $17::bigint[], $18::bigint[])
                   p (room_id, user_id, delivered, read, version)
               where m.room_id = p.room_id and m.user_id = p.user_id),
           counted as (
               update rooms r set last_number = p.last_number, version = p.version,
                   last_activity_at = case when p.is_written then $13 else r.last_activity_at end
               from unnest($19::uuid[], $20::bigint[], $21::bigint[], $22::boolean[])
                   p (id, last_number, version, is_written)
               where r.id = p.id and r.version <> p.version)
           select id as "id: UserId", name, avatar from users where id = any($6)"#,
        &fresh.iter().map(|m| m.id.0).collect::<Vec<_>>(),
        &fresh.iter().map(|m| m.room.0).collect::<Vec<_>>(),
        &fresh.iter().map(|m| m.number).collect::<Vec<_>>(),
        &fresh.iter().map(|m| m.version).collect::<Vec<_>>(),
        &fresh.iter().map(|m| m.client_id.0).collect::<Vec<_>>(),
        &senders,
        &fresh.iter().map(|m| m.kind.as_str().to_owned()).collect::<Vec<_>>(),
        &fresh.iter().map(|m| m.body.clone()).collect::<Vec<_>>(),
        &fresh.iter().map(|m| fold(&m.body)).collect::<Vec<_>>(),
        &fresh.iter().map(|m| m.payload.clone()).collect::<Vec<_>>() as &[Option<Value>],
        &fresh.iter().map(|m| m.reply_to.as_ref().map(|original| original.id.0)).collect::<Vec<_>>()
            as &[Option<Uuid>],
        &fresh.iter().map(|m| m.emergency).collect::<Vec<_>>(),
        written_at,
        &moved.iter().map(|((room, _), _)| room.0).collect::<Vec<_>>(),
        &moved.iter().map(|((_, user), _)| user.0).collect::<Vec<_>>(),
        &moved.iter().map(|(_, position)| position.delivered).collect::<Vec<_>>(),
        &moved.iter().map(|(_, position)| position.read).collect::<Vec<_>>(),
        &moved.iter().map(|(_, position)| position.version).collect::<Vec<_>>(),
        &rooms.iter().map(|(id, _)| id.0).collect::<Vec<_>>(),
        &rooms.iter().map(|(_, room)| room.last_number).collect::<Vec<_>>(),
        &rooms.iter().map(|(_, room)| room.version).collect::<Vec<_>>(),
        &rooms.iter().map(|(_, room)| room.is_written).collect::<Vec<_>>(),
    );
    let people = rows.fetch_all(conn).await?.into_iter();
    Ok(people.map(|row| (row.id, User { id: row.id, name: row.name, avatar: row.avatar })).collect())
}
