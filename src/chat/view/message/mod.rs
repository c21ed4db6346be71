//! One bubble.

mod acknowledgement;
mod actions;
mod card;
mod editor;
mod pending;
mod reactions;
mod text;

pub use pending::PendingBubble;

use super::thread::OpenThread;
use super::tick::TickMark;
use super::use_chat;
use crate::app::{paths, use_me};
use crate::chat::{Message, MessageKind, Quote};
use crate::files::Attachments;
use crate::time::Civil;
use crate::ui::When;
use acknowledgement::AcknowledgementCard;
use actions::MessageActions;
use card::card;
use editor::MessageEditor;
use leptos::prelude::*;
use reactions::reactions;
use text::formatted;

/// A message that has its place in the room, as it is now.
#[component]
pub fn MessageBubble(message: Message, zone: String, is_first: bool, is_last: bool) -> impl IntoView {
    let open = expect_context::<OpenThread>();
    let me = use_chat().me;
    let number = message.number;
    let is_own = message.is_by(me);
    let sender = message.sender.as_ref().map_or("Attend", |sender| sender.name.as_str()).to_owned();
    let name = format!("{}, {}", if is_own { "You" } else { &sender }, message.created_at.civil(&zone).clock());
    let kind = message.kind;
    let at = message.created_at;
    let first = StoredValue::new(message);
    let current = Memo::new(move |_| {
        open.thread.with(|thread| thread.message(number).cloned()).unwrap_or_else(|| first.get_value())
    });
    let class = move || {
        class_of([
            (is_own, "own"),
            (is_first, "first"),
            (is_last, "last"),
            (kind == MessageKind::System, "system"),
            (matches!(kind, MessageKind::Assessment | MessageKind::Prescription), "card"),
            (current.with(|message| message.deleted_at.is_some()), "deleted"),
        ])
    };
    let tick = Memo::new(move |_| open.thread.with(|thread| thread.tick(number, me)));
    let shows_author = is_first
        && !is_own
        && kind != MessageKind::System
        && open.thread.with_untracked(|thread| thread.room.member_count > 2);
    let is_edited = move || current.with(|message| message.edited_at.is_some() && message.deleted_at.is_none());
    let is_active = Memo::new(move |_| open.active.get() == Some(number));
    let is_found = move || open.found.get() == Some(number);
    view! {
        <article
            class=class
            class:message--found=is_found
            aria-label=name
            tabindex="-1"
            data-number=number.to_string()
            on:pointerenter=move |_| open.activate(number)
            on:focusin=move |_| open.activate(number)
            on:keydown=move |event| leave_on_escape(&event, open)
        >
            {shows_author.then(|| view! { <span class="message__author">{sender}</span> })}
            {move || inside(current.get(), open)}
            <AcknowledgementCard message=current />
            <div class="message__meta">
                {move || current.with(|message| message.emergency).then(|| view! { <span class="message__urgent">"Urgent"</span> })}
                {move || is_edited().then(|| view! { <span>"edited"</span> })}
                <When at zone=zone form=clock_of />
                {is_own.then(|| view! { <TickMark tick /> })}
            </div>
            {move || current.with(|message| reactions(message, open, me))}
            {move || current.with(|message| replies(message, open))}
            <Show when=move || is_active.get() && kind != MessageKind::System>
                {move || view! { <MessageActions message=current.get() is_own /> }}
            </Show>
        </article>
    }
}

/// What was said, or the place where it is being said better.
fn inside(message: Message, open: OpenThread) -> AnyView {
    if open.editing.get() == Some(message.id) && message.deleted_at.is_none() {
        return view! { <MessageEditor message /> }.into_any();
    }
    if message.deleted_at.is_some() {
        return view! { <div class="message__body">"This message was deleted."</div> }.into_any();
    }
    let me = use_me();
    let names = open.thread.with_untracked(|thread| thread.room.names());
    let body = (!message.body.is_empty()).then(|| formatted(&message.body, &names, &me.name));
    let files =
        (!message.attachments.is_empty()).then(|| view! { <Attachments attachments=message.attachments.clone() /> });
    let quote = message.reply_to.clone().map(|quote| quoted(quote, &paths::room(&me, message.room)));
    view! { <div class="message__body" dir="auto">{quote} {card(&message)} {files} {body}</div> }.into_any()
}

/// What a reply answers to; it leads there.
fn quoted(quote: Quote, room: &str) -> impl IntoView + use<> {
    let sender = quote.sender.map_or_else(|| "Attend".to_owned(), |sender| sender.name);
    let excerpt = if quote.excerpt.is_empty() { "This message was deleted.".to_owned() } else { quote.excerpt };
    view! {
        <a class="quote" dir="auto" href=format!("{room}?message={}", quote.number)>
            <strong>{sender}</strong>
            <span dir="auto">{excerpt}</span>
        </a>
    }
}

/// How many replies there are; it leads to the first.
fn replies(message: &Message, open: OpenThread) -> Option<AnyView> {
    let count = message.replies;
    let id = message.id;
    (count > 0).then(|| {
        let text = if count == 1 { "1 reply".to_owned() } else { format!("{count} replies") };
        view! {
            <button type="button" class="message__replies" on:click=move |_| open.show_first_reply(id)>
                {text}
            </button>
        }
        .into_any()
    })
}

fn class_of(modifiers: [(bool, &str); 6]) -> String {
    let mut class = String::from("message");
    for (_, modifier) in modifiers.into_iter().filter(|(holds, _)| *holds) {
        class.push_str(" message--");
        class.push_str(modifier);
    }
    class
}

fn leave_on_escape(event: &leptos::ev::KeyboardEvent, open: OpenThread) {
    if event.key() == "Escape" {
        open.active.set(None);
    }
}

fn clock_of(at: Civil, _now: Civil) -> String {
    at.clock()
}
