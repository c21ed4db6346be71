//! `/{role}/announcements/{announcement}`: what it says, and for admins what has become of it.

use super::acknowledgement::Acknowledgement;
use super::letter::Letter;
use super::list::StateChip;
use super::live::{Pace, announcement_changes};
use super::progress::ProgressCard;
use super::recipients::RecipientsCard;
use super::stopping::Stopping;
use crate::announcements::{Announcement, Channels, SendingState, open_announcement, show_announcement};
use crate::app::{paths, use_me};
use crate::error::AppError;
use crate::ids::AnnouncementId;
use crate::ui::{Attempt, ErrorNotice, NotHere, Skeleton, once_alive, read, use_path_id};
use crate::words::Role;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
use std::time::Duration;

/// Of what push and mail do, nobody is told as it happens: the page looks again while there is something on its way.
const LOOK_EVERY: Duration = Duration::from_secs(3);
/// After so many looks that found nothing new nobody looks any more, until an event says that there is something.
const QUIET_LOOKS: u32 = 20;

#[component]
pub fn AnnouncementPage() -> impl IntoView {
    let id = use_path_id::<AnnouncementId>("announcement");
    let found = read(
        move || id.get(),
        |id| async move {
            match id {
                Some(id) => show_announcement(id).await,
                None => Err(AppError::NotFound),
            }
        },
    );
    let list = paths::announcements(&use_me());
    view! {
        <main class="page page--narrow" id="main">
            <a class="more" href=list>
                "All announcements"
            </a>
            <Transition fallback=|| view! { <Skeleton rows=4 /> }>
                {move || Suspend::new(async move {
                    match found.await {
                        Ok(announcement) => view! { <Sheet announcement /> }.into_any(),
                        Err(AppError::NotFound) => view! { <NoAnnouncement /> }.into_any(),
                        Err(error) => {
                            let retry = Callback::new(move |()| found.refetch());
                            view! { <ErrorNotice error on_retry=retry /> }.into_any()
                        }
                    }
                })}
            </Transition>
        </main>
    }
}

#[component]
fn NoAnnouncement() -> impl IntoView {
    view! {
        <Title text="Not found" />
        <NotHere hint="There is no announcement here that you can see." />
    }
}

/// What the page knows of it, and how it is read anew. What others do changes figures, not what one looks for
/// meanwhile.
#[derive(Clone, Copy)]
pub struct AnnouncementState {
    pub id: AnnouncementId,
    pub announcement: RwSignal<Announcement>,
    reading: Attempt,
    /// Readings in a row that found nothing new.
    quiet: RwSignal<u32>,
}

impl AnnouncementState {
    fn reread(self) {
        self.reading.read(show_announcement(self.id), move |announcement| self.take(announcement));
    }

    fn take(self, announcement: Announcement) {
        if self.announcement.try_with_untracked(|known| *known == announcement) == Some(true) {
            self.quiet.try_update(|quiet| *quiet += 1);
        } else {
            self.quiet.try_set(0);
            self.announcement.try_set(announcement);
        }
    }

    /// Whether it is being sent, or something of it is on its way out of the house.
    fn is_busy(self) -> bool {
        self.announcement.with(|announcement| {
            announcement.sending.as_ref().is_some_and(|sending| {
                sending.state == SendingState::Sending || sending.channels.is_some_and(Channels::is_busy)
            })
        })
    }
}

#[component]
fn Sheet(announcement: Announcement) -> impl IntoView {
    let is_admin = use_me().role == Role::Admin;
    let (id, is_mine) = (announcement.id, announcement.mine.is_some());
    let title = announcement.title.clone();
    let (announcement, reading, quiet) = (RwSignal::new(announcement), Attempt::default(), RwSignal::new(0));
    let state = AnnouncementState { id, announcement, reading, quiet };
    let pace = announcement_changes(Some(id), move || state.reread());
    if is_mine {
        once_alive(move || {
            // Where it fails, it is as if it had not been opened: the next time counts.
            spawn_local(async move {
                open_announcement(id).await.ok();
            });
        });
    }
    watch_ways(state, pace);
    view! {
        <Title text=title.clone() />
        <header class="page__head">
            <div class="letter__head">
                <h1 class="letter__title">{title}</h1>
                {move || {
                    let sending = state.announcement.with(|a| a.sending.as_ref().map(|sending| sending.state));
                    sending.map(|state| view! { <StateChip state /> })
                }}
            </div>
            {is_admin.then(|| view! { <Stopping state /> })}
        </header>
        <Letter state />
        <Acknowledgement state />
        {is_admin
            .then(|| {
                view! {
                    <ProgressCard state />
                    <RecipientsCard id />
                }
            })}
    }
}

/// While something is on its way and still moves, it is looked after now and then.
fn watch_ways(state: AnnouncementState, pace: Pace) {
    let is_moving = Memo::new(move |_| state.is_busy() && state.quiet.get() < QUIET_LOOKS);
    Effect::new(move |_| {
        if is_moving.get()
            && let Ok(timer) = set_interval_with_handle(move || pace.soon(), LOOK_EVERY)
        {
            on_cleanup(move || timer.clear());
        }
    });
}
