//! Who is told what of unread messages: one notification a room, of its last message; in rooms of several another of
//! the last that is to oneself; and one of each that asks to be confirmed.

use super::store::{Behind, Fresh};
use crate::chat::model::{MessageKind, Piece, RoomKind, pieces, title_for};
use crate::chat::store::{Overdue, topic_of};
use crate::ids::{RoomId, UserId};
use crate::notifications::{Kind, Notice, shortened};
use std::collections::HashMap;

/// Characters of a message that a notification has.
const EXCERPT: usize = 140;

/// One notice for all who are told the same, in the order in which it was said.
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
    let mut told: Vec<_> = told
        .into_iter()
        .filter_map(|((room, number, kind, place), to)| Some((find(&room, number)?, kind, place, to)))
        .collect();
    told.sort_by_key(|(message, ..)| (message.created_at, message.room, message.number));
    told.into_iter().map(|(message, kind, place, to)| notice(message, kind, (place, to))).collect()
}

/// What the member would have been told had these been the last messages: of what is to them, or of the rest.
pub fn last_told(messages: &[&Fresh], member: &Behind, is_to_them: bool) -> Option<Notice> {
    let (message, kind) = rings_for(messages, member).find(|one| is_apart(one) == is_to_them)?;
    Some(notice(message, kind, (place(message, member), vec![member.user])))
}

/// What the notifications of a room are about. In rooms of several, what is to oneself is not lost behind what is said
/// next: it is about something of its own.
pub fn room_topic(room: RoomId, is_to_them: bool) -> String {
    if is_to_them { format!("room:{room}:to-you") } else { format!("room:{room}") }
}

/// What the member calls the room, where it has a title.
fn place<'a>(message: &'a Fresh, member: &Behind) -> Option<&'a str> {
    let title = message.title.as_deref().filter(|_| message.room_kind != RoomKind::Direct)?;
    Some(title_for(title, &member.name))
}

/// What the member has to confirm, in a muted room as well.
fn asking<'a>(messages: &[&'a Fresh], member: &Behind) -> impl Iterator<Item = &'a Fresh> {
    let (known, user) = (known_to(member), member.user);
    let asks = move |one: &&Fresh| one.number > known && one.waited_for.contains(&user);
    messages.iter().copied().filter(asks)
}

/// Of the others: the last message, and beside it, in rooms of several, the last that is to the member.
fn what_rings<'a>(messages: &[&'a Fresh], member: &Behind) -> impl Iterator<Item = (&'a Fresh, Kind)> {
    let last = rings_for(messages, member).find(|one| !is_apart(one));
    let to_them = rings_for(messages, member).find(is_apart);
    last.into_iter().chain(to_them)
}

/// All of the others that ring for the member, the last one first; a muted room rings for what is to oneself alone.
fn rings_for<'a>(messages: &[&'a Fresh], member: &Behind) -> impl Iterator<Item = (&'a Fresh, Kind)> {
    let known = known_to(member);
    let unread = messages.iter().rev().copied();
    let unread = unread.filter(move |one| !one.asks && one.number > known && one.sender != member.user);
    unread.filter_map(move |message| Some((message, kind_for(message, member)?)))
}

fn kind_for(message: &Fresh, member: &Behind) -> Option<Kind> {
    let usual = if is_of_two(message) { Kind::Message } else { Kind::Group };
    personal(message, member).or((!member.is_muted).then_some(usual))
}

fn is_of_two(message: &Fresh) -> bool {
    matches!(message.room_kind, RoomKind::Direct | RoomKind::Appointment)
}

/// Whether it has a notification of its own beside the room's.
fn is_apart((message, kind): &(&Fresh, Kind)) -> bool {
    matches!(kind, Kind::Mention | Kind::Reply) && !is_of_two(message)
}

/// The last message that they have read, or were told of.
fn known_to(member: &Behind) -> i64 {
    member.read.max(member.rung)
}

fn personal(message: &Fresh, member: &Behind) -> Option<Kind> {
    let is_mentioned = || {
        let names = [member.name.clone()];
        pieces(&message.body, &names).iter().any(|piece| matches!(piece, Piece::Mention(_)))
    };
    if !is_of_two(message) && is_mentioned() {
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
    let topic = match kind {
        Kind::Acknowledge => topic_of(message.id),
        _ => room_topic(message.room, is_apart(&(message, kind))),
    };
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
    shortened(&body, EXCERPT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::MessageId;
    use crate::time::Moment;

    fn message(number: i64, sender: UserId, body: &str) -> Fresh {
        Fresh {
            id: MessageId::new(),
            room: RoomId(uuid::Uuid::nil()),
            number,
            created_at: Moment::from_unix_millis(number * 1000),
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
        let (room, name) = (RoomId(uuid::Uuid::nil()), "Noor Haddad".into());
        Behind { room, user, name, read, rung: 0, is_muted: false, is_due: false }
    }

    #[test]
    fn the_last_message_rings_and_beside_it_the_last_that_is_to_oneself() {
        let (imani, noor) = (UserId::new(), UserId::new());
        let fresh =
            [message(4, imani, "Hello"), message(5, imani, "@Noor Haddad, look"), message(6, imani, "All done")];
        let told = notices(&fresh, &[member(noor, 3)]);
        assert_eq!(told.iter().map(|one| one.kind).collect::<Vec<_>>(), [Kind::Mention, Kind::Group]);
        assert_eq!((&*told[0].title, &*told[1].body), ("Imani Okafor mentioned you in Team", "All done"));
        assert_ne!(told[0].topic, told[1].topic);
        let told = notices(&fresh, &[member(noor, 5)]);
        assert_eq!((told.len(), told[0].kind, &*told[0].body), (1, Kind::Group, "All done"));
    }

    #[test]
    fn in_a_room_of_two_the_newest_words_ring_alone() {
        let (imani, noor) = (UserId::new(), UserId::new());
        let of_two = |message: Fresh| Fresh { room_kind: RoomKind::Direct, title: None, ..message };
        let answer = |number| of_two(Fresh { replied_to: Some(noor), ..message(number, imani, "Twice") });
        let fresh = [answer(1), of_two(message(2, imani, "With food"))];
        let told = notices(&fresh, &[member(noor, 0)]);
        assert_eq!((told.len(), told[0].kind, &*told[0].body), (1, Kind::Message, "With food"));
        let told = notices(&[of_two(message(1, imani, "With food")), answer(2)], &[member(noor, 0)]);
        assert_eq!((told.len(), told[0].kind, &*told[0].body), (1, Kind::Reply, "Twice"));
        assert_eq!(told[0].topic, Some(room_topic(RoomId(uuid::Uuid::nil()), false)));
    }

    #[test]
    fn they_are_told_in_the_order_in_which_they_were_said() {
        let (imani, noor) = (UserId::new(), UserId::new());
        let rooms: Vec<RoomId> = (0..20).map(|_| RoomId::new()).collect();
        let of = |number: i64, room: RoomId| Fresh { room, ..message(number, imani, &number.to_string()) };
        let fresh: Vec<Fresh> = (1..).zip(rooms.iter().rev()).map(|(number, room)| of(number, *room)).collect();
        let members: Vec<Behind> = rooms.iter().map(|room| Behind { room: *room, ..member(noor, 0) }).collect();
        let bodies: Vec<String> = notices(&fresh, &members).into_iter().map(|notice| notice.body).collect();
        assert_eq!(bodies, (1..=20).map(|number| number.to_string()).collect::<Vec<_>>());
    }

    #[test]
    fn nobody_is_told_of_the_same_message_twice() {
        let (imani, noor) = (UserId::new(), UserId::new());
        let fresh = [message(4, imani, "@Noor Haddad, look"), message(5, imani, "All done")];
        let told = notices(&fresh, &[Behind { rung: 4, ..member(noor, 0) }]);
        assert_eq!((told.len(), told[0].kind), (1, Kind::Group));
        assert!(notices(&fresh, &[Behind { rung: 5, ..member(noor, 0) }]).is_empty());
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
