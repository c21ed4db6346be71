//! A message of one's own, being said better.

use crate::chat::view::thread::OpenThread;
use crate::chat::{Message, check_body, edit_message};
use crate::ui::{Attempt, Button, Look};
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

#[component]
pub fn MessageEditor(message: Message) -> impl IntoView {
    let open = expect_context::<OpenThread>();
    let input = NodeRef::<html::Textarea>::new();
    let attempt = Attempt::default();
    let id = message.id;
    let may_be_empty = !message.attachments.is_empty();
    Effect::new(move || {
        if let Some(input) = input.get() {
            input.focus().ok();
            let end = u32::try_from(input.value().encode_utf16().count()).unwrap_or(0);
            input.set_selection_range(end, end).ok();
        }
    });
    let leave = move || {
        open.editing.try_set(None);
    };
    let save = move || {
        let Some(input) = input.get_untracked() else { return };
        match check_body(&input.value().replace('\r', ""), may_be_empty) {
            Err(refusal) => attempt.error.set(Some(refusal)),
            Ok(body) => attempt.start(edit_message(id, body), move |()| leave()),
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
            <textarea aria-label="Edit message" dir="auto" rows="2" node_ref=input on:keydown=on_key prop:value=message.body></textarea>
            {move || attempt.error.get().map(|error| view! { <p class="field__error" role="alert">{error.to_string()}</p> })}
            <div class="message__editor-end">
                <Button small=true look=Look::Quiet on_press=leave>
                    "Cancel"
                </Button>
                <Button small=true look=Look::Accent busy=attempt.busy on_press=save>
                    "Save"
                </Button>
            </div>
        </div>
    }
}
