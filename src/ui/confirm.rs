//! Asks before something that cannot be undone.

use super::{Button, Dialog, ErrorNotice, Look};
use crate::error::AppError;
use leptos::prelude::*;

/// `verb` says what is done, on the button and in the title; whoever asks closes it once that is done.
#[component]
pub fn Confirm(
    id: &'static str,
    #[prop(into)] title: Signal<String>,
    /// What comes of it.
    #[prop(into)]
    text: Signal<String>,
    verb: &'static str,
    #[prop(default = Look::Accent)] look: Look,
    open: RwSignal<bool>,
    #[prop(into)] on_confirm: Callback<()>,
    #[prop(optional, into)] busy: Signal<bool>,
    /// Why it could not be done.
    #[prop(optional, into)]
    error: Signal<Option<AppError>>,
) -> impl IntoView {
    view! {
        <Dialog id title open>
            <p class="soft">{text}</p>
            {move || error.get().map(|error| view! { <ErrorNotice error /> })}
            <div class="dialog__actions">
                <Button on_press=move || open.set(false)>"Cancel"</Button>
                <Button look busy on_press=move || on_confirm.run(())>
                    {verb}
                </Button>
            </div>
        </Dialog>
    }
}
