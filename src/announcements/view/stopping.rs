//! *Stop*, for admins: what has not left yet does not leave.

use super::page::AnnouncementState;
use crate::announcements::{SendingState, stop_announcement};
use crate::ui::{Attempt, Button, Confirm};
use leptos::prelude::*;

#[component]
pub fn Stopping(state: AnnouncementState) -> impl IntoView {
    let (open, attempt) = (RwSignal::new(false), Attempt::default());
    let may_stop = Memo::new(move |_| {
        let is_stopped = |state| state == SendingState::Stopped;
        state.announcement.with(|a| a.sending.as_ref().is_some_and(|sending| !is_stopped(sending.state)))
    });
    let text = Signal::derive(move || {
        let progress = state.announcement.with(|a| a.sending.as_ref().map(|sending| sending.progress));
        let (told, people) = progress.map_or((0, 0), |progress| (progress.told, progress.people));
        format!(
            "{told} of {people} people have been told; they keep it, marked as withdrawn, and are not asked to confirm \
             it any more. What has not left yet does not leave. It cannot be sent on."
        )
    });
    let stop = Callback::new(move |()| {
        attempt.start(stop_announcement(state.id), move |announcement| {
            open.try_set(false);
            state.announcement.try_set(announcement);
        });
    });
    view! {
        <Show when=move || may_stop.get()>
            <Button on_press=move || open.set(true)>"Stop"</Button>
        </Show>
        <Confirm
            id="stop-announcement"
            title="Stop this announcement?".to_owned()
            text
            verb="Stop it"
            open
            on_confirm=stop
            busy=attempt.busy
            error=attempt.error
        />
    }
}
