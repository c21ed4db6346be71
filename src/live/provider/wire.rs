//! The socket itself. A page has one thread, so its state is a thread's: who listens, and the connection with its
//! back-off. Closures that the browser calls are kept as long as the page.

use super::Connection;
use crate::accounts::who_am_i;
use crate::app::paths;
use crate::error::AppError;
use crate::live::event::{Answer, Incoming};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Serialize;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;
use uuid::Uuid;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{CloseEvent, MessageEvent, WebSocket};

/// The first wait before connecting again; each further one is twice as long, up to the last.
const FIRST_WAIT: f64 = 400.0;
const LAST_WAIT: f64 = 20_000.0;
/// A connection that says nothing for this long, though asked, is taken for dead.
const SILENCE: f64 = 45_000.0;
const ASK_EVERY: Duration = Duration::from_secs(20);
/// Where nothing is heard for this long after something was sent, the line is asked, and after twice as long it is taken
/// for dead.
const ECHO: Duration = Duration::from_secs(6);
/// How long a connection may take until it is let in.
const HANDSHAKE: Duration = Duration::from_secs(10);
/// How long a page may take to be left.
const UNLOADING: Duration = Duration::from_secs(5);
/// The close code of a sign-in that has ended.
const SIGNED_OUT: u16 = 4401;

type Listener = Rc<dyn Fn(&Incoming)>;

#[derive(Default)]
struct Wire {
    socket: RefCell<Option<WebSocket>>,
    listeners: RefCell<Vec<(u64, Listener)>>,
    tickets: Cell<u64>,
    failures: Cell<u32>,
    heard_at: Cell<f64>,
    /// When something was sent, of which nothing is heard yet.
    silent_since: Cell<Option<f64>>,
    is_watched: Cell<bool>,
    connection: Cell<Option<RwSignal<Connection>>>,
    epoch: Cell<Option<Uuid>>,
    /// Whether the page is being left, as by signing out.
    is_unloading: Cell<bool>,
    /// Counts connections, so that what is left of an older one is not listened to.
    generation: Cell<u64>,
}

thread_local! {
    static WIRE: Rc<Wire> = Rc::default();
}

fn wire() -> Rc<Wire> {
    WIRE.with(Rc::clone)
}

pub fn listen(hear: impl Fn(&Incoming) + 'static) -> u64 {
    let wire = wire();
    wire.tickets.set(wire.tickets.get() + 1);
    wire.listeners.borrow_mut().push((wire.tickets.get(), Rc::new(hear)));
    wire.tickets.get()
}

pub fn unlisten(ticket: u64) {
    wire().listeners.borrow_mut().retain(|(other, _)| *other != ticket);
}

pub fn send(frame: &impl Serialize) -> bool {
    let wire = wire();
    let socket = wire.socket.borrow();
    let Some(socket) = socket.as_ref().filter(|socket| socket.ready_state() == WebSocket::OPEN) else { return false };
    let is_sent = serde_json::to_string(frame).is_ok_and(|text| socket.send_with_str(&text).is_ok());
    if is_sent && wire.silent_since.get().is_none() {
        wire.silent_since.set(Some(js_sys::Date::now()));
        watch(&wire);
    }
    is_sent
}

/// A line that swallows everything says nothing of it.
fn watch(wire: &Wire) {
    if wire.is_watched.replace(true) {
        return;
    }
    let generation = wire.generation.get();
    set_timeout(
        move || {
            if is_current(generation) {
                look();
            }
        },
        ECHO,
    );
}

fn look() {
    let wire = wire();
    wire.is_watched.set(false);
    let Some(since) = wire.silent_since.get() else { return };
    let silence = js_sys::Date::now() - since;
    let echo = ECHO.as_secs_f64() * 1000.0;
    if silence > 2.0 * echo - 1.0
        && let Some(connection) = wire.connection.get()
    {
        return reconnect(connection);
    }
    if silence > echo - 1.0 {
        ping();
    }
    watch(&wire);
}

/// Connects, and stays connected for as long as the page is open.
pub fn connect(connection: RwSignal<Connection>) {
    wire().connection.set(Some(connection));
    open(connection);
    for event in ["online", "focus", "pageshow"] {
        window_event_listener_untyped(event, move |_| {
            if connection.get_untracked() != Connection::Online {
                wire().failures.set(0);
                open(connection);
            }
        });
    }
    window_event_listener_untyped("offline", move |_| {
        connection.set(Connection::Offline);
        drop_socket();
    });
    window_event_listener_untyped("beforeunload", |_| {
        wire().is_unloading.set(true);
        // It may stay after all, as when a download was begun.
        set_timeout(|| wire().is_unloading.set(false), UNLOADING);
    });
    set_interval(move || ask(connection), ASK_EVERY);
}

fn open(connection: RwSignal<Connection>) {
    let wire = wire();
    drop_socket();
    wire.generation.set(wire.generation.get() + 1);
    let generation = wire.generation.get();
    let location = window().location();
    let scheme = if location.protocol().is_ok_and(|protocol| protocol == "https:") { "wss" } else { "ws" };
    let address = format!("{scheme}://{}{}", location.host().unwrap_or_default(), paths::LIVE);
    let Ok(socket) = WebSocket::new(&address) else { return retry(connection, generation) };
    let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(text) = event.data().as_string() {
            hear(&text, connection, generation);
        }
    });
    socket.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    let closed = Closure::<dyn Fn(CloseEvent)>::new(move |event: CloseEvent| {
        if is_current(generation) {
            if event.code() == SIGNED_OUT { leave() } else { retry(connection, generation) }
        }
    });
    socket.set_onclose(Some(closed.as_ref().unchecked_ref()));
    heard.forget();
    closed.forget();
    *wire.socket.borrow_mut() = Some(socket);
    let give_up = move || {
        if is_current(generation) && connection.get_untracked() != Connection::Online {
            reconnect(connection);
        }
    };
    set_timeout(give_up, HANDSHAKE);
}

fn is_current(generation: u64) -> bool {
    wire().generation.get() == generation
}

/// Lets go of the socket without listening to its end.
fn drop_socket() {
    let wire = wire();
    wire.generation.set(wire.generation.get() + 1);
    wire.silent_since.set(None);
    wire.is_watched.set(false);
    if let Some(socket) = wire.socket.borrow_mut().take() {
        socket.close().ok();
    }
}

fn hear(text: &str, connection: RwSignal<Connection>, generation: u64) {
    if !is_current(generation) {
        return;
    }
    let wire = wire();
    wire.heard_at.set(js_sys::Date::now());
    wire.silent_since.set(None);
    let Some(incoming) = Incoming::read(text) else {
        return leptos::logging::warn!("a frame was not understood");
    };
    if let Incoming::Answer(Answer::Authenticated { epoch, .. }) = &incoming {
        if wire.epoch.replace(Some(*epoch)).is_some_and(|known| known != *epoch) {
            // The database was restored: nothing on this page is certain any more.
            window().location().reload().ok();
            return;
        }
        wire.failures.set(0);
        connection.set(Connection::Online);
    }
    // Hearing a frame may end another listener: each is looked up when it is its turn.
    let tickets: Vec<u64> = wire.listeners.borrow().iter().map(|(ticket, _)| *ticket).collect();
    for ticket in tickets {
        let listener =
            wire.listeners.borrow().iter().find(|(other, _)| *other == ticket).map(|(_, hear)| Rc::clone(hear));
        if let Some(hear) = listener {
            hear(&incoming);
        }
    }
}

/// Waits a little longer each time, and never quite as long as the others do.
fn retry(connection: RwSignal<Connection>, generation: u64) {
    let wire = wire();
    let is_offline = !window().navigator().on_line();
    connection.set(if is_offline { Connection::Offline } else { Connection::Reconnecting });
    let failures = wire.failures.get();
    wire.failures.set(failures + 1);
    let longest = (FIRST_WAIT * 2_f64.powi(failures.min(10).cast_signed())).min(LAST_WAIT);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // between 200 and 20,000
    let wait = Duration::from_millis((longest * (0.5 + js_sys::Math::random() / 2.0)) as u64);
    set_timeout(
        move || {
            if is_current(generation) {
                open(connection);
            }
        },
        wait,
    );
    if failures > 0 && !is_offline {
        // A refused upgrade does not say why: perhaps the sign-in has ended.
        spawn_local(async {
            if who_am_i().await == Err(AppError::SignedOut) {
                leave();
            }
        });
    }
}

fn ask(connection: RwSignal<Connection>) {
    if connection.get_untracked() != Connection::Online {
        return;
    }
    if js_sys::Date::now() - wire().heard_at.get() > SILENCE {
        reconnect(connection);
    } else {
        ping();
    }
}

/// Not all at once, where the server has stood still for everybody.
fn reconnect(connection: RwSignal<Connection>) {
    drop_socket();
    retry(connection, wire().generation.get());
}

fn ping() {
    send(&serde_json::json!({ "type": "ping" }));
}

/// To the sign-in page, and back here after it; unless the person is on the way out already.
fn leave() {
    drop_socket();
    if wire().is_unloading.get() {
        return;
    }
    let location = window().location();
    let here = format!("{}{}", location.pathname().unwrap_or_default(), location.search().unwrap_or_default());
    location.assign(&paths::sign_in_then(&here)).ok();
}
