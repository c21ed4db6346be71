//! *Read and understood*: the button of whoever is asked for it, and that it was pressed.

use super::page::AnnouncementState;
use super::times::moment;
use crate::announcements::{Announcement, acknowledge_announcement};
use crate::app::use_me;
use crate::ui::{Attempt, Button, ErrorNotice, Look, When};
use leptos::prelude::*;

#[component]
pub fn Acknowledgement(state: AnnouncementState) -> impl IntoView {
    let attempt = Attempt::default();
    let press = move || {
        attempt.start(acknowledge_announcement(state.id), move |announcement| {
            state.announcement.try_set(announcement);
        });
    };
    let is_waiting = Memo::new(move |_| state.announcement.with(Announcement::is_waiting));
    view! {
        <Show when=move || is_waiting.get()>
            <section class="card card--accent stack" aria-labelledby="acknowledgement">
                <h2 id="acknowledgement">"Please confirm"</h2>
                <Asked state />
                {move || attempt.error.get().map(|error| view! { <ErrorNotice error /> })}
                <div class="row">
                    <Button look=Look::Accent busy=attempt.busy on_press=press>
                        "Read and understood"
                    </Button>
                </div>
            </section>
        </Show>
        <Confirmed state />
    }
}

#[component]
fn Asked(state: AnnouncementState) -> impl IntoView {
    let zone = use_me().time_zone;
    let deadline = state.announcement.with_untracked(|announcement| announcement.deadline);
    let until =
        deadline.map(|at| view! { ", until " <When at zone=zone.clone() form=moment /> {format!(" ({zone})")} });
    view! { <p class="soft">"You are asked to say that you have read and understood this" {until} "."</p> }
}

#[component]
fn Confirmed(state: AnnouncementState) -> impl IntoView {
    let zone = StoredValue::new(use_me().time_zone);
    let at = Memo::new(move |_| state.announcement.with(|a| a.mine.and_then(|mine| mine.acknowledged_at)));
    move || {
        at.get().map(|at| {
            view! {
                <p class="notice notice--good" role="status">
                    <span>
                        "You confirmed that you have read and understood this: "
                        <When at zone=zone.get_value() form=moment /> "."
                    </span>
                </p>
            }
        })
    }
}
