//! Asks before a message is deleted.

use super::OpenThread;
use crate::chat::delete_message;
use crate::ui::{Confirm, Look};
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub fn ConfirmDeletion() -> impl IntoView {
    let open = expect_context::<OpenThread>();
    let is_open = RwSignal::new(false);
    let is_busy = RwSignal::new(false);
    let error = RwSignal::new(None);
    Effect::new(move |_| {
        if open.deleting.get().is_some() {
            error.set(None);
            is_open.set(true);
        }
    });
    Effect::new(move |_| {
        if !is_open.get() {
            open.deleting.set(None);
        }
    });
    let delete = move |()| {
        let Some(message) = open.deleting.get_untracked() else { return };
        is_busy.set(true);
        spawn_local(async move {
            match delete_message(message).await {
                Ok(()) => {
                    is_open.try_set(false);
                }
                Err(refusal) => {
                    error.try_set(Some(refusal));
                }
            }
            is_busy.try_set(false);
        });
    };
    view! {
        <Confirm
            id="delete-message"
            title="Delete this message?"
            text="It disappears for everybody in this conversation. That it was there stays visible."
            verb="Delete"
            look=Look::Alarm
            open=is_open
            on_confirm=Callback::new(delete)
            busy=is_busy
            error
        />
    }
}
