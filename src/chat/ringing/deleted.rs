//! A message is deleted while it stands in bells: what was said before it, and was not read either, takes its place.

use super::store::{Behind, Fresh, members_of, messages_between};
use super::words::{last_told, room_topic};
use crate::error::Result;
use crate::ids::{RoomId, UserId};
use crate::notifications::store::{hand_over, standing_for, withdraw_all};
use crate::server::db::Tx;
use std::collections::HashMap;

/// Whoever's bell has it has the newest unread message that remains instead, as if that had been the last: what is on
/// its way to them still goes out. Those for whom none remains are told nothing any more.
pub async fn hand_on(tx: &mut Tx, (room, number): (RoomId, i64)) -> Result<()> {
    let to_them = room_topic(room, true);
    let standing = standing_for(tx, (room, number), &[room_topic(room, false), to_them.clone()]).await?;
    if standing.is_empty() {
        return Ok(());
    }
    let people: Vec<UserId> = standing.iter().map(|row| row.user).collect();
    let members = members_of(tx, room, &people).await?;
    let since = members.iter().map(|member| member.read).min().unwrap_or(number);
    let members: HashMap<UserId, Behind> = members.into_iter().map(|member| (member.user, member)).collect();
    let messages = messages_between(tx, room, (since, number)).await?;
    let messages: Vec<&Fresh> = messages.iter().collect();
    let (mut handed, mut gone) = (Vec::new(), Vec::new());
    for row in standing {
        let Some(member) = members.get(&row.user) else { continue };
        match last_told(&messages, member, row.topic == to_them) {
            Some(notice) => handed.push((row.id, notice)),
            None => gone.push(row.id),
        }
    }
    hand_over(tx, &handed).await?;
    withdraw_all(tx, &gone, "The message was deleted.").await
}
