//! The SQL that writes a batch.

use super::ledger::Ledger;
use crate::accounts::User;
use crate::chat::model::Message;
use crate::chat::store::{ask_readers, fold_message};
use crate::files::store::mark_sent;
use crate::ids::{FileId, MessageId, RoomId, UserId, uuids};
use serde_json::Value;
use sqlx::{PgConnection, query};
use std::collections::{HashMap, HashSet};
use time::OffsetDateTime;
use uuid::Uuid;

/// Writes everything with one statement and answers with the senders. Fails as a whole on a repeat that was not looked
/// for, and where a room is not at the version that the ledger began with.
pub async fn write(conn: &mut PgConnection, ledger: &Ledger) -> Result<HashMap<UserId, User>, sqlx::Error> {
    if !ledger.has_changes() {
        return Ok(HashMap::new());
    }
    let fresh = &ledger.fresh;
    // Rows are locked in the order in which they come: always that of the ids.
    let mut moved: Vec<_> = ledger.positions.iter().filter(|(_, position)| position.version > 0).collect();
    moved.sort_unstable_by_key(|(member, _)| **member);
    // Whatever is written moves a position. A crowd that takes no version for it has to be at the one that it began with
    // all the same: it is what the position is stamped with.
    let touched: HashSet<RoomId> = moved.iter().map(|((room, _), _)| *room).collect();
    let mut rooms: Vec<_> = ledger.rooms.iter().filter(|(id, _)| touched.contains(id)).collect();
    rooms.sort_unstable_by_key(|(id, _)| **id);
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
               update room_members m set delivered = greatest(m.delivered, p.delivered),
                   read = greatest(m.read, p.read), version = p.version
               from unnest($14::uuid[], $15::uuid[], $16::bigint[], $17::bigint[], $18::bigint[])
                   p (room_id, user_id, delivered, read, version)
               where m.room_id = p.room_id and m.user_id = p.user_id),
           counted as (
               update rooms r set last_number = p.last_number, version = p.version,
                   last_activity_at = case when p.is_written then $13 else r.last_activity_at end
               from unnest($19::uuid[], $20::bigint[], $21::bigint[], $22::boolean[], $23::bigint[])
                   p (id, last_number, version, is_written, was)
               where r.id = p.id and r.version = p.was
               returning r.id),
           checked as (select must_hold((select count(*) from counted) = cardinality($19::uuid[]), 'room versions'))
           select u.id as "id?: UserId", u.name as "name?", u.avatar
           from checked left join users u on u.id = any($6)"#,
        &fresh.iter().map(|m| m.id.0).collect::<Vec<_>>(),
        &fresh.iter().map(|m| m.room.0).collect::<Vec<_>>(),
        &fresh.iter().map(|m| m.number).collect::<Vec<_>>(),
        &fresh.iter().map(|m| m.version).collect::<Vec<_>>(),
        &fresh.iter().map(|m| m.client_id.0).collect::<Vec<_>>(),
        &senders,
        &fresh.iter().map(|m| m.kind.as_str().to_owned()).collect::<Vec<_>>(),
        &fresh.iter().map(|m| m.body.clone()).collect::<Vec<_>>(),
        &fresh.iter().map(fold_message).collect::<Vec<_>>(),
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
        &rooms.iter().map(|(_, room)| room.was).collect::<Vec<_>>(),
    );
    let people = rows.fetch_all(conn).await?.into_iter();
    Ok(people.filter_map(|row| Some((row.id?, User { id: row.id?, name: row.name?, avatar: row.avatar }))).collect())
}

/// Asks the readers of fresh messages that want to be confirmed.
pub async fn ask(conn: &mut PgConnection, ledger: &Ledger) -> Result<(), sqlx::Error> {
    for message in ledger.fresh.iter().filter(|message| message.acknowledgement.is_some()) {
        ask_readers(conn, message.id).await?;
    }
    Ok(())
}

/// Links the files of fresh messages, which are written by now, to them.
pub async fn attach(conn: &mut PgConnection, ledger: &Ledger) -> Result<(), sqlx::Error> {
    let of_message = |message: &Message| {
        let id = message.id;
        message.attachments.iter().map(move |file| (id, file.id)).collect::<Vec<_>>()
    };
    let (messages, files): (Vec<MessageId>, Vec<FileId>) = ledger.fresh.iter().flat_map(of_message).unzip();
    if files.is_empty() {
        return Ok(());
    }
    query!(
        "insert into attachments (message_id, place, file_id, room_id, number)
         select m.id, row_number() over (partition by m.id order by f.place), f.file, m.room_id, m.number
         from unnest($1::uuid[], $2::uuid[]) with ordinality f (message, file, place)
         join messages m on m.id = f.message",
        &uuids(&messages),
        &uuids(&files)
    )
    .execute(&mut *conn)
    .await?;
    mark_sent(conn, &files).await
}
