//! Who is in a group: added, removed, leaving. A newcomer sees the whole history, and nothing of it is new to them.

use super::changing::{end_room, hold, may_not_change, take_version, tell_changed};
use super::held::why_held;
use super::sight::{begin_sight, end_sight};
use crate::accounts::model::User;
use crate::accounts::store::NameSearch;
use crate::accounts::{self, Me};
use crate::chat::Event;
use crate::chat::model::{MEMBERS_AT_MOST, Participant, Room};
use crate::chat::store::acknowledgements::let_off;
use crate::chat::store::people::must_reach;
use crate::chat::store::say;
use crate::error::{AppError, Result};
use crate::ids::{RoomId, UserId, uuids};
use crate::server::db::Tx;
use crate::words::Role;
use sqlx::{PgConnection, query, query_scalar};

/// People whom a sentence names; the others are counted.
const NAMED: usize = 3;

/// Adds those who are not in it yet; true where there are any.
pub async fn add_people(tx: &mut Tx, me: &Me, room: RoomId, people: &[UserId]) -> Result<bool> {
    let found = hold(tx, me.id(), room).await?;
    let new = strangers_among(tx, room, people).await?;
    if new.is_empty() {
        return Ok(false);
    }
    if !found.may_invite(me.id()) {
        return Err(may_not_change(&found));
    }
    must_reach(tx, me, &new).await?;
    if usize::try_from(found.member_count).unwrap_or(usize::MAX) + new.len() > MEMBERS_AT_MOST {
        return Err(AppError::conflict("A group has at most 1,000 members."));
    }
    let names = name_all(&accounts::store::people_among(tx, &new).await?);
    say(tx, room, &format!("{} added {names}.", me.name)).await?;
    let version = take_version(tx, room).await?;
    query!(
        "insert into room_members (room_id, user_id, delivered, read, version, added_by)
         select r.id, u, r.last_number, r.last_number, $3, $4 from rooms r, unnest($2::uuid[]) u where r.id = $1",
        room as RoomId,
        &uuids(&new),
        version,
        me.id() as UserId
    )
    .execute(&mut **tx)
    .await?;
    tell_changed(tx, room).await?;
    begin_sight(tx, room, &new).await?;
    Ok(true)
}

/// Removes a member, or leaves where it is oneself. Somebody who is not in it is removed already; whoever is held there
/// stays for now.
pub async fn remove_member(tx: &mut Tx, me: &Me, room: RoomId, user: UserId) -> Result<()> {
    let found = hold(tx, me.id(), room).await?;
    if !found.is_group() {
        return Err(AppError::forbidden("Only groups can be left, or anybody removed from them."));
    }
    let held = why_held(tx, room, user).await?;
    if user == me.id() {
        if let Some(why) = held {
            return Err(AppError::Conflict { why });
        }
        say(tx, room, &format!("{} left.", me.name)).await?;
        return put_out(tx, &found, user).await;
    }
    if !found.may_remove(me.id(), user) {
        let is_opener = found.opened_by == Some(user) && found.may_invite(me.id());
        let why = AppError::forbidden("Whoever opened the group stays in it until they leave.");
        return Err(if is_opener { why } else { may_not_change(&found) });
    }
    if !strangers_among(tx, room, &[user]).await?.is_empty() {
        return Ok(());
    }
    // Why, is theirs alone to know.
    if held.is_some() {
        return Err(AppError::conflict("They are needed in this conversation for now. Please try again later."));
    }
    let name = name_all(&accounts::store::people_among(tx, &[user]).await?);
    say(tx, room, &format!("{} removed {name}.", me.name)).await?;
    tx.tell(vec![user], Event::Removed { room });
    put_out(tx, &found, user).await
}

/// For whoever is out, the room does not exist any more; a group without members has ended.
pub(super) async fn put_out(tx: &mut Tx, room: &Room, user: UserId) -> Result<()> {
    query!("delete from room_members where room_id = $1 and user_id = $2", room.id as RoomId, user as UserId)
        .execute(&mut **tx)
        .await?;
    tx.tell(vec![user], Event::Left { room: room.id });
    end_sight(tx, room.id, user).await?;
    let_off(tx, room.id, user).await?;
    if room.member_count == 1 {
        return end_room(tx, room.id, user).await;
    }
    if room.opened_by == Some(user) {
        pass_on(tx, room.id).await?;
    }
    take_version(tx, room.id).await?;
    tell_changed(tx, room.id).await
}

/// Whoever has been in it longest decides from now on.
async fn pass_on(tx: &mut Tx, room: RoomId) -> Result<()> {
    query!(
        "update rooms set opened_by =
             (select user_id from room_members where room_id = $1 order by joined_at, user_id limit 1)
         where id = $1",
        room as RoomId
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Members whose names hold a text, in the order in which they came. The caller has found the room.
pub async fn participants(conn: &mut PgConnection, room: RoomId, search: &NameSearch) -> Result<Vec<Participant>> {
    let rows = query!(
        r#"select u.id as "id: UserId", u.name, u.avatar, u.role as "role: Role", m.delivered, m.read
           from room_members m join users u on u.id = m.user_id
           where m.room_id = $1 and ($2::uuid is null or (m.joined_at, m.user_id) >
               (select joined_at, user_id from room_members where room_id = $1 and user_id = $2))
             and strpos(u.name_folded, (select folded($3))) > 0
           order by m.joined_at, m.user_id limit $4"#,
        room as RoomId,
        search.after as Option<UserId>,
        search.text,
        search.limit
    );
    let rows = rows.fetch_all(conn).await?.into_iter();
    Ok(rows
        .map(|row| Participant {
            user: User { id: row.id, name: row.name, avatar: row.avatar },
            role: row.role,
            delivered: row.delivered,
            read: row.read,
        })
        .collect())
}

/// Those of the people who are not in the room.
async fn strangers_among(conn: &mut PgConnection, room: RoomId, people: &[UserId]) -> Result<Vec<UserId>> {
    Ok(query_scalar!(
        r#"select distinct u as "id!: UserId" from unnest($2::uuid[]) u
           where not exists (select from room_members where room_id = $1 and user_id = u)"#,
        room as RoomId,
        &uuids(people)
    )
    .fetch_all(conn)
    .await?)
}

/// `Ada, Ben and 3 others`
fn name_all(people: &[User]) -> String {
    let named: Vec<&str> = people.iter().take(NAMED).map(|person| person.name.as_str()).collect();
    match (people.len().saturating_sub(NAMED), named.split_last()) {
        (0, Some((last, []))) => (*last).to_owned(),
        (0, Some((last, first))) => format!("{} and {last}", first.join(", ")),
        (1, _) => format!("{} and 1 other", named.join(", ")),
        (others, _) => format!("{} and {others} others", named.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_are_named_and_the_others_counted() {
        let people: Vec<User> = ["Ada", "Ben", "Cem", "Dora", "Eli"]
            .map(|name| User { id: UserId::new(), name: name.into(), avatar: None })
            .to_vec();
        assert_eq!(name_all(&people[..1]), "Ada");
        assert_eq!(name_all(&people[..3]), "Ada, Ben and Cem");
        assert_eq!(name_all(&people[..4]), "Ada, Ben, Cem and 1 other");
        assert_eq!(name_all(&people), "Ada, Ben, Cem and 2 others");
    }
}
