//! What a message said before it was edited or deleted, for the practice's own people.

use crate::app::use_me;
use crate::chat::view::thread::OpenThread;
use crate::chat::{EarlierVersion, Message, list_earlier_versions, may_read_earlier};
use crate::ids::MessageId;
use crate::time::Civil;
use crate::ui::{Attempt, Dialog, More, Skeleton, When, open_about};
use leptos::prelude::*;

/// As many as the server tells at once; fewer are the last.
const PAGE: usize = 50;

/// Says that a message was edited; it leads to what it said before, for those who may read that.
#[component]
pub fn EditedMark(message: Memo<Message>) -> impl IntoView {
    let open = expect_context::<OpenThread>();
    let reads_earlier = may_read_earlier(use_me().role);
    let id = message.with_untracked(|message| message.id);
    let is_edited =
        Memo::new(move |_| message.with(|message| message.edited_at.is_some() && message.deleted_at.is_none()));
    move || {
        is_edited.get().then(|| {
            if !reads_earlier {
                return view! { <span>"edited"</span> }.into_any();
            }
            let ask = move |_| open.asks_earlier.set(Some(id));
            view! {
                <button type="button" class="message__edited" title="Earlier versions" on:click=ask>
                    "edited"
                </button>
            }
            .into_any()
        })
    }
}

#[component]
pub fn EarlierVersions() -> impl IntoView {
    let open = expect_context::<OpenThread>();
    let is_open = open_about(open.asks_earlier);
    view! {
        <Dialog id="earlier-versions" title="Earlier versions" open=is_open>
            {move || open.asks_earlier.get().map(|message| view! { <Versions message /> })}
        </Dialog>
    }
}

/// As they were when they were asked for, the oldest first.
#[component]
fn Versions(message: MessageId) -> impl IntoView {
    let (versions, reading) = (RwSignal::new(None::<Vec<EarlierVersion>>), Attempt::default());
    let has_more = RwSignal::new(false);
    let read_on = move || {
        let last = versions.with_untracked(|versions| versions.as_ref()?.last().map(|last| last.version));
        reading.start(list_earlier_versions(message, last), move |page| {
            has_more.try_set(page.len() == PAGE);
            versions.try_update(|versions| versions.get_or_insert_default().extend(page));
        });
    };
    Effect::new(move |_| read_on());
    let is_waiting = move || versions.with(Option::is_none) && reading.error.with(Option::is_none);
    view! {
        {move || is_waiting().then(|| view! { <Skeleton rows=2 /> })}
        <Show when=move || versions.with(|versions| versions.as_ref().is_some_and(Vec::is_empty))>
            <p class="soft">"No earlier text is kept of this message."</p>
        </Show>
        <ol class="versions" aria-label="Earlier versions">
            <For
                each=move || versions.get().unwrap_or_default()
                key=|earlier| earlier.version
                children=line
            />
        </ol>
        <More is_there=has_more reading on_press=move |()| read_on() />
    }
}

fn line(earlier: EarlierVersion) -> impl IntoView {
    let body = if earlier.body.is_empty() { "No text.".to_owned() } else { earlier.body };
    view! {
        <li class="versions__one">
            <p class="versions__body" dir="auto">
                {body}
            </p>
            <p class="versions__until">
                "Until " <When at=earlier.replaced_at zone=use_me().time_zone form=Civil::moment_near />
            </p>
        </li>
    }
}
