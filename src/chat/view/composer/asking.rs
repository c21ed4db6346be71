//! Asking all readers of the next message to confirm that they have read and understood it.

use crate::app::use_me;
use crate::chat::{Asking as Request, Draft, MessageKind, may_ask};
use crate::error::{AppError, Result};
use crate::time::{Moment, read_local};
use crate::ui::{Icon, IconName};
use leptos::prelude::*;

#[derive(Clone, Copy)]
pub struct Asking {
    is_on: RwSignal<bool>,
    /// As it was typed, by the clock of the person's zone; may stay empty.
    deadline: RwSignal<String>,
    is_refused: RwSignal<bool>,
    zone: StoredValue<String>,
}

impl Asking {
    pub fn new() -> Self {
        Self {
            is_on: RwSignal::new(false),
            deadline: RwSignal::new(String::new()),
            is_refused: RwSignal::new(false),
            zone: StoredValue::new(use_me().time_zone),
        }
    }

    /// The draft, with what is asked. Files go along with a text that asks.
    pub fn dress(self, draft: Draft) -> Result<Draft> {
        if !self.is_on.get_untracked() {
            return Ok(draft);
        }
        if draft.body.is_empty() {
            return Err(AppError::invalid("body", "Write what is to be confirmed."));
        }
        let asking = self.request();
        self.is_refused.set(asking.is_err());
        let payload = serde_json::to_value(asking?).unwrap_or_default();
        Ok(Draft { kind: MessageKind::Text, payload: Some(payload), ..draft })
    }

    pub fn clear(self) {
        self.is_on.set(false);
        self.deadline.set(String::new());
        self.is_refused.set(false);
    }

    fn request(self) -> Result<Request> {
        let typed = self.deadline.get_untracked();
        if typed.is_empty() {
            return Ok(Request::until(None));
        }
        let deadline = self.zone.with_value(|zone| read_local(&typed, zone));
        let deadline = deadline.ok_or_else(|| AppError::invalid("deadline", "Choose a day and a time."))?;
        Request::until(Some(deadline)).checked(Moment::now())
    }
}

/// The button that asks, for those who may.
#[component]
pub fn AskButton(asking: Asking) -> impl IntoView {
    may_ask(use_me().role).then(|| {
        view! {
            <button
                type="button"
                class="asking__button button button--icon button--quiet"
                aria-label="Ask for acknowledgement"
                title="Ask for acknowledgement"
                aria-pressed=move || asking.is_on.get().to_string()
                on:click=move |_| if asking.is_on.get_untracked() { asking.clear() } else { asking.is_on.set(true) }
            >
                <Icon name=IconName::Signed />
            </button>
        }
    })
}

/// What is asked, above the input, and until when.
#[component]
pub fn AskBar(asking: Asking) -> impl IntoView {
    view! {
        <Show when=move || asking.is_on.get()>
            <div class="asking" role="group" aria-label="Acknowledgement">
                <Icon name=IconName::Signed />
                <p class="asking__text">"All others here are asked to confirm that they have read and understood this."</p>
                <label class="asking__deadline">
                    <span>"Deadline"</span>
                    <input
                        type="datetime-local"
                        prop:value=move || asking.deadline.get()
                        aria-invalid=move || asking.is_refused.get().then_some("true")
                        aria-describedby="composer-error"
                        on:input:target=move |event| {
                            asking.is_refused.set(false);
                            asking.deadline.set(event.target().value());
                        }
                    />
                </label>
                <button
                    type="button"
                    class="button button--icon button--quiet"
                    aria-label="Do not ask"
                    on:click=move |_| asking.clear()
                >
                    <Icon name=IconName::Close />
                </button>
            </div>
        </Show>
    }
}
