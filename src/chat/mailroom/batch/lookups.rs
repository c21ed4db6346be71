//! What a batch looks up before it is written: the rooms, locked, and what its drafts refer to.

use super::super::{Errand, Letter};
use super::ledger::{Key, Ledger, RoomRow};
use crate::chat::Draft;
use crate::chat::model::Message;
use crate::chat::store::{count_asked, find_posted_among, quotes_of};
use crate::files;
use crate::ids::{MessageId, RoomId, UserId, uuids};
use sqlx::{PgConnection, query};
use std::collections::{HashMap, HashSet};

/// Locks the rooms, always in the order of their ids, so that no two writers wait for each other.
pub async fn lock_rooms(conn: &mut PgConnection, letters: &[Letter]) -> Result<HashMap<RoomId, RoomRow>, sqlx::Error> {
    let ids: HashSet<RoomId> = letters.iter().map(|letter| letter.room).collect();
    let rows = query!(
        r#"select id as "id: RoomId", ended_at is not null as "is_ended!", last_number, version
           from rooms where id = any($1) order by id for no key update"#,
        &uuids(&ids)
    );
    let rooms = rows.fetch_all(conn).await?.into_iter().map(|row| {
        let room = RoomRow {
            is_ended: row.is_ended,
            last_number: row.last_number,
            version: row.version,
            was: row.version,
            is_written: false,
            is_crowded: false,
        };
        (row.id, room)
    });
    Ok(rooms.collect())
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

/// What drafts refer to: the originals they reply to, the files they carry, and how many they ask.
pub async fn find_parts(conn: &mut PgConnection, letters: &[Letter], ledger: &mut Ledger) -> Result<(), sqlx::Error> {
    let originals: Vec<MessageId> = drafts(letters).filter_map(|(_, draft)| draft.reply_to).collect();
    if !originals.is_empty() {
        ledger.quotes = quotes_of(conn, &originals).await?;
    }
    for (user, draft) in drafts(letters).filter(|(_, draft)| !draft.files().is_empty()) {
        let key = (draft.room, user, draft.client_id);
        if !ledger.posted.contains_key(&key) {
            ledger.files.insert(key, files::store::sendable(conn, user, draft.files()).await);
        }
    }
    for (user, draft) in drafts(letters).filter(|(_, draft)| draft.ask().is_some()) {
        let asked = count_asked(conn, draft.room, user).await?;
        ledger.asked.insert((draft.room, user, draft.client_id), asked);
    }
    Ok(())
}

fn drafts(letters: &[Letter]) -> impl Iterator<Item = (UserId, &Draft)> {
    letters.iter().filter_map(|letter| match &letter.errand {
        Errand::Post { draft, .. } => Some((letter.user, &**draft)),
        _ => None,
    })
}
