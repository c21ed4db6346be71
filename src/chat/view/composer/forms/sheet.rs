//! A form that was begun in a room: kept on this device until it is sent or discarded.

use crate::chat::MessageKind;
use crate::chat::view::kept;
use crate::error::AppError;
use crate::ids::{RoomId, UserId};
use crate::ui::{Button, Look};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use serde::Serialize;
use serde::de::DeserializeOwned;
use web_sys::HtmlElement;

#[derive(Clone, Copy)]
pub struct Sheet {
    pub me: UserId,
    pub room: RoomId,
    pub kind: MessageKind,
    /// Whether it is being filled in.
    pub open: RwSignal<bool>,
}

impl Sheet {
    /// What was begun, else a blank form.
    pub fn begun<F: DeserializeOwned>(self, blank: F) -> F {
        kept::form_of(self.me, self.room, self.kind).unwrap_or(blank)
    }

    pub fn is_begun(self) -> bool {
        kept::has_form(self.me, self.room, self.kind)
    }

    /// Keeps what `read` says of it, whenever that changes. A form that is `blank` again is forgotten.
    pub fn keep<F>(self, blank: F, read: impl Fn() -> F + Copy + Send + Sync + 'static) -> Memo<bool>
    where
        F: Serialize + PartialEq + Send + Sync + 'static,
    {
        let is_blank = Memo::new(move |_| read() == blank);
        Effect::new(move |_| {
            let form = read();
            if is_blank.get() {
                self.forget();
            } else {
                kept::keep_form(self.me, self.room, self.kind, &form);
            }
        });
        is_blank
    }

    /// It was sent, or is not wanted any more.
    pub fn put_away(self) {
        self.forget();
        self.open.set(false);
    }

    fn forget(self) {
        kept::forget_form(self.me, self.room, self.kind);
    }
}

/// Below a form: why it cannot be sent as it stands, where that is no single field's, and its ways out.
#[component]
pub fn SheetEnd(
    sheet: Sheet,
    is_blank: Memo<bool>,
    error: RwSignal<Option<AppError>>,
    verb: &'static str,
    on_send: impl Fn() + 'static,
) -> impl IntoView {
    let is_of_all = |error: &AppError| error.field().is_none_or(|field| field == "payload");
    Effect::new(move |_| {
        if error.with(Option::is_some) {
            request_animation_frame(focus_what_was_refused);
        }
    });
    view! {
        {move || {
            let why = error.get().filter(is_of_all);
            why.map(|why| view! { <p class="field__error" role="alert">{why.to_string()}</p> })
        }}
        <div class="dialog__actions">
            <Show when=move || !is_blank.get()>
                <Button look=Look::Quiet on_press=move || sheet.put_away()>
                    "Discard"
                </Button>
            </Show>
            <Button look=Look::Accent on_press=on_send>
                {verb}
            </Button>
        </div>
    }
}

fn focus_what_was_refused() {
    let field = document().query_selector("dialog[open] [aria-invalid]").ok().flatten();
    if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlElement>().ok()) {
        field.focus().ok();
    }
}
