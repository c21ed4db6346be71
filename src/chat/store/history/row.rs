//! One way to read messages, whichever they are.

use crate::accounts::User;
use crate::chat::model::{Acknowledgement, Message, MessageKind, Quote, Reaction};
use crate::files::store::attachments;
use crate::ids::{ClientId, FileId, MessageId, RoomId, UserId};
use crate::time::Moment;
use sqlx::PgConnection;
use sqlx::types::Json;
use std::collections::HashMap;
use uuid::Uuid;

pub(in crate::chat::store) struct MessageRow {
    pub(in crate::chat::store) id: MessageId,
    pub(in crate::chat::store) room_id: RoomId,
    pub(in crate::chat::store) number: i64,
    pub(in crate::chat::store) version: i64,
    pub(in crate::chat::store) client_id: ClientId,
    pub(in crate::chat::store) kind: MessageKind,
    pub(in crate::chat::store) body: String,
    pub(in crate::chat::store) payload: Option<serde_json::Value>,
    pub(in crate::chat::store) emergency: bool,
    pub(in crate::chat::store) created_at: Moment,
    pub(in crate::chat::store) edited_at: Option<Moment>,
    pub(in crate::chat::store) deleted_at: Option<Moment>,
    pub(in crate::chat::store) sender_id: Option<UserId>,
    pub(in crate::chat::store) sender_name: Option<String>,
    pub(in crate::chat::store) sender_avatar: Option<String>,
    pub(in crate::chat::store) quote: Option<Json<Quote>>,
    pub(in crate::chat::store) replies: i64,
    pub(in crate::chat::store) reactions: Json<Vec<Reaction>>,
    pub(in crate::chat::store) acknowledgement: Option<Json<Acknowledgement>>,
    pub(in crate::chat::store) files: Vec<Uuid>,
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
            acknowledgement: row.acknowledgement.map(|Json(acknowledgement)| acknowledgement),
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
                      case when m.payload ? 'acknowledge' then
                          (select jsonb_build_object('deadline', m.payload #> '{acknowledge,deadline}',
                                                     'asked', count(*), 'done', count(acknowledged_at))
                           from acknowledgements where message_id = m.id) end as "acknowledgement: Json<Acknowledgement>",
                      (select coalesce(array_agg(file_id order by place), '{}') from attachments where message_id = m.id)
                          as "files!"
               from messages m left join users u on u.id = m.sender_id "# + $which,
            $($argument),*
        )
    };
}
pub(in crate::chat::store) use messages;

/// The messages of the rows, with their files.
pub(in crate::chat::store) async fn whole(
    conn: &mut PgConnection,
    rows: Vec<MessageRow>,
) -> Result<Vec<Message>, sqlx::Error> {
    let files: Vec<FileId> = rows.iter().flat_map(|row| row.files.iter().copied().map(FileId)).collect();
    let mut found = if files.is_empty() { HashMap::new() } else { attachments(conn, &files).await? };
    let message = |row: MessageRow| {
        let attachments = row.files.iter().filter_map(|file| found.remove(&FileId(*file))).collect();
        Message { attachments, ..Message::from(row) }
    };
    Ok(rows.into_iter().map(message).collect())
}
