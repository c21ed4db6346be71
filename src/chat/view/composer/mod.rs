//! Where a message is written. What was begun stays, per room, until it is sent.

mod asking;
mod forms;
mod mentions;
mod replying;
mod writing;

use crate::app::use_me;
use crate::files::{CameraButton, FileInputs, UploadTray};
use crate::ids::RoomId;
use crate::ui::{Icon, IconName};
use crate::words::Role;
use asking::{AskBar, AskButton};
use forms::Forms;
use leptos::html;
use leptos::prelude::*;
use mentions::MentionList;
use replying::ReplyBar;
use writing::Writing;

/// Characters from which the counter is shown, and that a message has at most.
const COUNTER_FROM: usize = 7_500;
const AT_MOST: usize = 8_000;

/// The parts of the composer share the input.
type Input = NodeRef<html::Textarea>;

#[component]
pub fn Composer(room: RoomId) -> impl IntoView {
    let writing = Writing::new(room);
    let uploads = writing.uploads;
    writing.begin();
    let me = use_me();
    let practitioner = me.practice.kind.person(Role::Practitioner);
    let may_be_urgent = me.is_client() && me.practice.kind.has_emergencies();
    view! {
        <form
            class="composer"
            on:paste=move |event| {
                if uploads.paste(&event) {
                    event.prevent_default();
                }
            }
            on:submit=move |event| {
                event.prevent_default();
                writing.send();
            }
        >
            <MentionList mentions=writing.mentions on_pick=move || writing.changed() />
            <ReplyBar />
            <AskBar asking=writing.asking />
            <Show when=move || writing.urgent.get()>
                <p class="composer__note" role="note">
                    {format!("Urgent: every {practitioner} of the practice is told at once.")}
                </p>
            </Show>
            {move || {
                writing
                    .error
                    .get()
                    .map(|why| view! { <p class="composer__error" role="alert" id="composer-error">{why}</p> })
            }}
            <FileInputs uploads />
            <UploadTray uploads />
            <div class="composer__box">
                <button
                    type="button"
                    class="button button--icon button--quiet"
                    aria-label="Attach"
                    on:click=move |_| uploads.choose()
                >
                    <Icon name=IconName::Paperclip />
                </button>
                <CameraButton uploads />
                {may_be_urgent.then(|| view! { <UrgentToggle urgent=writing.urgent /> })}
                <Forms on_written=move |form| writing.post_form(form) />
                <AskButton asking=writing.asking />
                <textarea
                    class="composer__input"
                    rows="1"
                    placeholder="Message"
                    aria-label="Message"
                    aria-describedby="composer-error"
                    node_ref=writing.input
                    on:input=move |_| writing.changed()
                    on:keydown=move |event| writing.key(&event)
                    on:blur=move |_| writing.stop_typing()
                ></textarea>
                <Show when=move || { writing.length.get() > COUNTER_FROM }>
                    <span class="composer__counter" aria-live="polite">
                        {move || format!("{} / {AT_MOST}", writing.length.get())}
                    </span>
                </Show>
                <button
                    type="submit"
                    class="button button--icon button--accent"
                    aria-label="Send"
                    aria-busy=move || writing.is_waiting.get().to_string()
                >
                    <Icon name=IconName::Send />
                </button>
            </div>
        </form>
    }
}

/// Marks the next message: every practitioner of the practice is told of it.
#[component]
fn UrgentToggle(urgent: RwSignal<bool>) -> impl IntoView {
    view! {
        <button
            type="button"
            class="button button--icon button--quiet composer__urgent"
            aria-label="Urgent"
            aria-pressed=move || urgent.get().to_string()
            on:click=move |_| urgent.update(|urgent| *urgent = !*urgent)
        >
            <Icon name=IconName::Alert />
        </button>
    }
}

/// Where there is a mouse there are keys; on a phone, focus would open the keyboard over the conversation.
fn has_keyboard() -> bool {
    window().match_media("(pointer: fine)").ok().flatten().is_some_and(|query| query.matches())
}
