//! `/api/v1/chat/messages`: what was said.

use crate::chat::mailroom::Posted;
use crate::chat::model::{Author, Draft, Message, MessageKind, check_emoji};
use crate::chat::store;
use crate::error::{AppError, Result};
use crate::ids::{ClientId, FileId, MessageId, RoomId, read_id};
use crate::server::body::Body;
use crate::server::listing::{Cursor, Listing, PageQuery};
use crate::server::session::Visitor;
use crate::server::state::AppState;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::routing::{get, post, put};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::Value;

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/chat/messages/{id}", get(list_messages).post(post_message).patch(edit_message).delete(delete_message))
        .route("/chat/messages/{message}/read", post(read_message))
        .route("/chat/messages/{message}/reactions/{emoji}", put(react).delete(unreact))
}

/// `before` a number: newest first; `after` a number: oldest first.
async fn list_messages(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(room): Path<String>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Listing<Message>>> {
    let room: RoomId = read_id(&room)?;
    let limit = page.limit()?;
    let mut conn = state.read().await?;
    store::must_be_member(&mut conn, visitor.me.id(), room).await?;
    let mut found = match page.cursor()? {
        Cursor::Start => store::page_before(&mut conn, room, i64::MAX, limit + 1).await?,
        Cursor::Before(before) => {
            store::page_before(&mut conn, room, read_number("before", before)?, limit + 1).await?
        }
        Cursor::After(after) => store::page_after(&mut conn, room, read_number("after", after)?, limit + 1).await?,
    };
    store::see_own(&mut conn, visitor.me.id(), &mut found).await?;
    Ok(Json(Listing::cut(found, limit, |message| message.number.to_string())))
}

/// The fields of `message:send`, without the room.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct NewMessage {
    client_id: ClientId,
    kind: MessageKind,
    #[serde(default)]
    body: String,
    payload: Option<Value>,
    reply_to: Option<MessageId>,
    attachments: Option<Vec<FileId>>,
    emergency: Option<bool>,
}

impl NewMessage {
    fn draft(self, room: RoomId) -> Draft {
        Draft {
            room,
            client_id: self.client_id,
            kind: self.kind,
            body: self.body,
            payload: self.payload,
            reply_to: self.reply_to,
            attachments: self.attachments,
            emergency: self.emergency,
        }
    }
}

/// 201; 200 where this client id was used here before, with the message as it is now.
async fn post_message(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(room): Path<String>,
    Body(new): Body<NewMessage>,
) -> Result<(StatusCode, Json<Message>)> {
    let me = visitor.me.id();
    let room: RoomId = read_id(&room)?;
    state.limits.take_message(me)?;
    let client_id = new.client_id;
    let posted = match new.draft(room).checked(Author::of(&visitor.me)) {
        Ok(draft) if draft.is_urgent() => (state.urgent)(&state, me, draft).await?,
        Ok(draft) => state.mailroom.post_and_wait(me, draft).await?,
        Err(error) => Posted {
            message: store::repeat_or(error, &mut *state.read().await?, (room, me, client_id)).await?,
            is_new: false,
        },
    };
    let status = if posted.is_new { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, Json(posted.message)))
}

#[derive(Deserialize)]
struct Edit {
    body: String,
}

async fn edit_message(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(message): Path<String>,
    Body(edit): Body<Edit>,
) -> Result<Json<Message>> {
    let message = read_id(&message)?;
    state.limits.take_command(visitor.me.id())?;
    let mut tx = state.begin().await?;
    let edited = store::edit_message(&mut tx, visitor.me.id(), message, &edit.body).await?;
    tx.commit().await?;
    Ok(Json(edited))
}

async fn delete_message(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(message): Path<String>,
) -> Result<StatusCode> {
    let message = read_id(&message)?;
    state.limits.take_command(visitor.me.id())?;
    let mut tx = state.begin().await?;
    store::delete_message(&mut tx, visitor.me.id(), message).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Moves one's read position to this message, forward only.
async fn read_message(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(message): Path<String>,
) -> Result<StatusCode> {
    let me = visitor.me.id();
    state.limits.take_command(me)?;
    let (room, number) = store::place_for(&mut *state.read().await?, me, read_id(&message)?).await?;
    state.mailroom.move_read(me, room, number).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn react(
    State(state): State<AppState>,
    visitor: Visitor,
    Path((message, emoji)): Path<(String, String)>,
) -> Result<Json<Message>> {
    let (message, emoji) = (read_id(&message)?, check_emoji(&emoji)?);
    state.limits.take_command(visitor.me.id())?;
    let mut tx = state.begin().await?;
    let message = store::react(&mut tx, visitor.me.id(), message, emoji).await?;
    tx.commit().await?;
    Ok(Json(message))
}

async fn unreact(
    State(state): State<AppState>,
    visitor: Visitor,
    Path((message, emoji)): Path<(String, String)>,
) -> Result<StatusCode> {
    let (message, emoji) = (read_id(&message)?, check_emoji(&emoji)?);
    state.limits.take_command(visitor.me.id())?;
    let mut tx = state.begin().await?;
    store::unreact(&mut tx, visitor.me.id(), message, emoji).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

fn read_number(field: &str, text: &str) -> Result<i64> {
    text.parse().map_err(|_| AppError::invalid(field, "This is the number of a message."))
}
