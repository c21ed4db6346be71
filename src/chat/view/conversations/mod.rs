//! The list of conversations, in the order of what happened last.

mod course;
mod finding;
mod line;

use super::opening::NewConversationButton;
use super::search::FoundMessages;
use super::use_chat;
use crate::app::{paths, use_me};
use crate::chat::{QUERY_AT_LEAST, Shown};
use crate::ids::RoomId;
use crate::ui::{Button, Empty, ErrorNotice, IconName, Look, SearchBox, Skeleton};
use course::CourseFilter;
use finding::Finding;
use leptos::html;
use leptos::prelude::*;
pub use line::ConversationLine;

const FILTERS: [(Shown, &str); 4] =
    [(Shown::All, "All"), (Shown::Unread, "Unread"), (Shown::Active, "Active"), (Shown::Ended, "Ended")];

/// More is asked for when the end of the list is this many pixels away.
const AHEAD: i32 = 600;

/// What stands above the conversations, where the front hall puts something there.
#[derive(Clone, Copy)]
pub struct AboveConversations(pub fn() -> AnyView);

#[component]
pub fn ConversationList() -> impl IntoView {
    let chat = use_chat();
    let finding = Finding::new(chat);
    let shown = Memo::new(move |_| {
        let wanted = finding.text.get().trim().to_lowercase();
        chat.conversations.with(|list| {
            list.rooms.iter().filter(|room| finding.lets(room, &wanted)).map(|room| room.id).collect::<Vec<_>>()
        })
    });
    view! {
        <section class="conversations" aria-label="Chat">
            <Head finding />
            {use_context::<AboveConversations>().map(|above| above.0())}
            <Rows finding shown />
            <Show when=move || shown.with(Vec::is_empty) && !finding.busy.get() && finding.error.with(Option::is_none)>
                {move || {
                    if finding.text.with(|text| text.trim().chars().count() >= QUERY_AT_LEAST) {
                        return view! { <p class="conversations__none">"No conversation is called that."</p> }.into_any();
                    }
                    if chat.conversations.with(|list| list.rooms.is_empty()) {
                        return view! { <NoneYet /> }.into_any();
                    }
                    let hint = "Try another name, or another filter.";
                    view! { <Empty icon=IconName::Chat title="Nothing found" hint /> }.into_any()
                }}
            </Show>
            <FoundMessages query=finding.text />
        </section>
    }
}

#[component]
fn NoneYet() -> impl IntoView {
    let me = use_me();
    let hint = if me.is_client() {
        "Once an appointment is confirmed, you can talk about it here."
    } else {
        "Begin one, or wait: a confirmed appointment opens one."
    };
    view! {
        <Empty icon=IconName::Chat title="No conversations yet" hint>
            {me
                .is_client()
                .then(|| {
                    view! {
                        <a class="button" href=paths::book(&me)>
                            "Book appointment"
                        </a>
                    }
                })}
        </Empty>
    }
}

#[component]
fn Head(finding: Finding) -> impl IntoView {
    view! {
        <div class="conversations__head">
            <div class="conversations__title">
                <h1>"Chat"</h1>
                <NewConversationButton />
            </div>
            <SearchBox
                label="Search conversations"
                most=120
                text=finding.text
                on_type=move |text| finding.search_for(text)
            />
            <div class="segments" role="group" aria-label="Show">
                {FILTERS
                    .map(|(one, name)| {
                        view! {
                            <button
                                type="button"
                                aria-pressed=move || (finding.shown.get() == one).to_string()
                                on:click=move |_| finding.show(one)
                            >
                                {name}
                            </button>
                        }
                    })}
            </div>
            <CourseFilter finding />
        </div>
    }
}

/// The list goes on by itself when it is scrolled, and by a button for whoever does not scroll.
#[component]
fn Rows(finding: Finding, shown: Memo<Vec<RoomId>>) -> impl IntoView {
    let chat = use_chat();
    let list = NodeRef::<html::Ul>::new();
    let scrolled = move |_| {
        let is_near =
            |list: &web_sys::HtmlUListElement| list.scroll_height() - list.scroll_top() - list.client_height() < AHEAD;
        if list.get_untracked().as_ref().is_some_and(is_near) {
            finding.more();
        }
    };
    view! {
        <ul class="conversations__list" aria-label="Conversations" node_ref=list on:scroll=scrolled>
            <For
                each=move || shown.get()
                key=|id| *id
                children=move |id| {
                    let room = Memo::new(move |_| chat.conversations.with(|list| list.get(id).cloned()));
                    move || room.get().map(|room| view! { <li><ConversationLine room /></li> })
                }
            />
        </ul>
        <Show when=move || finding.busy.get() && shown.with(Vec::is_empty)>
            <div class="conversations__waiting">
                <Skeleton />
            </div>
        </Show>
        {move || finding.error.get().map(|error| view! { <ErrorNotice error on_retry=move |()| finding.try_again() /> })}
        <Show when=move || finding.has_more() && finding.error.with(Option::is_none)>
            <div class="conversations__more">
                <Button look=Look::Quiet busy=finding.busy on_press=move || finding.more()>
                    "Show more"
                </Button>
            </div>
        </Show>
    }
}
