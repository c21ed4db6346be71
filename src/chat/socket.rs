//! The socket's door to a room: who → may → do → answer.

use super::Event;
use super::command::Command;
use super::mailroom::Reply;
use super::model::Draft;
use super::store;
use crate::error::{AppError, Result};
use crate::ids::RoomId;
use crate::live::event::Answer;
use crate::live::hub::{Line, frame};
use crate::server::state::AppState;
use std::sync::Arc;

pub async fn answer(command: Command, state: &AppState, line: &Arc<Line>) -> Result<()> {
    let user = line.user;
    match command {
        Command::Join { room, since } => join(room, since.map(number), state, line).await,
        Command::Leave { room } => {
            state.hub.close_room(room, line);
            Ok(())
        }
        Command::Send { id, draft } => send(id, *draft, state, line).await,
        Command::Read { room, number: to } => {
            must_be_member(room, state, line).await?;
            state.mailroom.move_read(user, room, number(to)).await
        }
        Command::Delivered { room, number: to } => {
            must_be_member(room, state, line).await?;
            state.mailroom.move_delivered(user, room, number(to)).await
        }
        Command::StartTyping { room } => {
            must_be_member(room, state, line).await?;
            state.hub.start_typing(room, line);
            Ok(())
        }
        Command::StopTyping { room } => {
            must_be_member(room, state, line).await?;
            state.hub.stop_typing(room, user);
            Ok(())
        }
    }
}

/// The room counts as open before the answer, so that nothing is told between the two.
async fn join(room: RoomId, since: Option<i64>, state: &AppState, line: &Arc<Line>) -> Result<()> {
    let catch = store::catch_up(&state.pool, line.user, room, since).await?;
    state.hub.open_room(room, line);
    // Whoever was removed meanwhile has been put out before the room was open here.
    if !store::is_member(&mut *state.read().await?, line.user, room).await? {
        state.hub.close_room(room, line);
        return Err(AppError::NotFound);
    }
    if let Some(changed) = catch.room {
        line.push(frame(&Event::RoomChanged { room: Box::new(changed) }));
    }
    line.push(frame(&Answer::Joined {
        room,
        version: catch.version,
        changes: catch.changes,
        receipts: catch.receipts,
        complete: catch.complete,
    }));
    state.hub.tell_typing(room, line);
    Ok(())
}

/// A client id that was used before is answered with its message, even where the draft could not be sent now.
async fn send(id: String, draft: Draft, state: &AppState, line: &Arc<Line>) -> Result<()> {
    let (room, client_id) = (draft.room, draft.client_id);
    match draft.checked(line.author) {
        Ok(draft) if draft.is_urgent() => {
            let posted = (state.urgent)(state, line.user, draft).await?;
            line.push(frame(&Answer::Ack { id, message: Box::new(posted.message) }));
            Ok(())
        }
        Ok(draft) => {
            let reply = Reply::Socket { line: Arc::clone(line), id };
            state.mailroom.post(line.user, Box::new(draft), reply).await
        }
        Err(error) => {
            let key = (room, line.user, client_id);
            let posted = store::repeat_or(error, &mut *state.read().await?, key).await?;
            line.push(frame(&Answer::Ack { id, message: Box::new(posted) }));
            Ok(())
        }
    }
}

/// Whoever has the room open is in it; others are looked up.
async fn must_be_member(room: RoomId, state: &AppState, line: &Arc<Line>) -> Result<()> {
    if state.hub.has_open(room, line) {
        return Ok(());
    }
    store::must_be_member(&mut *state.read().await?, line.user, room).await
}

/// A number past what Postgres can hold is past the end of any room.
fn number(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
