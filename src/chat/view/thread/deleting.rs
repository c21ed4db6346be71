//! Asks before a message is deleted.

use super::OpenThread;
use crate::chat::delete_message;
use crate::ui::{Attempt, Confirm, Look, open_about};
use leptos::prelude::*;

#[component]
pub fn ConfirmDeletion() -> impl IntoView {
    let open = expect_context::<OpenThread>();
    let is_open = open_about(open.deleting);
    let attempt = Attempt::default();
    // What failed for another message is no matter of this one.
    Effect::new(move |_| {
        if is_open.get() {
            attempt.error.set(None);
        }
    });
    let delete = move |()| {
        if let Some(message) = open.deleting.get_untracked() {
            attempt.start(delete_message(message), move |()| {
                is_open.try_set(false);
            });
        }
    };
    view! {
        <Confirm
            id="delete-message"
            title="Delete this message?"
            text="It disappears for everybody in this conversation. That it was there stays visible, and the practice keeps \
                  its text for the record."
            verb="Delete"
            look=Look::Alarm
            open=is_open
            on_confirm=Callback::new(delete)
            busy=attempt.busy
            error=attempt.error
        />
    }
}
