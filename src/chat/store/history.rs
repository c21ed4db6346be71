//! Messages, read through the person's membership.

use crate::accounts::User;
use crate::chat::model::{Message, MessageKind, Page, Place, Quote, Reaction};
use crate::error::{AppError, Result};
use crate::files::Attachment;
use crate::files::store::attachments;
use crate::ids::{ClientId, FileId, MessageId, RoomId, UserId, uuids};
use crate::time::Moment;
use sqlx::types::Json;
use sqlx::{PgConnection, query, query_scalar};
use std::collections::HashMap;
use uuid::Uuid;

pub(super) struct MessageRow {
    pub(super) id: MessageId,
    pub(super) room_id: RoomId,
    pub(super) number: i64,
    pub(super) version: i64,
    pub(super) client_id: ClientId,
    pub(super) kind: MessageKind,
    pub(super) body: String,
    pub(super) payload: Option<serde_json::Value>,
    pub(super) emergency: bool,
    pub(super) created_at: Moment,
    pub(super) edited_at: Option<Moment>,
    pub(super) deleted_at: Option<Moment>,
    pub(super) sender_id: Option<UserId>,
    pub(super) sender_name: Option<String>,
    pub(super) sender_avatar: Option<String>,
    pub(super) quote: Option<Json<Quote>>,
    pub(super) replies: i64,
    pub(super) reactions: Json<Vec<Reaction>>,
    pub(super) files: Vec<Uuid>,
}

impl From<MessageRow> for Message {
    fn from(row: MessageRow) -> Self {
        let sender = row.sender_id.zip(row.sender_name);
        Self {
            id: row.id,
            room: row.room_id,
            number: row.number,
            version: row.version,
            client_id: row.client_id,
            sender: sender.map(|(id, name)| User { id, name, avatar: row.sender_avatar }),
            kind: row.kind,
            body: row.body,
            payload: row.payload,
            reply_to: row.quote.map(|Json(quote)| quote),
            attachments: Vec::new(),
            replies: row.replies,
            reactions: row.reactions.0,
            emergency: row.emergency,
            created_at: row.created_at,
            edited_at: row.edited_at,
            deleted_at: row.deleted_at,
        }
    }
}

/// One way to read messages: the columns are said once, each query says which rows.
macro_rules! messages {
    ($which:literal, $($argument:expr),*) => {
        sqlx::query_as!(
            MessageRow,
            r#"select m.id as "id: MessageId", m.room_id as "room_id: RoomId", m.number, m.version,
                      m.client_id as "client_id: ClientId", m.kind as "kind: MessageKind", m.body, m.payload,
                      m.emergency, m.created_at as "created_at: Moment", m.edited_at as "edited_at: Moment",
                      m.deleted_at as "deleted_at: Moment", m.sender_id as "sender_id: UserId",
                      u.name as "sender_name?", u.avatar as sender_avatar,
                      quote_of(m.reply_to_id) as "quote: Json<Quote>",
                      (select count(*) from messages r where r.reply_to_id = m.id and r.deleted_at is null) as "replies!",
                      (select coalesce(jsonb_agg(jsonb_build_object('emoji', emoji, 'users', users) order by first_at, emoji), '[]')
                       from (select emoji, jsonb_agg(user_id order by reacted_at, user_id) as users, min(reacted_at) as first_at
                             from reactions where message_id = m.id group by emoji) given)
                          as "reactions!: Json<Vec<Reaction>>",
                      (select coalesce(array_agg(file_id order by place), '{}') from attachments where message_id = m.id)
                          as "files!"
               from messages m left join users u on u.id = m.sender_id "# + $which,
            $($argument),*
        )
    };
}
pub(super) use messages;

/// The messages of the rows, with their files.
pub(super) async fn whole(conn: &mut PgConnection, rows: Vec<MessageRow>) -> Result<Vec<Message>, sqlx::Error> {
    let files: Vec<FileId> = rows.iter().flat_map(|row| row.files.iter().copied().map(FileId)).collect();
    let mut found = if files.is_empty() { HashMap::new() } else { attachments(conn, &files).await? };
    let message = |row: MessageRow| {
        let attachments = row.files.iter().filter_map(|file| found.remove(&FileId(*file))).collect();
        Message { attachments, ..Message::from(row) }
    };
    Ok(rows.into_iter().map(message).collect())
}

/// Up to `limit` messages with smaller numbers, newest first. The caller has found the room for the person.
pub async fn page_before(conn: &mut PgConnection, room: RoomId, before: i64, limit: i64) -> Result<Vec<Message>> {
    let rows = messages!(
        "where m.room_id = $1 and m.number < $2 order by m.number desc limit $3",
        room as RoomId,
        before,
        limit
    );
    let rows = rows.fetch_all(&mut *conn).await?;
    Ok(whole(conn, rows).await?)
}

/// Up to `limit` messages with greater numbers, oldest first.
pub async fn page_after(conn: &mut PgConnection, room: RoomId, after: i64, limit: i64) -> Result<Vec<Message>> {
    let rows =
        messages!("where m.room_id = $1 and m.number > $2 order by m.number limit $3", room as RoomId, after, limit);
    let rows = rows.fetch_all(&mut *conn).await?;
    Ok(whole(conn, rows).await?)
}

/// A page of at most `size` messages.
pub async fn page_of(conn: &mut PgConnection, room: RoomId, place: Place, size: i64) -> Result<Page> {
    let mut messages = match place {
        Place::Newest => page_before(conn, room, i64::MAX, size).await?,
        Place::Before(number) => page_before(conn, room, number, size).await?,
        Place::After(number) => page_after(conn, room, number, size).await?,
        Place::Around(number) => {
            let mut page = page_before(conn, room, number, size / 2).await?;
            page.extend(page_after(conn, room, number - 1, size / 2).await?);
            page
        }
    };
    messages.sort_unstable_by_key(|message| message.number);
    let last = query_scalar!("select last_number from rooms where id = $1", room as RoomId).fetch_one(conn).await?;
    Ok(Page {
        has_older: messages.first().is_some_and(|first| first.number > 1),
        has_newer: messages.last().is_some_and(|newest| newest.number < last),
        messages,
    })
}

/// The number of the first message at a time or later, found by halves: numbers and times grow together.
pub async fn number_at(conn: &mut PgConnection, room: RoomId, at: Moment) -> Result<i64> {
    let last =
        query_scalar!("select last_number from rooms where id = $1", room as RoomId).fetch_one(&mut *conn).await?;
    let (mut low, mut high) = (1, last.max(1));
    while low < high {
        let middle = low + (high - low) / 2;
        let is_before = query_scalar!(
            r#"select created_at < $3 as "is_before!" from messages where room_id = $1 and number = $2"#,
            room as RoomId,
            middle,
            at as Moment
        );
        if is_before.fetch_one(&mut *conn).await? {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    Ok(low)
}

/// The number of the first reply to a message that the person may read.
pub async fn first_reply(conn: &mut PgConnection, me: UserId, original: MessageId) -> Result<i64> {
    let (room, _) = place_for(conn, me, original).await?;
    let first = query_scalar!(
        "select min(number) from messages where room_id = $1 and reply_to_id = $2 and deleted_at is null",
        room as RoomId,
        original as MessageId
    );
    first.fetch_one(conn).await?.ok_or(AppError::NotFound)
}

/// The message that the person has already posted under that client id, as it is now.
pub async fn find_posted(
    conn: &mut PgConnection,
    room: RoomId,
    sender: UserId,
    client_id: ClientId,
) -> Result<Option<Message>> {
    let row = messages!(
        "where m.room_id = $1 and m.sender_id = $2 and m.client_id = $3",
        room as RoomId,
        sender as UserId,
        client_id as ClientId
    );
    let rows = row.fetch_optional(&mut *conn).await?.into_iter().collect();
    Ok(whole(conn, rows).await?.pop())
}

/// A draft that cannot be sent now may be one that was sent before: that message, or the error. What one may not see
/// does not exist.
pub async fn repeat_or(
    error: AppError,
    conn: &mut PgConnection,
    (room, sender, client_id): (RoomId, UserId, ClientId),
) -> Result<Message> {
    if !super::is_member(conn, sender, room).await? {
        return Err(AppError::NotFound);
    }
    find_posted(conn, room, sender, client_id).await?.ok_or(error)
}

/// Those of the drafts that are messages already.
pub async fn find_posted_among(
    conn: &mut PgConnection,
    keys: &[(RoomId, UserId, ClientId)],
) -> Result<Vec<Message>, sqlx::Error> {
    let rows = messages!(
        "join unnest($1::uuid[], $2::uuid[], $3::uuid[]) k (room_id, sender_id, client_id)
         on m.room_id = k.room_id and m.sender_id = k.sender_id and m.client_id = k.client_id",
        &uuids(keys.iter().map(|(room, ..)| room)),
        &uuids(keys.iter().map(|(_, sender, _)| sender)),
        &uuids(keys.iter().map(|(.., client)| client))
    );
    let rows = rows.fetch_all(&mut *conn).await?;
    whole(conn, rows).await
}

/// The latest message of each room.
pub(super) async fn latest_of(conn: &mut PgConnection, rooms: &[RoomId]) -> Result<Vec<Message>> {
    let rows = messages!(
        "join rooms r on r.id = m.room_id and r.last_number = m.number where m.room_id = any($1)",
        &uuids(rooms)
    );
    let rows = rows.fetch_all(&mut *conn).await?;
    Ok(whole(conn, rows).await?)
}

/// Messages by their ids, in the order of their versions.
pub(super) async fn messages_with(conn: &mut PgConnection, ids: &[MessageId]) -> Result<Vec<Message>> {
    let rows = messages!("where m.id = any($1) order by m.version", &uuids(ids));
    let rows = rows.fetch_all(&mut *conn).await?;
    Ok(whole(conn, rows).await?)
}

/// The latest files of a room, newest first, at most `limit`.
pub async fn files_of(conn: &mut PgConnection, room: RoomId, limit: i64) -> Result<Vec<Attachment>> {
    let ids = query_scalar!(
        r#"select a.file_id as "id: FileId" from attachments a join messages m on m.id = a.message_id
           where m.room_id = $1 order by m.number desc, a.place limit $2"#,
        room as RoomId,
        limit
    );
    let ids = ids.fetch_all(&mut *conn).await?;
    let mut found = attachments(conn, &ids).await?;
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

/// What replies to these messages show of them, and where those are. Deleted ones are left out.
pub async fn quotes_of(
    conn: &mut PgConnection,
    ids: &[MessageId],
) -> Result<HashMap<MessageId, (RoomId, Quote)>, sqlx::Error> {
    let rows = query!(
        r#"select id as "id: MessageId", room_id as "room: RoomId", quote_of(id) as "quote!: Json<Quote>"
           from messages where id = any($1) and deleted_at is null"#,
        &uuids(ids)
    );
    Ok(rows.fetch_all(conn).await?.into_iter().map(|row| (row.id, (row.room, row.quote.0))).collect())
}

/// Where a message is that the person may read.
pub async fn place_for(conn: &mut PgConnection, me: UserId, id: MessageId) -> Result<(RoomId, i64)> {
    let place = query!(
        r#"select m.room_id as "room: RoomId", m.number
           from messages m join room_members using (room_id) where m.id = $1 and user_id = $2"#,
        id as MessageId,
        me as UserId
    );
    let place = place.fetch_optional(conn).await?.ok_or(AppError::NotFound)?;
    Ok((place.room, place.number))
}
