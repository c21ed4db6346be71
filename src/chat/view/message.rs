//! One bubble.

use super::tick::TickMark;
use super::use_chat;
use crate::chat::{Message, MessageKind, Pending, Thread, Tick};
use crate::time::Civil;
use crate::ui::{Button, Look, When};
use leptos::either::Either;
use leptos::prelude::*;
use linkify::{LinkFinder, LinkKind};

/// A message that has its place in the room.
#[component]
pub fn MessageBubble(
    message: Message,
    thread: RwSignal<Thread>,
    zone: String,
    is_first: bool,
    is_last: bool,
) -> impl IntoView {
    let me = use_chat().me;
    let is_own = message.is_by(me);
    let sender = message.sender.as_ref().map_or("Attend", |sender| sender.name.as_str()).to_owned();
    let name = format!("{}, {}", if is_own { "You" } else { &sender }, message.created_at.civil(&zone).clock());
    let mut class = String::from("message");
    for (holds, modifier) in [
        (is_own, " message--own"),
        (is_first, " message--first"),
        (is_last, " message--last"),
        (message.kind == MessageKind::System, " message--system"),
        (message.deleted_at.is_some(), " message--deleted"),
    ] {
        if holds {
            class.push_str(modifier);
        }
    }
    let number = message.number;
    let tick = Memo::new(move |_| thread.with(|thread| thread.tick(number, me)));
    let shows_author = is_first && !is_own && thread.with_untracked(|thread| thread.room.member_count > 2);
    let body = if message.deleted_at.is_some() { "This message was deleted.".into() } else { message.body };
    view! {
        <article class=class aria-label=name tabindex="-1" data-number=number.to_string()>
            {shows_author.then(|| view! { <span class="message__author">{sender}</span> })}
            <div class="message__body">{linked(&body)}</div>
            <div class="message__meta">
                <When at=message.created_at zone=zone form=clock_of />
                {is_own.then(|| view! { <TickMark tick /> })}
            </div>
        </article>
    }
}

/// A message that is on its way out, or was refused.
#[component]
pub fn PendingBubble(pending: Pending, zone: String) -> impl IntoView {
    let chat = use_chat();
    let id = pending.draft.client_id;
    let tick = if pending.failed.is_some() { Tick::Failed } else { Tick::Sending };
    let class = if pending.failed.is_some() {
        "message message--own message--first message--last message--failed"
    } else {
        "message message--own message--first message--last message--pending"
    };
    let name = format!("You, {}", tick.name().to_lowercase());
    view! {
        <article class=class aria-label=name tabindex="-1">
            <div class="message__body">{linked(&pending.draft.body)}</div>
            <div class="message__meta">
                <When at=pending.written_at zone=zone form=clock_of />
                <TickMark tick=Signal::stored(tick) />
            </div>
            {pending
                .failed
                .map(|why| {
                    view! {
                        <div class="message__retry">
                            <span>{why}</span>
                            <Button small=true look=Look::Quiet on_press=move || chat.try_again(id)>
                                "Try again"
                            </Button>
                        </div>
                    }
                })}
        </article>
    }
}

fn clock_of(at: Civil, _now: Civil) -> String {
    at.clock()
}

/// The text with its web addresses as links. Everything else is text, whatever it looks like.
fn linked(text: &str) -> impl IntoView + use<> {
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url]);
    finder
        .spans(text)
        .map(|span| {
            let part = span.as_str().to_owned();
            let is_web = part.starts_with("https://") || part.starts_with("http://");
            if span.kind().is_some() && is_web {
                Either::Left(view! {
                    <a href=part.clone() target="_blank" rel="noopener noreferrer nofollow">
                        {part.clone()}
                    </a>
                })
            } else {
                Either::Right(part)
            }
        })
        .collect_view()
}
