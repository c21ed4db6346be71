//! A message of one's own, being said better.

use crate::chat::view::thread::OpenThread;
use crate::chat::{Message, check_body, edit_message};
use crate::error::AppError;
use crate::ui::{Button, Look};
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub fn MessageEditor(message: Message) -> impl IntoView {
    let open = expect_context::<OpenThread>();
    let input = NodeRef::<html::Textarea>::new();
    let error = RwSignal::new(None::<AppError>);
    let is_busy = RwSignal::new(false);
    let id = message.id;
    let may_be_empty = !message.attachments.is_empty();
    Effect::new(move || {
        if let Some(input) = input.get() {
            input.focus().ok();
            let end = u32::try_from(input.value().encode_utf16().count()).unwrap_or(0);
            input.set_selection_range(end, end).ok();
        }
    });
    let leave = move || open.editing.set(None);
    let save = move || {
        let Some(input) = input.get_untracked() else { return };
        match check_body(&input.value().replace('\r', ""), may_be_empty) {
            Err(refusal) => error.set(Some(refusal)),
            Ok(body) => {
                is_busy.set(true);
                spawn_local(async move {
                    match edit_message(id, body).await {
                        Ok(()) => leave(),
                        Err(refusal) => {
                            error.try_set(Some(refusal));
                        }
                    }
                    is_busy.try_set(false);
                });
            }
        }
    };
    let on_key = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" if !event.shift_key() && !event.is_composing() => {
            event.prevent_default();
            save();
        }
        "Escape" => {
            event.stop_propagation();
            leave();
        }
        _ => {}
    };
    view! {
        <div class="message__editor">
            <textarea aria-label="Edit message" rows="2" node_ref=input on:keydown=on_key prop:value=message.body></textarea>
            {move || error.get().map(|error| view! { <p class="field__error" role="alert">{error.to_string()}</p> })}
            <div class="message__editor-end">
                <Button small=true look=Look::Quiet on_press=leave>
                    "Cancel"
                </Button>
                <Button small=true look=Look::Accent busy=is_busy on_press=save>
                    "Save"
                </Button>
            </div>
        </div>
    }
}
