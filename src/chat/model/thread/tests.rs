//! Whatever a network does to events, the thread ends up as the room is.

use super::*;
use crate::accounts::User;
use crate::chat::model::examples::{message, room, thread, user};
use crate::time::Moment;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// A history: messages by turns, each followed by the other's reading of it.
fn history(room: &Room, length: i64) -> Vec<Event> {
    let (first, second) = (&room.members[0].user, &room.members[1].user);
    (1..=length)
        .flat_map(|number| {
            let (writer, reader) = if number % 3 == 0 { (second, first) } else { (first, second) };
            let version = number * 2;
            let message = Box::new(message(room, writer, number, version));
            [
                Event::MessageReceived { room: room.id, version, message },
                Event::ReadMoved { room: room.id, user: reader.id, number, version: version + 1 },
            ]
        })
        .collect()
}

/// What the server answers to "what changed since".
fn changes_since(events: &[Event], since: i64) -> (i64, Vec<Message>, Vec<Receipt>) {
    let mut messages = vec![];
    let mut receipts = vec![];
    for event in events.iter().filter(|event| event.version().is_some_and(|version| version > since)) {
        match event {
            Event::MessageReceived { message, .. } => messages.push((**message).clone()),
            Event::ReadMoved { user, number, version, .. } => {
                receipts.push(Receipt { user: *user, delivered: *number, read: *number, version: *version });
            }
            _ => {}
        }
    }
    (events.iter().filter_map(Event::version).max().unwrap_or(1), messages, receipts)
}

proptest! {
    #[test]
    fn lost_doubled_and_reordered_events_do_no_harm(
        length in 1_i64..20,
        delivery in prop::collection::vec(0_usize..40, 0..120),
    ) {
        let room = room(&[user("Noor"), user("Imani")]);
        let events = history(&room, length);
        let mut expected = thread(room.clone());
        for event in &events {
            prop_assert_eq!(expected.apply(event), Applied::Done);
        }
        let mut actual = thread(room);
        for event in delivery.iter().filter_map(|place| events.get(*place)) {
            actual.apply(event);
        }
        let (version, messages, receipts) = changes_since(&events, actual.room.version);
        actual.catch_up(version, &messages, &receipts);
        prop_assert_eq!(actual, expected);
    }
}

#[test]
fn a_missing_event_is_a_gap() {
    let room = room(&[user("Noor"), user("Imani")]);
    let events = history(&room, 2);
    let mut thread = thread(room);
    assert_eq!(thread.apply(&events[0]), Applied::Done);
    assert_eq!(thread.apply(&events[2]), Applied::Gap);
    assert_eq!(thread.room.version, 2, "the version stays where the gap begins");
    assert_eq!(thread.messages.len(), 2, "what came is shown all the same");
}

#[test]
fn ticks_follow_the_slowest_reader() {
    let people = [user("Noor"), user("Imani"), user("Jonas")];
    let me = people[0].id;
    let mut thread = thread(room(&people));
    assert_eq!(thread.tick(1, me), Tick::Sent);
    thread.room.move_positions(people[1].id, 1, 1);
    assert_eq!(thread.tick(1, me), Tick::Sent);
    thread.room.move_positions(people[2].id, 1, 0);
    assert_eq!(thread.tick(1, me), Tick::Delivered);
    thread.room.move_positions(people[2].id, 1, 1);
    assert_eq!(thread.tick(1, me), Tick::Read);
}

/// A room of 60, of whom it names the first two.
fn crowd(people: &[User], last: UserId) -> Thread {
    let room = Room { member_count: 60, ..room(&people[..2]) };
    let at = |number| Straggler { user: last, number };
    Thread { slowest: Some(Slowest { delivered: at(1), read: at(0) }), ..thread(room) }
}

#[test]
fn ticks_in_a_crowd_follow_whoever_is_last_named_or_not() {
    let people = [user("Noor"), user("Imani"), user("Person 60")];
    let [me, imani, last] = people.each_ref().map(|user| user.id);
    let mut thread = crowd(&people, last);
    thread.room.move_positions(imani, 9, 9);
    assert_eq!((thread.tick(1, me), thread.tick(2, me)), (Tick::Delivered, Tick::Sent));
    let room = thread.room.id;
    let reads = |user| Event::ReadMoved { room, user, number: 2, version: 1 };
    assert!(thread.is_outrun_by(&reads(last)) && !thread.is_outrun_by(&reads(imani)));
    assert!(thread.shows(&reads(imani)) && !thread.shows(&reads(last)));
    let says = message(&thread.room, &people[2], 3, 2);
    let told = Event::MessageReceived { room, version: 2, message: Box::new(says) };
    assert!(thread.is_outrun_by(&told), "writing moves one's positions, too");

    let at = |number| Straggler { user: imani, number };
    thread.take_slowest(Slowest { delivered: at(2), read: at(2) });
    thread.take_slowest(Slowest { delivered: at(1), read: at(1) });
    let ticks = (thread.tick(2, me), thread.tick(3, me));
    assert_eq!(ticks, (Tick::Read, Tick::Sent), "an older answer takes nothing back");
    assert!(thread.is_outrun_by(&reads(imani)) && !thread.is_outrun_by(&reads(last)));

    let changed = |room| Event::RoomChanged { room: Box::new(room) };
    let without = Room { members: vec![], ..thread.room.clone() };
    assert!(thread.is_outrun_by(&changed(without)), "whoever is last may have left");
    assert!(!thread.is_outrun_by(&changed(thread.room.clone())));
}

#[test]
fn ticks_wait_for_readers_only_where_a_message_of_ones_own_is_not_read() {
    let people = [user("Noor"), user("Imani"), user("Person 60")];
    let [me, imani, last] = people.each_ref().map(|user| user.id);
    let mut thread = crowd(&people, last);
    thread.take(&message(&thread.room, &people[0], 1, 2));
    assert!(thread.awaits_readers(me) && !thread.awaits_readers(imani));
    let at = Straggler { user: last, number: 1 };
    thread.take_slowest(Slowest { delivered: at, read: at });
    thread.take(&message(&thread.room, &people[1], 2, 3));
    assert!(!thread.awaits_readers(me) && thread.awaits_readers(imani));
}

#[test]
fn names_are_missing_where_a_crowd_mentions_whom_it_does_not_name() {
    let people = [user("Noor"), user("Imani"), user("Person 60")];
    let mut thread = crowd(&people, people[2].id);
    for (number, body) in [(1, "@Imani?"), (2, "@Person 60!"), (3, "None.")] {
        thread.take(&Message { body: body.into(), ..message(&thread.room, &people[0], number, number + 1) });
    }
    assert_eq!(thread.unnamed_mentions(&[]), [(2, None)]);
    assert!(thread.unnamed_mentions(&["Person 60".into()]).is_empty());
    thread.room.member_count = 2;
    assert!(thread.unnamed_mentions(&[]).is_empty());
}

#[test]
fn whoever_is_not_known_by_name_is_one_of_the_others() {
    let people = ["Noor", "Imani", "Person 59", "Person 60"].map(user);
    let [me, imani, sender, last] = people.each_ref().map(|user| user.id);
    let mut thread = crowd(&people, last);
    thread.take(&message(&thread.room, &people[2], 1, 2));
    let (all, mut told) = ([imani, sender, last, me], BTreeMap::new());
    assert_eq!(thread.names_of(&all, me, &told), "Imani, Person 59, You and 1 other");
    assert_eq!(thread.unnamed(&all, me, &told), [last]);
    told.insert(last, "Person 60".to_owned());
    assert_eq!(thread.names_of(&all, me, &told), "Imani, Person 59, Person 60, You");
    assert!(thread.unnamed(&all, me, &told).is_empty());

    let strangers = [(); 60].map(|()| UserId::new());
    assert_eq!(thread.names_of(&strangers[..1], me, &told), "Somebody");
    assert_eq!(thread.names_of(&strangers, me, &told), "60 people");
    assert_eq!(thread.unnamed(&strangers, me, &told), strangers[..50], "and not more are asked for");
}

#[test]
fn a_room_that_becomes_a_crowd_keeps_its_ticks() {
    let people = [user("Noor"), user("Imani")];
    let me = people[0].id;
    let mut thread = thread(room(&people));
    thread.room.move_positions(me, 2, 2);
    thread.room.move_positions(people[1].id, 2, 1);
    let grown = Room { version: 2, member_count: 51, members: vec![], ..thread.room.clone() };
    thread.apply(&Event::RoomChanged { room: Box::new(grown) });
    assert_eq!((thread.tick(1, me), thread.tick(2, me), thread.tick(3, me)), (Tick::Read, Tick::Delivered, Tick::Sent));
    let shrunk = Room { version: 3, member_count: 2, ..thread.room.clone() };
    thread.apply(&Event::RoomChanged { room: Box::new(shrunk) });
    assert_eq!((thread.slowest, thread.tick(2, me)), (None, Tick::Delivered));
}

#[test]
fn an_older_page_goes_before_and_never_doubles() {
    let noor = user("Noor");
    let room = room(&[noor.clone(), user("Imani")]);
    let mut thread = Thread { has_older: true, ..thread(room.clone()) };
    thread.messages = vec![message(&room, &noor, 4, 5), message(&room, &noor, 5, 6)];
    let older = (1..=4).map(|number| message(&room, &noor, number, number + 1)).collect();
    thread.prepend(older, false);
    assert_eq!(thread.messages.iter().map(|message| message.number).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
    assert!(!thread.has_older);
}

#[test]
fn only_a_window_of_the_history_is_held() {
    let noor = user("Noor");
    let room = room(&[noor.clone(), user("Imani")]);
    let page = |from: i64, to: i64| (from..=to).map(|number| message(&room, &noor, number, number)).collect::<Vec<_>>();
    let mut thread = thread(room.clone());
    thread.room.last_number = 500;
    thread.show(Page { messages: page(451, 500), has_older: true, has_newer: false });
    for from in [401, 351, 301, 251] {
        thread.prepend(page(from, from + 49), true);
    }
    let ends = |thread: &Thread| (thread.messages[0].number, thread.messages[thread.messages.len() - 1].number);
    assert_eq!((ends(&thread), thread.has_newer), ((251, 450), true));
    thread.take(&message(&room, &noor, 501, 501));
    assert_eq!(ends(&thread), (251, 450), "what is new comes with its page");
    thread.append(page(451, 500), false);
    assert_eq!((ends(&thread), thread.has_older, thread.has_newer), ((301, 500), true, true), "501 was said meanwhile");
    thread.append(page(501, 501), false);
    assert_eq!((ends(&thread), thread.has_newer), ((302, 501), false));
}

#[test]
fn replies_are_counted_once_however_they_come() {
    let (noor, imani) = (user("Noor"), user("Imani"));
    let room = room(&[noor.clone(), imani.clone()]);
    let original = message(&room, &noor, 1, 1);
    let reply = |number: i64| Message { reply_to: Some(original.quote()), ..message(&room, &imani, number, number) };
    let mut thread = thread(room.clone());
    thread.take(&original);
    for number in [2, 3, 3] {
        thread.take(&reply(number));
    }
    let gone = Message { version: 4, deleted_at: Some(Moment::from_unix_millis(4)), ..reply(3) };
    thread.take(&gone);
    thread.take(&gone);
    assert_eq!(thread.message(1).map(|original| original.replies), Some(1));
    // Caught up together with its original, which counts it already.
    let counted = Message { version: 6, replies: 2, ..original.clone() };
    thread.catch_up(6, &[counted, reply(4)], &[]);
    assert_eq!(thread.message(1).map(|original| original.replies), Some(2));
    // Lost on its way, while what was said later came.
    thread.take(&message(&room, &noor, 6, 8));
    for _ in 0..2 {
        thread.catch_up(8, &[reply(5), message(&room, &noor, 6, 8)], &[]);
    }
    assert_eq!(thread.message(1).map(|original| original.replies), Some(2), "the original was told with it");
    for _ in 0..2 {
        thread.take(&reply(7));
    }
    assert_eq!(thread.message(1).map(|original| original.replies), Some(3));
}
