//! Keeping an open thread true: events as they come, gaps filled, and telling the others how far one has read.

use super::OpenThread;
use crate::app::{paths, use_me};
use crate::chat::{Applied, Command, Event, open_thread};
use crate::ids::UserId;
use crate::live::event::{self, Answer, Incoming};
use crate::live::{Connection, Live, use_live};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

pub fn follow(open: OpenThread, me: UserId) {
    let live = use_live();
    let room = open.thread.with_untracked(|thread| thread.room.id);
    let is_looked_at = follow_looks();
    go_when_out(open, live);
    live.listen(move |incoming| hear(open, live, is_looked_at, incoming));
    // Whenever there is a connection again, or the page is looked at again, ask for what was missed. While nobody looks
    // the room counts as closed: what is said in it rings elsewhere.
    Effect::new(move |_| match (live.connection.get(), is_looked_at.get()) {
        (Connection::Online, true) => join(open, live),
        (Connection::Online, false) => {
            live.send(&Command::Leave { room });
            open.typing.set(Vec::new());
        }
        _ => {}
    });
    on_cleanup(move || {
        live.send(&Command::Leave { room });
    });
    read_what_is_seen(open, live, is_looked_at, me);
}

/// Whether the window is looked at.
fn follow_looks() -> RwSignal<bool> {
    let is_looked_at = RwSignal::new(true);
    Effect::new(move |_| {
        let look = move || {
            let is = document().visibility_state() == web_sys::VisibilityState::Visible;
            if is_looked_at.get_untracked() != is {
                is_looked_at.set(is);
            }
        };
        look();
        let listener = window_event_listener_untyped("visibilitychange", move |_| look());
        on_cleanup(move || listener.remove());
    });
    is_looked_at
}

/// Whoever has left the room, or was removed, is taken to the list; also where that was while this page was away.
fn go_when_out(open: OpenThread, live: Live) {
    let (navigate, list) = (use_navigate(), paths::chat(&use_me()));
    let room = open.thread.with_untracked(|thread| thread.room.id);
    live.listen(move |incoming| {
        let is_out = match incoming {
            Incoming::Event(event::Event::Chat(Event::Left { room: left })) => *left == room,
            Incoming::Answer(Answer::Error(refusal)) => {
                let is_join = refusal.about.as_deref() == Some("join:chat");
                is_join && refusal.code == "not_found" && open.is_joining.get_value()
            }
            _ => false,
        };
        if is_out {
            navigate(&list, NavigateOptions::default());
        }
    });
}

fn hear(open: OpenThread, live: Live, is_looked_at: RwSignal<bool>, incoming: &Incoming) {
    let room = open.thread.with_untracked(|thread| thread.room.id);
    match incoming {
        Incoming::Event(event::Event::Chat(event)) if event.room() == room => {
            note_typing(open, event);
            let applied = open.thread.try_update(|thread| thread.apply(event));
            if applied == Some(Applied::Gap) && is_looked_at.get_untracked() && !open.is_joining.get_value() {
                join(open, live);
            }
        }
        Incoming::Answer(Answer::Ack { message, .. }) if message.room == room => {
            open.thread.update(|thread| thread.take(message));
        }
        Incoming::Answer(Answer::Joined { room: joined, version, changes, receipts, complete }) if *joined == room => {
            open.is_joining.set_value(false);
            if *complete {
                open.thread.update(|thread| thread.catch_up(*version, changes, receipts));
            } else {
                refetch(open);
            }
        }
        _ => {}
    }
}

fn join(open: OpenThread, live: Live) {
    let (room, version) = open.thread.with_untracked(|thread| (thread.room.id, thread.room.version));
    let is_sent = live.send(&Command::Join { room, since: Some(version.unsigned_abs()) });
    open.is_joining.set_value(is_sent);
}

/// Too much has changed to be told one by one.
fn refetch(open: OpenThread) {
    let (room, at) =
        open.thread.with_untracked(|thread| (thread.room.id, thread.messages.last().map(|last| last.number)));
    let at = if open.is_at_end.get_untracked() { None } else { at };
    spawn_local(async move {
        if let Ok(fresh) = open_thread(room, at).await {
            open.thread.try_set(fresh.thread);
        }
    });
}

fn note_typing(open: OpenThread, event: &Event) {
    match event {
        Event::TypingStarted { user, .. } => open.typing.update(|typing| {
            typing.retain(|other| other != user);
            typing.push(*user);
        }),
        Event::TypingStopped { user, .. } => open.typing.update(|typing| typing.retain(|other| other != user)),
        Event::MessageReceived { message, .. } => {
            if let Some(sender) = &message.sender {
                open.typing.update(|typing| typing.retain(|other| *other != sender.id));
            }
        }
        _ => {}
    }
}

/// A message is read once it has been in view in a window that is looked at.
fn read_what_is_seen(open: OpenThread, live: Live, is_looked_at: RwSignal<bool>, me: UserId) {
    let told = StoredValue::new(0_i64);
    Effect::new(move |_| {
        let (room, last, read) =
            open.thread.with(|thread| (thread.room.id, thread.room.last_number, thread.read_by(me)));
        let seen = if open.is_at_end.get() { last } else { open.seen.get() };
        let is_looking = is_looked_at.get() && live.connection.get() == Connection::Online;
        if is_looking && seen > read && seen > told.get_value() {
            told.set_value(seen);
            live.send(&Command::Read { room, number: seen.unsigned_abs() });
        }
    });
    // What was told on a connection that broke may not have arrived.
    Effect::new(move |_| {
        if live.connection.get() != Connection::Online {
            told.set_value(0);
        }
    });
}
