//! Keeping an open thread true: events as they come, gaps filled, and telling the others how far one has read.

use super::OpenThread;
use super::mentioned::follow_mentions;
use super::slowest::{ask_slowest, follow_slowest};
use crate::app::{paths, use_me};
use crate::chat::{Applied, Command, Event, open_thread};
use crate::ids::UserId;
use crate::live::event::{self, Answer, Incoming, Refusal};
use crate::live::{Connection, Live, use_live};
use crate::ui::{is_in_sight, use_attention};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

pub fn follow(open: OpenThread, me: UserId) {
    let live = use_live();
    let room = open.thread.with_untracked(|thread| thread.room.id);
    let is_shown = follow_sight();
    go_when_out(open, live);
    follow_mentions(open);
    follow_slowest(open);
    live.listen(move |incoming| hear(open, live, is_shown, incoming));
    // Whenever there is a connection again, or the page can be seen again, ask for what was missed. While nobody can
    // see it the room counts as closed: what is said in it rings elsewhere.
    Effect::new(move |_| {
        let (connection, is_shown) = (live.connection.get(), is_shown.get());
        forget_typing(open);
        match (connection, is_shown) {
            (Connection::Online, true) => join(open, live),
            (Connection::Online, false) => {
                live.send(&Command::Leave { room });
            }
            _ => {}
        }
    });
    on_cleanup(move || {
        live.send(&Command::Leave { room });
    });
    read_what_is_seen(open, live, me);
}

/// Whether the window can be seen.
fn follow_sight() -> RwSignal<bool> {
    let is_shown = RwSignal::new(true);
    Effect::new(move |_| {
        let look = move || {
            let is = is_in_sight();
            if is_shown.try_get_untracked() == Some(!is) {
                is_shown.try_set(is);
            }
        };
        look();
        let listener = window_event_listener_untyped("visibilitychange", move |_| look());
        on_cleanup(move || listener.remove());
    });
    is_shown
}

/// Whoever has left the room, or was removed, is taken to the list; also where that was while this page was away.
fn go_when_out(open: OpenThread, live: Live) {
    let (navigate, list) = (use_navigate(), paths::chat(&use_me()));
    let room = open.thread.with_untracked(|thread| thread.room.id);
    live.listen(move |incoming| {
        let is_out = match incoming {
            Incoming::Event(event::Event::Chat(Event::Left { room: left })) => *left == room,
            Incoming::Answer(Answer::Error(refusal)) => refusal.code == "not_found" && is_refused_join(open, refusal),
            _ => false,
        };
        if is_out {
            navigate(&list, NavigateOptions::default());
        }
    });
}

fn hear(open: OpenThread, live: Live, is_shown: RwSignal<bool>, incoming: &Incoming) {
    let room = open.thread.with_untracked(|thread| thread.room.id);
    match incoming {
        Incoming::Event(event::Event::Chat(event)) if event.room() == room => {
            note_typing(open, event);
            match event {
                Event::MessageReceived { message, .. } => open.touch(message, true),
                Event::MessageChanged { message, .. } => open.touch(message, false),
                _ => {}
            }
            let heard = open.thread.try_maybe_update(|thread| {
                let shows = thread.shows(event);
                (shows, (thread.apply(event), thread.is_outrun_by(event)))
            });
            let Some((applied, is_outrun)) = heard else { return };
            if is_outrun {
                ask_slowest(open);
            }
            if applied == Applied::Gap && is_shown.get_untracked() && !open.is_joining.get_value() {
                join(open, live);
            }
        }
        Incoming::Answer(Answer::Ack { message, .. }) if message.room == room => {
            open.thread.update(|thread| thread.take(message));
        }
        Incoming::Answer(Answer::Joined { room: joined, version, changes, receipts, complete }) if *joined == room => {
            open.is_joining.set_value(false);
            if *complete {
                for message in changes {
                    open.touch(message, false);
                }
                open.thread.update(|thread| thread.catch_up(*version, changes, receipts));
                if open.thread.with_untracked(|thread| thread.room.is_crowd()) {
                    ask_slowest(open);
                }
            } else {
                refetch(open);
            }
        }
        // Whoever is out of the room is taken away from it.
        Incoming::Answer(Answer::Error(refusal)) if is_refused_join(open, refusal) && refusal.code != "not_found" => {
            live.in_a_moment(move || {
                open.is_joining.try_set_value(false);
                if is_shown.try_get_untracked() == Some(true) {
                    join(open, live);
                }
            });
        }
        _ => {}
    }
}

fn is_refused_join(open: OpenThread, refusal: &Refusal) -> bool {
    refusal.about.as_deref() == Some("join:chat") && open.is_joining.try_get_value() == Some(true)
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
        let Ok(fresh) = open_thread(room, at).await else { return };
        open.thread.try_maybe_update(|thread| {
            // What was read before something else came is asked for again with the next gap.
            let is_newer = thread.room.version <= fresh.thread.room.version;
            if is_newer {
                *thread = fresh.thread;
            }
            (is_newer, ())
        });
    });
}

/// Who stops while this is not heard is not told of; whoever is still typing by the next joining is.
fn forget_typing(open: OpenThread) {
    if open.typing.try_with_untracked(|typing| !typing.is_empty()) == Some(true) {
        open.typing.try_set(Vec::new());
    }
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

/// A message is read once it has been in view in a window that somebody is at; what came meanwhile, when they are back.
fn read_what_is_seen(open: OpenThread, live: Live, me: UserId) {
    let (attention, told) = (use_attention(), StoredValue::new(0_i64));
    Effect::new(move |_| {
        let (room, last, read) =
            open.thread.with(|thread| (thread.room.id, thread.room.last_number, thread.read_by(me)));
        let seen = if open.is_at_end.get() { last } else { open.seen.get() };
        let is_online = live.connection.get() == Connection::Online;
        if attention.follow() && is_online && seen > read && seen > told.get_value() {
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
