//! Where a message is written. What was begun stays, per room, until it is sent.

mod asking;
mod forms;
mod mentions;
mod replying;
mod writing;

use crate::app::use_me;
use crate::chat::view::desk::Desk;
use crate::chat::view::message::unsent;
use crate::chat::view::use_chat;
use crate::files::{CameraButton, FileInputs, UploadTray};
use crate::ids::RoomId;
use crate::ui::{Icon, IconName};
use crate::words::Role;
use asking::{AskBar, AskButton};
use forms::{Forms, Written};
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
    let (desk, uploads, mentions) = (writing.desk, writing.uploads(), writing.mentions);
    writing.begin();
    let me = use_me();
    let practitioner = me.practice.kind.person(Role::Practitioner);
    let number = me.practice.emergency_number().to_owned();
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
            <MentionList mentions on_pick=move || writing.changed() />
            <ReplyBar />
            <AskBar desk />
            <Show when=move || desk.urgent.get()>
                <p class="composer__note" role="note">
                    {format!("Urgent: every {practitioner} of the practice is told at once.")}
                </p>
            </Show>
            {move || {
                desk.error
                    .get()
                    .map(|why| view! { <p class="composer__error" role="alert" id="composer-error">{why.to_string()}</p> })
            }}
            <FileInputs uploads />
            <UploadTray uploads />
            <WaitingNote desk number />
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
                {may_be_urgent.then(|| view! { <UrgentToggle urgent=desk.urgent /> })}
                <Forms room on_written=move |(kind, payload): Written| desk.post_form(kind, payload) />
                <AskButton desk />
                <textarea
                    class="composer__input"
                    rows="1"
                    placeholder="Message"
                    aria-label="Message"
                    aria-describedby="composer-error"
                    aria-autocomplete="list"
                    aria-controls=move || mentions.is_open().then_some(mentions::LIST)
                    aria-activedescendant=move || mentions.chosen_id()
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
                    aria-busy=move || desk.is_waiting.get().to_string()
                >
                    <Icon name=IconName::Send />
                </button>
            </div>
        </form>
    }
}

/// Why what was sent is still here. `number` is the one to call where a message is urgent and nothing leaves.
#[component]
fn WaitingNote(desk: Desk, number: String) -> impl IntoView {
    let chat = use_chat();
    let is_held_up =
        move || chat.is_slowed.get() && chat.outbox.with(|outbox| outbox.of_room(desk.room).next().is_some());
    view! {
        <Show when=move || desk.is_waiting.get()>
            <p class="composer__waiting" role="status">
                "This is sent by itself once its files have arrived."
            </p>
        </Show>
        <Show when=move || desk.is_held.get()>
            <p class="composer__waiting" role="status">
                "Not sent: you are writing on. Send it once it is ready."
            </p>
        </Show>
        <Show when=is_held_up>
            <p class="composer__waiting" role="status">
                "Sending the rest in a moment."
            </p>
        </Show>
        <Show when=move || desk.is_waiting.get() && desk.urgent.get() && !chat.is_connected()>
            <p class="composer__note" role="alert">
                {unsent(&number)}
            </p>
        </Show>
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
