//! Finding messages by words, whole or in part, newest first: by those of the body, of the card, and of the names of
//! files. The newest are read as they are, and so is what is not entered yet; only where that does not fill the page,
//! the index is asked for the rest.

mod beside;
mod enter;
mod looking;
mod marks;
mod refold;
mod words;

use super::acknowledgements::see_own;
use super::history::{MessageRow, messages, whole};
use super::rooms::is_member;
use crate::chat::model::{Acknowledgement, Hit, Message, MessageKind, Quote, Reaction, RoomName, title_for};
use crate::error::{AppError, Result};
use crate::ids::{ClientId, MessageId, RoomId, UserId, uuids};
use crate::server::db::begin;
use crate::server::listing::not_a_cursor;
use crate::time::Moment;
use beside::Beside;
pub use beside::fold_message;
pub use enter::{enter_messages, enter_stale, rooms_behind};
use looking::{Place, found};
pub use refold::fold_again;
use sqlx::types::Json;
use sqlx::{PgConnection, PgPool, query};
use std::collections::HashMap;
use words::Words;

const MEMBERS_NAMED: i64 = 50;

pub struct Search<'a> {
    pub user: UserId,
    /// `None`: all of one's rooms.
    pub room: Option<RoomId>,
    /// As `check_query` gave it.
    pub query: &'a str,
    /// Only what is older than this message.
    pub before: Option<MessageId>,
    pub limit: i64,
}

/// Up to `limit` messages that have all words of the query; what the room itself says is not found.
pub async fn search(pool: &PgPool, search: Search<'_>) -> Result<Vec<Hit>> {
    let words = Words::of(search.query)?;
    let mut tx = begin(pool).await?;
    if let Some(room) = search.room
        && !is_member(&mut tx, search.user, room).await?
    {
        return Err(AppError::NotFound);
    }
    let before = match search.before {
        Some(before) => Some(place_of(&mut tx, &search, before).await?),
        None => None,
    };
    let ids = found(&mut tx, &search, &words, before).await?;
    let mut messages = read_messages(&mut tx, &ids).await?;
    see_own(&mut tx, search.user, &mut messages).await?;
    let names = room_names(&mut tx, search.user, &messages).await?;
    tx.commit().await?;
    let hit = |message: Message| {
        let room = names.get(&message.room)?.clone();
        let highlights = marks::highlights(&message.body, &words);
        let found = Beside::of(&message).found(&message.body, &words);
        Some(Hit { message, room, highlights, found })
    };
    Ok(messages.into_iter().filter_map(hit).collect())
}

async fn place_of(conn: &mut PgConnection, search: &Search<'_>, before: MessageId) -> Result<Place> {
    let row = query!(
        r#"select m.number, m.created_at as "at: Moment" from messages m
           join room_members me on me.room_id = m.room_id and me.user_id = $2
           where m.id = $1 and ($3::uuid is null or m.room_id = $3)"#,
        before as MessageId,
        search.user as UserId,
        search.room as Option<RoomId>
    );
    let row = row.fetch_optional(conn).await?.ok_or_else(|| not_a_cursor("before"))?;
    Ok(Place { id: before, number: row.number, at: row.at })
}

/// In the order of the ids.
async fn read_messages(conn: &mut PgConnection, ids: &[MessageId]) -> Result<Vec<Message>> {
    let rows =
        messages!("join unnest($1::uuid[]) with ordinality w (id, place) on w.id = m.id order by w.place", &uuids(ids));
    let rows = rows.fetch_all(&mut *conn).await?;
    Ok(whole(conn, rows).await?)
}

/// What those rooms are called by that person: by their title, or by their other members.
async fn room_names(conn: &mut PgConnection, user: UserId, of: &[Message]) -> Result<HashMap<RoomId, RoomName>> {
    let rows = query!(
        r#"select r.id as "id: RoomId", coalesce(r.title, string_agg(u.name, ', ' order by m.joined_at, m.user_id), '')
                  as "title!", (select name from users where id = $2) as "own!"
           from rooms r
           left join lateral (
               select * from room_members m where m.room_id = r.id order by m.joined_at, m.user_id limit $3) m
               on m.user_id <> $2
           left join users u on u.id = m.user_id
           where r.id = any($1) group by r.id"#,
        &uuids(of.iter().map(|message| &message.room)),
        user as UserId,
        MEMBERS_NAMED
    );
    let names = rows.fetch_all(conn).await?.into_iter();
    Ok(names.map(|row| (row.id, RoomName { id: row.id, title: title_for(&row.title, &row.own).to_owned() })).collect())
}
