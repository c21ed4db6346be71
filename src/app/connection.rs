//! The thin bar that says when messages wait.

use crate::live::{Connection, use_live};
use leptos::prelude::*;

#[component]
pub fn ConnectionBar() -> impl IntoView {
    let connection = use_live().connection;
    let state = move || match connection.get() {
        Connection::Connecting | Connection::Online => "online",
        Connection::Reconnecting => "reconnecting",
        Connection::Offline => "offline",
    };
    let text = move || match connection.get() {
        Connection::Connecting => "",
        Connection::Online => "Online",
        Connection::Reconnecting => "Reconnecting…",
        Connection::Offline => "Offline: messages will be sent when you are back",
    };
    view! {
        <div class="connection" role="status" aria-label="Connection" data-state=state>
            {text}
        </div>
    }
}
