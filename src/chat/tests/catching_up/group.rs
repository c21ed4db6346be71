//! Three people in a group, who do what a history says.

use super::history::Act;
use super::{EMOJI, IMANI, JONAS, NOOR};
use crate::chat::{Event, Message, Room, Thread};
use crate::ids::{ClientId, MessageId, RoomId};
use crate::server::testing::{Actor, Cast, Outcome, Phone};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

/// Imani, Noor and Jonas, and a conversation apart from all this.
pub struct Scene<'a> {
    pub cast: &'a Cast,
    pub people: [Actor<'a>; 3],
    pub elsewhere: RoomId,
    pub http: reqwest::Client,
}

/// A group of theirs, with what was said in it and by whom.
pub struct Group<'a> {
    scene: &'a Scene<'a>,
    room: RoomId,
    said: Vec<(usize, MessageId, i64)>,
}

impl Scene<'_> {
    async fn asks(&self, who: usize, method: Method, path: &str, body: &Value) -> Outcome<(StatusCode, Value)> {
        let url = self.cast.url(&format!("/api/v1/chat/{path}"));
        let answer = self.http.request(method, url).bearer_auth(&self.people[who].token).json(body).send().await?;
        Ok((answer.status(), answer.json().await.unwrap_or(Value::Null)))
    }

    /// Everybody has said something already, so that there is something to answer to.
    pub async fn opens_group(&self) -> Outcome<Group<'_>> {
        let users = [self.people[NOOR].me.id(), self.people[JONAS].me.id()];
        let body = json!({ "kind": "group", "title": "Knees", "users": users });
        let (status, room) = self.asks(IMANI, Method::POST, "rooms", &body).await?;
        assert_eq!(status, StatusCode::CREATED, "{room}");
        let room: Room = serde_json::from_value(room)?;
        let mut group = Group { scene: self, room: room.id, said: Vec::new() };
        for who in [IMANI, NOOR, JONAS] {
            group.does(who, "Good morning", &Act::Says).await?;
        }
        assert_eq!(group.said.len(), 3);
        Ok(group)
    }
}

impl Group<'_> {
    /// Some of it is refused, as it would be to anybody; nothing breaks.
    pub async fn does(&mut self, who: usize, words: &str, act: &Act) -> Outcome<()> {
        if let Act::Receives(place) = act {
            let (_, _, number) = self.message(*place);
            let user = self.scene.people[who].me.id();
            self.scene.cast.state.mailroom.move_delivered(user, self.room, number).await?;
            return Ok(());
        }
        let (who, method, path, body) = self.request(who, words, act);
        let (status, answer) = self.scene.asks(who, method, &path, &body).await?;
        assert!(!status.is_server_error(), "{act:?}: {answer}");
        if matches!(act, Act::Says | Act::Replies(_)) && status == StatusCode::CREATED {
            let said: Message = serde_json::from_value(answer)?;
            self.said.push((who, said.id, said.number));
        }
        Ok(())
    }

    fn request(&self, who: usize, words: &str, act: &Act) -> (usize, Method, String, Value) {
        let room = self.room;
        let (id, kind) = (ClientId::new(), "text");
        let draft = |to: Option<MessageId>| json!({ "clientId": id, "kind": kind, "body": words, "replyTo": to });
        let message = |place: usize| format!("messages/{}", self.message(place).1);
        let author = |place: usize| self.message(place).0;
        let reaction = |place: usize, emoji: usize| format!("{}/reactions/{}", message(place), EMOJI[emoji]);
        let jonas = format!("rooms/{room}/members/{}", self.scene.people[JONAS].me.id());
        match *act {
            Act::Says => (who, Method::POST, format!("messages/{room}"), draft(None)),
            Act::Replies(to) => (who, Method::POST, format!("messages/{room}"), draft(Some(self.message(to).1))),
            Act::Edits(place) => (author(place), Method::PATCH, message(place), json!({ "body": words })),
            Act::Deletes(place) => (author(place), Method::DELETE, message(place), Value::Null),
            Act::Reacts(place, emoji) => (who, Method::PUT, reaction(place, emoji), Value::Null),
            Act::TakesBack(place, emoji) => (who, Method::DELETE, reaction(place, emoji), Value::Null),
            Act::Reads(place) | Act::Receives(place) => {
                (who, Method::POST, format!("{}/read", message(place)), Value::Null)
            }
            Act::Renames => (IMANI, Method::PATCH, format!("rooms/{room}"), json!({ "title": words })),
            Act::AddsJonas => (IMANI, Method::PUT, jonas, Value::Null),
            Act::RemovesJonas => (IMANI, Method::DELETE, jonas, Value::Null),
            Act::Ends => (IMANI, Method::POST, format!("rooms/{room}/end"), json!({})),
        }
    }

    fn message(&self, place: usize) -> (usize, MessageId, i64) {
        self.said[place % self.said.len()]
    }

    /// The room as Noor sees it, with its whole history.
    pub async fn snapshot(&self) -> Outcome<Thread> {
        let noor = &self.scene.people[NOOR];
        let (room, messages) = (noor.sees_room(self.room).await?, noor.history(self.room, 0).await?);
        Ok(Thread { room, messages, has_older: false, has_newer: false, slowest: None })
    }

    /// What Noor's device was told of the room. Positions are written behind whoever moves them, in turn: once what was
    /// said after them elsewhere is told, they are told too.
    pub async fn news(&self, phone: &mut Phone) -> Outcome<Vec<Event>> {
        let last = self.scene.people[NOOR].says(self.scene.elsewhere, "Is this all?").await?;
        let mut events = Vec::new();
        loop {
            let Ok(event) = serde_json::from_value::<Event>(phone.hears().await?) else { continue };
            if matches!(&event, Event::MessageReceived { message, .. } if message.id == last.id) {
                return Ok(events);
            }
            if event.room() == self.room {
                events.push(event);
            }
        }
    }
}
