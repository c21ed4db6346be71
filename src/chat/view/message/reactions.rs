//! Who reacted with what, and the picker to react with.

use crate::chat::view::thread::OpenThread;
use crate::chat::view::use_chat;
use crate::chat::{Message, react};
use crate::ids::{MessageId, UserId};
use crate::ui::{Icon, IconName, bring_into_view};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Element;

/// What is reached for most, in the first row; then a choice of others. Any other can be typed.
const FIRST: [&str; 6] = ["👍", "❤️", "😂", "😮", "😢", "🙏"];
const OTHERS: [&str; 36] = [
    "😀", "😄", "😊", "🙂", "😉", "😍", "🤔", "😐", "😴", "😷", "🤒", "🤕", "😭", "😡", "🥳", "🤗", "👏", "🙌", "💪",
    "👌", "👎", "✌️", "🤞", "👀", "✅", "❌", "❓", "❗", "🔥", "⭐", "🎉", "💊", "🩺", "🐾", "📚", "🏃",
];

/// Under a message: each emoji with how many gave it. One's own can be taken back.
#[component]
pub fn Reactions(message: Memo<Message>) -> impl IntoView {
    let given = Memo::new(move |_| {
        message.with(|message| message.reactions.iter().map(|reaction| reaction.emoji.clone()).collect::<Vec<_>>())
    });
    view! {
        <Show when=move || given.with(|given| !given.is_empty())>
            <div class="message__reactions" role="group" aria-label="Reactions">
                <For
                    each=move || given.get()
                    key=String::clone
                    children=move |emoji| view! { <ReactionButton message emoji /> }
                />
            </div>
        </Show>
    }
}

#[component]
fn ReactionButton(message: Memo<Message>, emoji: String) -> impl IntoView {
    let open = expect_context::<OpenThread>();
    let me = use_chat().me;
    let id = message.with_untracked(|message| message.id);
    let users = {
        let emoji = emoji.clone();
        Memo::new(move |_| message.with(|message| givers(message, &emoji)))
    };
    let is_mine = Memo::new(move |_| users.with(|users| users.contains(&me)));
    let names = Memo::new(move |_| users.with(|users| open.names_of(users, me)));
    let name = {
        let emoji = emoji.clone();
        move || format!("{emoji} {}, by {}", users.with(Vec::len), names.get())
    };
    // A large room names only some of its members; who the others are is asked when one looks.
    let look = move || {
        users.try_with_untracked(|users| open.ask_names(users, me));
    };
    let shown = emoji.clone();
    view! {
        <button
            type="button"
            class="reaction"
            aria-pressed=move || is_mine.get().to_string()
            aria-label=name
            title=move || names.get()
            on:pointerenter=move |_| look()
            on:focus=move |_| look()
            on:click=move |_| give(open, id, emoji.clone(), !is_mine.get_untracked())
        >
            <span>{shown}</span>
            <span>{move || users.with(Vec::len)}</span>
        </button>
    }
}

/// Who gave a message this emoji, the first one first.
fn givers(message: &Message, emoji: &str) -> Vec<UserId> {
    let reaction = message.reactions.iter().find(|reaction| reaction.emoji == emoji);
    reaction.map(|reaction| reaction.users.clone()).unwrap_or_default()
}

#[component]
pub fn ReactionPicker(message: MessageId, on_close: Callback<()>) -> impl IntoView {
    let open = expect_context::<OpenThread>();
    let typed = RwSignal::new(String::new());
    let picker = NodeRef::<html::Div>::new();
    Effect::new(move || {
        if let Some(picker) = picker.get() {
            stand_beside_message(&picker);
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
            {row(&FIRST)}
            {row(&OTHERS)}
        </div>
    }
}

/// Under the message, which is to be seen while one chooses; over its actions, where there is room only there. Where
/// there is room nowhere, the log makes it.
fn stand_beside_message(picker: &Element) {
    let find = |selector: &str| picker.closest(selector).ok().flatten();
    let (Some(log), Some(message)) = (find(".log"), find(".message")) else { return };
    let (log, height) = (log.get_bounding_client_rect(), picker.get_bounding_client_rect().height());
    let actions = message.query_selector(".message__actions").ok().flatten();
    let top = actions.as_ref().unwrap_or(&message).get_bounding_client_rect().top();
    let fits_under = message.get_bounding_client_rect().bottom() + height <= log.bottom();
    if !fits_under && top - height >= log.top() {
        picker.class_list().add_1("picker--over").ok();
    }
    bring_into_view(picker);
}

/// What changes comes back as an event, here as everywhere.
fn give(open: OpenThread, message: MessageId, emoji: String, gives: bool) {
    spawn_local(async move {
        if let Err(error) = react(message, emoji, gives).await {
            open.say(&error.to_string());
        }
    });
}
