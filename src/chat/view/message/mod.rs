//! One bubble.

mod acknowledgement;
mod actions;
mod card;
mod earlier;
mod editor;
mod pending;
mod printing;
mod reactions;
mod text;

pub use earlier::EarlierVersions;
pub use pending::{PendingBubble, unsent};

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
use earlier::EditedMark;
use editor::MessageEditor;
use leptos::prelude::*;
use reactions::Reactions;
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
    let said = Memo::new(move |_| current.with(words_of));
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
    let id = first.with_value(|message| message.id);
    let is_active = Memo::new(move |_| open.active.get() == Some(number) && open.editing.get() != Some(id));
    let is_found = move || open.found.get() == Some(number);
    view! {
        <article
            class=class
            class:message--found=is_found
            aria-label=name
            tabindex="-1"
            data-number=number.to_string()
            on:pointerenter=move |_| open.activate(number)
            on:focusin=move |event| open.note_focus(number, is_on_message(&event))
            on:keydown=move |event| walk(&event, open, number)
        >
            {shows_author.then(|| view! { <span class="message__author">{sender}</span> })}
            {move || inside(said.get(), open)}
            <AcknowledgementCard message=current />
            <div class="message__meta">
                {move || current.with(|message| message.emergency).then(|| view! { <span class="message__urgent">"Urgent"</span> })}
                <EditedMark message=current />
                <When at zone=zone form=clock_of />
                {is_own.then(|| view! { <TickMark tick /> })}
            </div>
            <Reactions message=current />
            <Replies message=current />
            <Show when=move || is_active.get() && kind != MessageKind::System>
                <MessageActions message=current is_own />
            </Show>
        </article>
    }
}

/// The message without what others add to it, which has parts of its own: a video in it plays on while somebody
/// answers.
fn words_of(message: &Message) -> Message {
    Message { version: 0, replies: 0, reactions: Vec::new(), acknowledgement: None, ..message.clone() }
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
    let names = open.names_in(&message.body);
    let body = (!message.body.is_empty()).then(|| formatted(&message.body, &names, &me.name));
    let files =
        (!message.attachments.is_empty()).then(|| view! { <Attachments attachments=message.attachments.clone() /> });
    let quote = message.reply_to.clone().map(|quote| quoted(quote, &paths::room(&me, message.room)));
    let is_caption = files.is_some() && body.is_some();
    view! {
        <div class="message__body" class:message__body--captioned=is_caption dir="auto">
            {quote}
            {card(&message)}
            {files}
            {body}
        </div>
    }
    .into_any()
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
#[component]
fn Replies(message: Memo<Message>) -> impl IntoView {
    let open = expect_context::<OpenThread>();
    let id = message.with_untracked(|message| message.id);
    let count = Memo::new(move |_| message.with(|message| message.replies));
    let text = move || match count.get() {
        1 => "1 reply".to_owned(),
        count => format!("{count} replies"),
    };
    view! {
        <Show when=move || { count.get() > 0 }>
            <button type="button" class="message__replies" on:click=move |_| open.show_first_reply(id)>
                {text}
            </button>
        </Show>
    }
}

fn class_of<const N: usize>(modifiers: [(bool, &str); N]) -> String {
    let mut class = String::from("message");
    for (_, modifier) in modifiers.into_iter().filter(|(holds, _)| *holds) {
        class.push_str(" message--");
        class.push_str(modifier);
    }
    class
}

/// And not on something in it.
fn is_on_message(event: &leptos::ev::FocusEvent) -> bool {
    event_target::<web_sys::Element>(event).tag_name() == "ARTICLE"
}

/// From a message that a link led to, the tabulator goes on to what can be done with it.
fn walk(event: &leptos::ev::KeyboardEvent, open: OpenThread, number: i64) {
    match event.key().as_str() {
        "Escape" => open.active.set(None),
        "Tab" if !event.shift_key() && open.led_to.try_get_value() == Some(Some(number)) => {
            open.led_to.set_value(None);
            open.activate(number);
        }
        _ => {}
    }
}

fn clock_of(at: Civil, _now: Civil) -> String {
    at.clock()
}
