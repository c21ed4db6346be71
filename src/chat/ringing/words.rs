//! Who is told what of unread messages: one notification a room, of its last message or of the last that is to oneself;
//! and one of each that asks to be confirmed.

use super::store::{Behind, Fresh};
use crate::chat::model::{MessageKind, Piece, RoomKind, pieces, title_for};
use crate::chat::store::{Overdue, topic_of};
use crate::ids::{RoomId, UserId};
use crate::notifications::{Kind, Notice};
use std::collections::HashMap;

/// Characters of a message that a notification has.
const EXCERPT: usize = 140;

/// One notice for all who are told the same.
pub fn notices(fresh: &[Fresh], members: &[Behind]) -> Vec<Notice> {
    let mut by_room: HashMap<RoomId, Vec<&Fresh>> = HashMap::new();
    for message in fresh {
        by_room.entry(message.room).or_default().push(message);
    }
    let mut told: HashMap<(RoomId, i64, Kind, Option<&str>), Vec<UserId>> = HashMap::new();
    for member in members {
        let Some(messages) = by_room.get(&member.room) else { continue };
        let asks = asking(messages, member).map(|message| (message, Kind::Acknowledge));
        for (message, kind) in asks.chain(what_rings(messages, member)) {
            told.entry((member.room, message.number, kind, place(message, member))).or_default().push(member.user);
        }
    }
    let find = |room: &RoomId, number: i64| by_room.get(room)?.iter().find(|message| message.number == number).copied();
    let notices = told.into_iter();
    notices
        .filter_map(|((room, number, kind, place), to)| Some(notice(find(&room, number)?, kind, (place, to))))
        .collect()
}

/// What the member calls the room, where it has a title.
fn place<'a>(message: &'a Fresh, member: &Behind) -> Option<&'a str> {
    let title = message.title.as_deref().filter(|_| message.room_kind != RoomKind::Direct)?;
    Some(title_for(title, &member.name))
}

/// What the member has to confirm, in a muted room as well.
fn asking<'a>(messages: &[&'a Fresh], member: &Behind) -> impl Iterator<Item = &'a Fresh> {
    let (read, user) = (member.read, member.user);
    let asks = move |one: &&Fresh| one.number > read && one.waited_for.contains(&user);
    messages.iter().copied().filter(asks)
}

/// Of the others: the last message to the member, or else the last one; a muted room rings for what is to oneself alone.
fn what_rings<'a>(messages: &[&'a Fresh], member: &Behind) -> Option<(&'a Fresh, Kind)> {
    let unread =
        || messages.iter().rev().filter(|one| !one.asks && one.number > member.read && one.sender != member.user);
    let to_oneself = unread().find_map(|message| Some((*message, personal(message, member)?)));
    to_oneself.or_else(|| {
        let message = unread().next().filter(|_| !member.is_muted)?;
        let is_of_two = matches!(message.room_kind, RoomKind::Direct | RoomKind::Appointment);
        Some((*message, if is_of_two { Kind::Message } else { Kind::Group }))
    })
}

fn personal(message: &Fresh, member: &Behind) -> Option<Kind> {
    let is_mentioned = || {
        let names = [member.name.clone()];
        pieces(&message.body, &names).iter().any(|piece| matches!(piece, Piece::Mention(_)))
    };
    let is_group = !matches!(message.room_kind, RoomKind::Direct | RoomKind::Appointment);
    if is_group && is_mentioned() {
        Some(Kind::Mention)
    } else if message.replied_to == Some(member.user) {
        Some(Kind::Reply)
    } else {
        None
    }
}

fn notice(message: &Fresh, kind: Kind, (place, to): (Option<&str>, Vec<UserId>)) -> Notice {
    let sender = &message.sender_name;
    let title = match (kind, place) {
        (Kind::Acknowledge, _) => format!("{sender} asks you to confirm a message"),
        (Kind::Mention, Some(place)) => format!("{sender} mentioned you in {place}"),
        (Kind::Mention, None) => format!("{sender} mentioned you"),
        (Kind::Reply, _) => format!("{sender} replied to you"),
        (Kind::Group, Some(place)) => format!("{sender} in {place}"),
        _ => sender.clone(),
    };
    let topic = if kind == Kind::Acknowledge { topic_of(message.id) } else { format!("room:{}", message.room) };
    Notice {
        actor: Some(message.sender),
        body: excerpt(&message.body, message.kind),
        message: Some((message.room, message.number)),
        topic: Some(topic),
        ..Notice::new(kind, to, title, format!("chat/{}?message={}", message.room, message.number))
    }
}

/// Everybody who has not confirmed a message by its deadline.
pub fn reminder(overdue: &Overdue) -> Notice {
    let title = format!("Still to be confirmed: a message of {}", overdue.sender_name);
    let link = format!("chat/{}?message={}", overdue.room, overdue.number);
    Notice {
        body: excerpt(&overdue.body, MessageKind::Text),
        topic: Some(topic_of(overdue.message)),
        ..Notice::new(Kind::Acknowledge, overdue.users.clone(), title, link)
    }
}

/// What a notification shows of a message.
pub fn excerpt(body: &str, kind: MessageKind) -> String {
    let body = body.split_whitespace().collect::<Vec<_>>().join(" ");
    if body.is_empty() {
        return match kind {
            MessageKind::Image => "Photo",
            MessageKind::Video => "Video",
            MessageKind::Assessment => "Assessment",
            MessageKind::Prescription => "Prescription",
            _ => "File",
        }
        .into();
    }
    match body.char_indices().nth(EXCERPT) {
        Some((end, _)) => format!("{}…", body[..end].trim_end()),
        None => body,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::MessageId;

    fn message(number: i64, sender: UserId, body: &str) -> Fresh {
        Fresh {
            id: MessageId::new(),
            room: RoomId(uuid::Uuid::nil()),
            number,
            sender,
            sender_name: "Imani Okafor".into(),
            kind: MessageKind::Text,
            body: body.into(),
            room_kind: RoomKind::Group,
            title: Some("Team".into()),
            replied_to: None,
            asks: false,
            waited_for: vec![],
        }
    }

    fn member(user: UserId, read: i64) -> Behind {
        Behind { room: RoomId(uuid::Uuid::nil()), user, name: "Noor Haddad".into(), read, is_muted: false }
    }

    #[test]
    fn the_last_message_rings_unless_an_earlier_one_is_to_oneself() {
        let (imani, noor) = (UserId::new(), UserId::new());
        let fresh =
            [message(4, imani, "Hello"), message(5, imani, "@Noor Haddad, look"), message(6, imani, "All done")];
        let told = notices(&fresh, &[member(noor, 3)]);
        assert_eq!(
            (told.len(), told[0].kind, &*told[0].title),
            (1, Kind::Mention, "Imani Okafor mentioned you in Team")
        );
        let told = notices(&fresh, &[member(noor, 5)]);
        assert_eq!((told[0].kind, &*told[0].body), (Kind::Group, "All done"));
    }

    #[test]
    fn nobody_is_told_of_their_own_words_nor_of_a_muted_room() {
        let (imani, noor) = (UserId::new(), UserId::new());
        let fresh = [message(1, imani, "Hello"), message(2, imani, "There")];
        let muted = Behind { is_muted: true, ..member(noor, 0) };
        assert!(notices(&fresh, &[member(imani, 0), muted]).is_empty());
        let mention = [message(3, imani, "@Noor Haddad?")];
        let muted = Behind { is_muted: true, ..member(noor, 0) };
        assert_eq!(notices(&mention, &[muted])[0].kind, Kind::Mention);
    }

    #[test]
    fn what_is_to_be_confirmed_rings_apart_and_in_a_muted_room() {
        let (imani, noor) = (UserId::new(), UserId::new());
        let fresh =
            [Fresh { asks: true, waited_for: vec![noor], ..message(1, imani, "Rest") }, message(2, imani, "And sleep")];
        let told = notices(&fresh, &[member(noor, 0), member(imani, 0)]);
        let mut kinds: Vec<&str> = told.iter().map(|notice| notice.kind.as_str()).collect();
        kinds.sort_unstable();
        assert_eq!(kinds, ["acknowledge", "group"]);
        let muted = Behind { is_muted: true, ..member(noor, 0) };
        let told = notices(&fresh, &[muted]);
        assert_eq!((told.len(), &*told[0].title), (1, "Imani Okafor asks you to confirm a message"));
    }

    #[test]
    fn a_room_that_is_named_after_its_reader_is_called_without_their_name() {
        let imani = UserId::new();
        let fresh = [Fresh { title: Some("Emergency: Noor Haddad".into()), ..message(1, imani, "I am coming") }];
        let jonas = Behind { name: "Jonas Okafor".into(), ..member(UserId::new(), 0) };
        let mut titles: Vec<String> =
            notices(&fresh, &[member(UserId::new(), 0), jonas]).into_iter().map(|notice| notice.title).collect();
        titles.sort_unstable();
        assert_eq!(titles, ["Imani Okafor in Emergency", "Imani Okafor in Emergency: Noor Haddad"]);
    }

    #[test]
    fn those_who_are_told_the_same_share_a_notice() {
        let imani = UserId::new();
        let members: Vec<Behind> = (0..3).map(|_| member(UserId::new(), 0)).collect();
        let told = notices(&[message(1, imani, &"long ".repeat(100))], &members);
        assert_eq!((told.len(), told[0].to.len()), (1, 3));
        assert!(told[0].body.ends_with('…') && told[0].body.chars().count() <= EXCERPT + 1);
    }
}
