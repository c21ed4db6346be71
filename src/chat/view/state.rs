//! What every page knows of a person's conversations: the list, and the messages on their way out.

use super::desk::provide_desks;
use super::kept;
use crate::app::use_boot;
use crate::chat::{
    Command, Conversations, Draft, Event, Outbox, Pending, Rereading, count_unread, list_conversations, read_room,
};
use crate::error::AppError;
use crate::ids::{ClientId, RoomId, UserId};
use crate::live::event::{self, Answer, Incoming, Refusal};
use crate::live::{Connection, Live, use_live};
use crate::time::Moment;
use crate::ui::{Questions, once_alive};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::HashSet;
use std::time::Duration;

/// What happens in a room within this time is read at once.
const GATHER: Duration = Duration::from_millis(300);

#[derive(Clone, Copy)]
pub struct Chat {
    pub me: UserId,
    pub conversations: RwSignal<Conversations>,
    pub outbox: RwSignal<Outbox>,
    /// Whether the server has asked to slow down, and not all that waits has left since.
    pub is_slowed: RwSignal<bool>,
    rereading: StoredValue<Rereading>,
    /// The rooms that were heard of since the list was last asked for.
    heard: StoredValue<HashSet<RoomId>>,
    questions: Questions,
    live: Live,
}

/// Provides the conversations that came with the page, and keeps them true.
pub fn provide_chat(me: UserId) -> Chat {
    let live = use_live();
    let conversations = RwSignal::new(use_boot().with_value(|boot| boot.conversations.clone()));
    let chat = Chat {
        me,
        conversations,
        outbox: RwSignal::default(),
        is_slowed: RwSignal::new(false),
        rereading: StoredValue::default(),
        heard: StoredValue::default(),
        questions: Questions::default(),
        live,
    };
    provide_context(chat);
    provide_desks(chat);
    live.listen(move |incoming| chat.hear(incoming));
    once_alive(move || {
        chat.outbox.update(|outbox| kept::all_pending(me).into_iter().for_each(|pending| outbox.add(pending)));
        chat.send_next();
    });
    chat
}

pub fn use_chat() -> Chat {
    expect_context()
}

impl Chat {
    /// Messages that are unread in all rooms together, but for muted ones.
    pub fn unread(self) -> Signal<i64> {
        Signal::derive(move || self.conversations.with(Conversations::unread))
    }

    /// Takes a message to be sent: it is kept first, then drawn, then sent. One that is urgent waits for no other.
    pub fn post(self, draft: Draft) {
        let mut pending = Pending::new(draft, Moment::now());
        pending.is_unkept = !kept::keep_pending(self.me, &pending);
        let goes_now = pending.draft.is_urgent() || self.outbox.with_untracked(|outbox| outbox.next().is_none());
        self.outbox.update(|outbox| outbox.add(pending));
        if goes_now {
            self.send_next();
        }
    }

    pub fn try_again(self, id: ClientId) {
        self.outbox.update(|outbox| outbox.try_again(id));
        self.send_next();
    }

    /// Forgets a draft that was refused.
    pub fn give_up(self, id: ClientId) {
        self.arrived(id);
        self.send_next();
    }

    /// Sends the draft that is next; the answer sends the one after it.
    fn send_next(self) {
        match self.outbox.with_untracked(|outbox| outbox.next().cloned()) {
            Some(draft) => {
                self.live.send(&Command::Send { id: draft.client_id.to_string(), draft: Box::new(draft) });
            }
            None => {
                self.is_slowed.try_set(false);
            }
        }
    }

    pub(super) fn arrived(self, id: ClientId) {
        kept::forget_pending(self.me, id);
        if self.outbox.with_untracked(|outbox| outbox.get(id).is_some()) {
            self.outbox.update(|outbox| outbox.remove(id));
        }
    }

    fn hear(self, incoming: &Incoming) {
        match incoming {
            Incoming::Answer(Answer::Authenticated { .. }) => {
                self.send_next();
                self.refresh();
            }
            Incoming::Answer(Answer::Ack { message, .. }) => {
                self.arrived(message.client_id);
                self.send_next();
            }
            Incoming::Answer(Answer::Error(refusal)) => self.refused(refusal),
            Incoming::Event(event::Event::Chat(event)) => self.apply(event),
            _ => {}
        }
    }

    /// A message that was refused for good is marked; one that came too early is sent again by itself, and so is, for a
    /// while, one that the server broke over.
    fn refused(self, refusal: &Refusal) {
        let Some(id) = refusal.id.as_ref().and_then(|id| id.parse::<ClientId>().ok()) else { return };
        match (refusal.code.as_str(), refusal.retry_after) {
            ("slow_down", seconds) => {
                self.is_slowed.set(true);
                set_timeout(move || self.send_next(), Duration::from_secs(seconds.unwrap_or(1)));
            }
            ("broken", _) => match self.outbox.try_update(|outbox| outbox.broke(id, &refusal.message)).flatten() {
                Some(pause) => set_timeout(move || self.send_next(), Duration::from_secs(pause)),
                None => self.send_next(),
            },
            _ => {
                self.outbox.update(|outbox| outbox.fail(id, refusal.message.clone()));
                self.send_next();
            }
        }
    }

    fn apply(self, event: &Event) {
        if matches!(event, Event::TypingStarted { .. } | Event::TypingStopped { .. }) {
            return;
        }
        let is_known = self.conversations.try_update(|list| list.apply(event, self.me)).unwrap_or(true);
        self.note_heard(event, is_known);
        if let Event::MessageReceived { room, message, .. } = event {
            if message.is_by(self.me) {
                self.arrived(message.client_id);
            } else {
                self.confirm_delivery(*room, message.number);
            }
        }
        if !is_known {
            self.reread(event.room());
        }
    }

    /// What is being read may be from before this. Each step of one's own reading asks for the room anew, and what is
    /// read then is not much older.
    fn note_heard(self, event: &Event, is_known: bool) {
        if event.is_of_another_reader(self.me) {
            return;
        }
        let room = event.room();
        self.heard.update_value(|heard| {
            heard.insert(room);
        });
        if is_known || !matches!(event, Event::ReadMoved { .. }) {
            self.rereading.update_value(|rereading| rereading.hear(room));
        }
    }

    /// Reads a room anew, which each step of one's own reading may ask for.
    fn reread(self, room: RoomId) {
        if self.rereading.try_update_value(|rereading| rereading.ask(room)) == Some(true) {
            self.read_on(room);
        }
    }

    fn read_on(self, room: RoomId) {
        spawn_local(async move {
            self.rereading.try_update_value(|rereading| rereading.begin(room));
            self.read_anew(room).await;
            if self.rereading.try_update_value(|rereading| rereading.finish(room)) == Some(true) {
                set_timeout(move || self.read_on(room), GATHER);
            }
        });
    }

    async fn read_anew(self, room: RoomId) {
        match read_room(room).await {
            Ok(read) => {
                let is_outdated = self.rereading.try_with_value(|rereading| rereading.is_outdated(room));
                self.conversations.try_update(|list| {
                    if is_outdated != Some(true) || list.get(room).is_none() {
                        list.put(read);
                    }
                });
            }
            Err(AppError::NotFound) => {
                self.conversations.try_update(|list| list.forget(room));
            }
            Err(_) => self.live.in_a_moment(move || self.reread(room)),
        }
        // It may have been one of those that are not here, and counted among them.
        if self.conversations.try_with_untracked(|list| list.next.is_some()) == Some(true)
            && let Ok(total) = count_unread().await
        {
            self.conversations.try_update(|list| list.count_elsewhere(total));
        }
    }

    /// Reads the list anew, since much may have happened while there was no connection.
    fn refresh(self) {
        let question = self.questions.ask();
        self.heard.set_value(HashSet::new());
        spawn_local(async move {
            let answer = list_conversations().await;
            if !question.is_last() {
                return;
            }
            match answer {
                Ok(read) => {
                    let heard = self.heard.get_value();
                    self.conversations.update(|list| list.renew(read, &heard));
                    for room in heard {
                        self.reread(room);
                    }
                    self.confirm_all_deliveries();
                }
                Err(_) => self.live.in_a_moment(move || {
                    if question.is_last() {
                        self.refresh();
                    }
                }),
            }
        });
    }

    fn confirm_all_deliveries(self) {
        let behind: Vec<(RoomId, i64)> = self.conversations.with_untracked(|list| {
            let is_behind = |room: &&crate::chat::Room| {
                room.members.iter().any(|member| member.user.id == self.me && member.delivered < room.last_number)
            };
            list.rooms.iter().filter(is_behind).map(|room| (room.id, room.last_number)).collect()
        });
        for (room, number) in behind {
            self.confirm_delivery(room, number);
        }
    }

    fn confirm_delivery(self, room: RoomId, number: i64) {
        self.live.send(&Command::Delivered { room, number: number.unsigned_abs() });
    }

    pub fn is_connected(self) -> bool {
        self.live.connection.get() == Connection::Online
    }
}
