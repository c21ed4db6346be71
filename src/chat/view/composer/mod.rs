//! Where a message is written. What was begun stays, per room, until it is sent.

mod forms;
mod mentions;
mod replying;

use super::thread::OpenThread;
use super::{kept, use_chat};
use crate::chat::{Command, Draft, check_body};
use crate::files::{CameraButton, FileInputs, UploadTray};
use crate::ids::RoomId;
use crate::live::use_live;
use crate::ui::{Icon, IconName};
use forms::Forms;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use mentions::{MentionList, Mentions};
use replying::ReplyBar;

/// The others are told this often that somebody is still typing; their lease is 6 s.
const TYPING_EVERY: f64 = 3_000.0;
/// Characters from which the counter is shown, and that a message has at most.
const COUNTER_FROM: usize = 7_500;
const AT_MOST: usize = 8_000;

/// The parts of the composer share the input.
pub type Input = NodeRef<html::Textarea>;

#[component]
pub fn Composer(room: RoomId) -> impl IntoView {
    let chat = use_chat();
    let live = use_live();
    let open = expect_context::<OpenThread>();
    let input = Input::new();
    let length = RwSignal::new(0_usize);
    let error = RwSignal::new(None::<String>);
    let typing_told_at = StoredValue::new(0_f64);
    let mentions = Mentions::new(open, input);
    let uploads = open.uploads;
    let is_waiting = RwSignal::new(false);

    Effect::new(move || {
        if let Some(input) = input.get() {
            // What was typed before the page came alive counts more than what was kept.
            if input.value().is_empty() {
                input.set_value(&kept::text_of(chat.me, room));
            }
            length.set(input.value().chars().count());
            if has_keyboard() {
                input.focus().ok();
            }
        }
    });
    Effect::new(move |_| {
        if open.replying.get().is_some()
            && let Some(input) = input.get()
        {
            input.focus().ok();
        }
    });
    // An input that is removed while it has the focus still sends a last blur, when all of this is gone.
    let stop_typing = move || {
        if typing_told_at.try_get_value().is_some_and(|told_at| told_at > 0.0) {
            typing_told_at.set_value(0.0);
            live.send(&Command::StopTyping { room });
        }
    };
    let on_input = move || {
        let Some(input) = input.get_untracked() else { return };
        let text = input.value();
        kept::keep_text(chat.me, room, &text);
        length.set(text.chars().count());
        error.set(None);
        mentions.look();
        let now = now_millis();
        if text.is_empty() {
            stop_typing();
        } else if now - typing_told_at.get_value() > TYPING_EVERY {
            typing_told_at.set_value(now);
            live.send(&Command::StartTyping { room });
        }
    };
    let post = move |draft: Draft| {
        let reply_to = open.replying.get_untracked().map(|quote| quote.id);
        open.replying.set(None);
        chat.post(Draft { reply_to, ..draft });
        open.to_end.update(|asked| *asked += 1);
    };
    let send = move || {
        let Some(input) = input.get_untracked() else { return };
        if input.value().trim().is_empty() && uploads.is_empty() {
            return;
        }
        if uploads.has_failed() {
            return error.set(Some("A file was not uploaded. Try again, or take it out.".into()));
        }
        // What is on its way goes with the message: it is sent when that has arrived.
        is_waiting.set(uploads.is_busy());
        if uploads.is_busy() {
            return;
        }
        let files = uploads.ready();
        match check_body(&input.value().replace('\r', ""), !files.is_empty()) {
            Ok(body) => {
                post(if files.is_empty() { Draft::text(room, body) } else { Draft::of_files(room, body, &files) });
                uploads.clear();
                input.set_value("");
                kept::keep_text(chat.me, room, "");
                length.set(0);
                typing_told_at.set_value(0.0);
            }
            Err(refusal) => error.set(Some(refusal.to_string())),
        }
        input.focus().ok();
    };
    Effect::new(move |_| {
        if is_waiting.get() && !uploads.is_busy() {
            send();
        }
    });
    let on_key = move |event: KeyboardEvent| {
        if mentions.takes(&event) {
            event.prevent_default();
            on_input();
        } else if event.key() == "Enter" && !event.shift_key() && !event.is_composing() {
            event.prevent_default();
            send();
        } else if event.key() == "Escape" {
            open.replying.set(None);
        }
    };
    on_cleanup(stop_typing);

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
                send();
            }
        >
            <MentionList mentions on_pick=on_input />
            <ReplyBar />
            {move || {
                error
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
                <Forms on_written=move |draft| post(Draft { room, ..draft }) />
                <textarea
                    class="composer__input"
                    rows="1"
                    placeholder="Message"
                    aria-label="Message"
                    aria-describedby="composer-error"
                    node_ref=input
                    on:input=move |_| on_input()
                    on:keydown=on_key
                    on:blur=move |_| stop_typing()
                ></textarea>
                <Show when=move || { length.get() > COUNTER_FROM }>
                    <span class="composer__counter" aria-live="polite">
                        {move || format!("{} / {AT_MOST}", length.get())}
                    </span>
                </Show>
                <button
                    type="submit"
                    class="button button--icon button--accent"
                    aria-label="Send"
                    aria-busy=move || is_waiting.get().to_string()
                >
                    <Icon name=IconName::Send />
                </button>
            </div>
        </form>
    }
}

/// Where there is a mouse there are keys; on a phone, focus would open the keyboard over the conversation.
fn has_keyboard() -> bool {
    window().match_media("(pointer: fine)").ok().flatten().is_some_and(|query| query.matches())
}

#[cfg(feature = "hydrate")]
fn now_millis() -> f64 {
    js_sys::Date::now()
}

#[cfg(not(feature = "hydrate"))]
fn now_millis() -> f64 {
    0.0
}
