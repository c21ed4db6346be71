//! Coming and going: the first two frames of a socket, and telling those who may see a person.

use crate::accounts::{self, store};
use crate::error::Result;
use crate::ids::{PracticeId, UserId};
use crate::live::event::{Answer, Event};
use crate::live::hub::{Close, Line, frame};
use crate::server::session::Visitor;
use crate::server::state::AppState;
use std::sync::Arc;
use std::time::Duration;

/// A reloaded page is back within this; only then has a person gone.
const GRACE: Duration = Duration::from_secs(3);

/// Connects the line and greets it. It is connected first, so nobody who comes meanwhile is missed.
pub async fn arrive(state: &AppState, visitor: Visitor, line: &Arc<Line>) -> Result<()> {
    let (user, practice) = (line.user, visitor.me.practice.id);
    let is_first = state.hub.connect(&visitor.me, line);
    let mut conn = state.read().await?;
    // Whoever was signed out or suspended while this was on its way was told so before there was a line to close.
    if !store::still_admits(&mut conn, visitor.pass, visitor.me.role).await? {
        line.close(Close::SignedOut);
    }
    let online = store::visible_among(&mut conn, user, &state.hub.online_in(practice)).await?;
    drop(conn);
    let user_frame = Answer::Authenticated {
        user: Box::new((*visitor.me).clone()),
        epoch: state.epoch.0,
        heartbeat_seconds: state.settings.heartbeat.as_secs(),
        told_at: state.hub.told_at(user),
    };
    line.greet([frame(&user_frame), frame(&Answer::Presence { online })]);
    if is_first {
        tell_viewers(state, user, practice, accounts::Event::CameOnline { user }).await?;
    }
    Ok(())
}

/// Disconnects the line; where it was the last, the person has gone once the grace is over.
pub fn leave(state: AppState, line: &Arc<Line>) {
    let user = line.user;
    // When the server goes, its people only change servers.
    let is_stopping = line.is_closing() == Some(Close::GoingAway);
    if state.hub.disconnect(line) && !is_stopping {
        tokio::spawn(async move {
            tokio::time::sleep(GRACE).await;
            if let Err(error) = go_offline(&state, user).await {
                tracing::warn!(%error, "a person's going could not be noted");
            }
        });
    }
}

async fn go_offline(state: &AppState, user: UserId) -> Result<()> {
    // A server that stops meanwhile leaves its people to the next.
    if state.hub.is_online(user) || state.pool.is_closed() {
        return Ok(());
    }
    let mut conn = state.read().await?;
    store::leave_trace(&mut conn, user).await?;
    let last_seen = store::last_seen(&mut conn, user).await?;
    let practice = store::me(&mut conn, user).await?.practice.id;
    drop(conn);
    // They may be back meanwhile.
    if state.hub.is_online(user) {
        return Ok(());
    }
    tell_viewers(state, user, practice, accounts::Event::WentOffline { user, last_seen }).await
}

async fn tell_viewers(state: &AppState, user: UserId, practice: PracticeId, event: accounts::Event) -> Result<()> {
    let mut conn = state.read().await?;
    let viewers = store::viewers_among(&mut conn, user, &state.hub.online_in(practice)).await?;
    state.hub.tell(&viewers, &Event::from(event));
    Ok(())
}
