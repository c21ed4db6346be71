//! The three endpoints of the contract. Only the two people of an appointment have anything here.

use super::forms::form_of;
use super::wire::{ChatAppointment, ChatMessage, ChatMessageSent, ChatMessages, ChatTest, GivenFile, NewChatMessage};
use crate::accounts::Me;
use crate::appointments::Appointment;
use crate::appointments::store::appointment_for;
use crate::chat::{Author, Draft, Message, MessageKind, store};
use crate::error::{AppError, Result};
use crate::ids::{ClientId, RoomId, read_id};
use crate::server::body::Body;
use crate::server::session::Visitor;
use crate::server::state::AppState;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use serde::Deserialize;
use sqlx::PgConnection;

/// Messages that are read at once.
const PAGE: i64 = 500;

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/api/appointment-chat/messages", get(list_messages).post(send_message))
        .route("/api/appointment-chat/test", get(test))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Asked {
    appointment_id: Option<String>,
}

impl Asked {
    fn id(self) -> Result<String> {
        self.appointment_id
            .filter(|id| !id.trim().is_empty())
            .ok_or_else(|| AppError::invalid("appointmentId", "Say which appointment."))
    }
}

/// All messages, the oldest first; none before the appointment is confirmed.
async fn list_messages(
    State(state): State<AppState>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Json<ChatMessages>> {
    let me = &visitor.me;
    let mut conn = state.read().await?;
    let appointment = own_appointment(&mut conn, me, &asked.id()?).await?;
    let messages = match appointment.room {
        Some(room) => all_messages(&mut conn, me, room).await?,
        None => Vec::new(),
    };
    Ok(Json(ChatMessages { messages, appointment: ChatAppointment::of(&appointment, &me.practice.time_zone) }))
}

/// 201; 200 where this client id was used here before, with the message as it is now.
async fn send_message(
    State(state): State<AppState>,
    visitor: Visitor,
    Body(new): Body<NewChatMessage>,
) -> Result<(StatusCode, Json<ChatMessageSent>)> {
    let me = &visitor.me;
    let appointment = own_appointment(&mut *state.read().await?, me, &new.appointment_id).await?;
    let room = appointment
        .room
        .ok_or_else(|| AppError::conflict("The conversation opens when the appointment is confirmed."))?;
    state.limits.take_message(me.id())?;
    let (message, is_new) = post(&state, me, room, new).await.map_err(in_words_of_the_contract)?;
    let room = store::room_for(&mut *state.read().await?, me.id(), room).await?;
    let message = ChatMessage::of(message, &room)
        .ok_or_else(|| AppError::conflict("This message was sent before, and has been deleted since."))?;
    let status = if is_new { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, Json(ChatMessageSent { message, success: true })))
}

/// Whether there is such an appointment and its chat, for whoever sets a front end up.
async fn test(State(state): State<AppState>, visitor: Visitor, Query(asked): Query<Asked>) -> Result<Json<ChatTest>> {
    let me = &visitor.me;
    let appointment_id = asked.id()?;
    let found = match own_appointment(&mut *state.read().await?, me, &appointment_id).await {
        Ok(appointment) => Some(appointment),
        Err(AppError::NotFound) => None,
        Err(error) => return Err(error),
    };
    let chat_exists = found.as_ref().is_some_and(|appointment| appointment.room.is_some());
    let message = match (&found, chat_exists) {
        (None, _) => "There is no appointment here that you can see.",
        (Some(_), false) => "The appointment is there. Its chat opens when it is confirmed.",
        (Some(_), true) => "The appointment and its chat are there.",
    };
    Ok(Json(ChatTest {
        appointment_exists: found.is_some(),
        chat_exists,
        appointment_id,
        user_id: me.id(),
        user_role: me.role,
        message: message.into(),
    }))
}

/// The appointment, for its two people; what is no id belongs to nothing.
async fn own_appointment(conn: &mut PgConnection, me: &Me, id: &str) -> Result<Appointment> {
    let appointment = appointment_for(conn, me.id(), read_id(id.trim())?).await?;
    let is_own = [appointment.client.id, appointment.practitioner.id].contains(&me.id());
    if is_own { Ok(appointment) } else { Err(AppError::NotFound) }
}

async fn all_messages(conn: &mut PgConnection, me: &Me, room: RoomId) -> Result<Vec<ChatMessage>> {
    let room = store::room_for(conn, me.id(), room).await?;
    let (mut told, mut after) = (Vec::new(), 0);
    loop {
        let page = store::page_after(conn, room.id, after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(told) };
        after = last.number;
        told.extend(page.into_iter().filter_map(|message| ChatMessage::of(message, &room)));
    }
}

/// Through the mailroom, as every message; true where it is new.
async fn post(state: &AppState, me: &Me, room: RoomId, new: NewChatMessage) -> Result<(Message, bool)> {
    let client_id = new.client_id.unwrap_or_else(ClientId::new);
    let key = (room, me.id(), client_id);
    match draft(room, client_id, new).and_then(|draft| draft.checked(Author::of(me))) {
        Ok(draft) => {
            let posted = state.mailroom.post_and_wait(me.id(), draft).await?;
            Ok((posted.message, posted.is_new))
        }
        Err(error) => Ok((store::repeat_or(error, &mut *state.read().await?, key).await?, false)),
    }
}

/// What a form says stands in the form alone, so that it is not shown twice.
fn draft(room: RoomId, client_id: ClientId, new: NewChatMessage) -> Result<Draft> {
    let kind = new.kind()?;
    let is_form = matches!(kind, MessageKind::Assessment | MessageKind::Prescription);
    let payload = form_of(kind, &new.content);
    let files = new.attachments.unwrap_or_default();
    Ok(Draft {
        client_id,
        payload,
        attachments: (!files.is_empty()).then(|| files.into_iter().map(GivenFile::id).collect()),
        ..Draft::new(room, kind, if is_form { String::new() } else { new.content })
    })
}

/// The fields as whoever sent them knows them.
fn in_words_of_the_contract(error: AppError) -> AppError {
    match error {
        AppError::Invalid { field, why } => {
            let field = match field.as_str() {
                "body" => "content".into(),
                payload if payload.starts_with("payload") => "content".into(),
                "kind" => "messageType".into(),
                _ => field,
            };
            AppError::Invalid { field, why }
        }
        other => other,
    }
}
