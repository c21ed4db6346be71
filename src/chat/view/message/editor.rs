//! A message of one's own, being said better.

use crate::chat::view::thread::OpenThread;
use crate::chat::view::{kept, use_chat};
use crate::chat::{Message, check_body, edit_message};
use crate::ui::{Attempt, Button, Look, bring_into_view};
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

#[component]
pub fn MessageEditor(message: Message) -> impl IntoView {
    let open = expect_context::<OpenThread>();
    let (editor, input) = (NodeRef::<html::Div>::new(), NodeRef::<html::Textarea>::new());
    let attempt = Attempt::default();
    let (me, id) = (use_chat().me, message.id);
    // What was begun is there again after a reload, and when the message is drawn anew meanwhile.
    let begun = kept::edit_of(me, id).unwrap_or_else(|| message.body.clone());
    let body = message.body;
    let keep = move |text: &str| {
        if text == body { kept::forget_edit(me, id) } else { kept::keep_edit(me, id, text) }
    };
    let may_be_empty = !message.attachments.is_empty();
    Effect::new(move || {
        if let Some(input) = input.get() {
            input.focus().ok();
            let end = u32::try_from(input.value().encode_utf16().count()).unwrap_or(0);
            input.set_selection_range(end, end).ok();
        }
    });
    // At the log's end it would open below what is seen, and an error would push its buttons there.
    Effect::new(move || {
        attempt.error.track();
        if let Some(editor) = editor.get() {
            bring_into_view(&editor);
        }
    });
    let leave = move || {
        kept::forget_edit(me, id);
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
        <div class="message__editor" node_ref=editor>
            <textarea
                aria-label="Edit message"
                dir="auto"
                rows="2"
                node_ref=input
                on:keydown=on_key
                on:input:target=move |event| keep(&event.target().value())
                prop:value=begun
            ></textarea>
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
