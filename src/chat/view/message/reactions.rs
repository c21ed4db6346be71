//! Who reacted with what, and the picker to react with.

use crate::chat::view::thread::OpenThread;
use crate::chat::{Message, react};
use crate::ids::{MessageId, UserId};
use crate::ui::{Icon, IconName};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What is reached for most, in the first row; then a choice of others. Any other can be typed.
const FIRST: [&str; 6] = ["👍", "❤️", "😂", "😮", "😢", "🙏"];
const OTHERS: [&str; 36] = [
    "😀", "😄", "😊", "🙂", "😉", "😍", "🤔", "😐", "😴", "😷", "🤒", "🤕", "😭", "😡", "🥳", "🤗", "👏", "🙌", "💪",
    "👌", "👎", "✌️", "🤞", "👀", "✅", "❌", "❓", "❗", "🔥", "⭐", "🎉", "💊", "🩺", "🐾", "📚", "🏃",
];

/// Under a message: each emoji with how many gave it. One's own can be taken back.
pub fn reactions(message: &Message, open: OpenThread, me: UserId) -> Option<AnyView> {
    if message.reactions.is_empty() {
        return None;
    }
    let id = message.id;
    let buttons = message.reactions.iter().map(|reaction| {
        let emoji = reaction.emoji.clone();
        let is_mine = reaction.users.contains(&me);
        let names = open.thread.with_untracked(|thread| thread.room.names_of(&reaction.users, me)).join(", ");
        let name = format!("{emoji} {}, by {names}", reaction.users.len());
        view! {
            <button
                type="button"
                class="reaction"
                aria-pressed=is_mine.to_string()
                aria-label=name
                title=names
                on:click=move |_| give(open, id, emoji.clone(), !is_mine)
            >
                <span>{reaction.emoji.clone()}</span>
                <span>{reaction.users.len()}</span>
            </button>
        }
    });
    Some(
        view! { <div class="message__reactions" role="group" aria-label="Reactions">{buttons.collect_view()}</div> }
            .into_any(),
    )
}

#[component]
pub fn ReactionPicker(message: MessageId, on_close: Callback<()>) -> impl IntoView {
    let open = expect_context::<OpenThread>();
    let typed = RwSignal::new(String::new());
    let picker = NodeRef::<html::Div>::new();
    // It may hang out of the log at its end.
    Effect::new(move || {
        if let Some(picker) = picker.get() {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            picker.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
    let choose = move |emoji: String| {
        give(open, message, emoji, true);
        on_close.run(());
    };
    let row = move |emoji: &'static [&'static str]| {
        let button = move |emoji: &&'static str| {
            let emoji = *emoji;
            view! {
                <button type="button" class="picker__emoji" aria-label=emoji on:click=move |_| choose(emoji.to_owned())>
                    {emoji}
                </button>
            }
        };
        view! { <div class="picker__row">{emoji.iter().map(button).collect_view()}</div> }
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let emoji = typed.get_untracked().trim().to_owned();
        if !emoji.is_empty() {
            choose(emoji);
        }
    };
    view! {
        <div class="picker" role="group" aria-label="Choose a reaction" node_ref=picker>
            {row(&FIRST)}
            {row(&OTHERS)}
            <form class="picker__other" on:submit=submit>
                <input
                    aria-label="Another emoji"
                    placeholder="Another emoji"
                    maxlength="16"
                    prop:value=move || typed.get()
                    on:input:target=move |event| typed.set(event.target().value())
                />
                <button type="submit" class="button button--icon button--quiet" aria-label="React with it">
                    <Icon name=IconName::Check />
                </button>
            </form>
        </div>
    }
}

/// What changes comes back as an event, here as everywhere.
fn give(open: OpenThread, message: MessageId, emoji: String, gives: bool) {
    spawn_local(async move {
        if let Err(error) = react(message, emoji, gives).await {
            open.say(&error.to_string());
        }
    });
}
