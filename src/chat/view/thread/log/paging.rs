//! Pages of history that come in at the ends of the log: one at a time, and what is said at an end where none came.

use super::not_loaded::NotLoaded;
use super::scrolling::{LogRef, hold_view, look};
use crate::chat::view::thread::OpenThread;
use crate::chat::{Page, Place};
use crate::error::{AppError, Result};
use crate::live::use_live;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::HtmlElement;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Older,
    Newer,
}

#[derive(Clone, Copy)]
pub struct Paging {
    pub open: OpenThread,
    pub log: LogRef,
    /// The end at which a page is on its way.
    loading: RwSignal<Option<End>>,
    /// Why no page came. Until it is tried again, nothing more is asked for at that end.
    older_failed: RwSignal<Option<AppError>>,
    newer_failed: RwSignal<Option<AppError>>,
}

impl Paging {
    pub fn new(open: OpenThread, log: LogRef) -> Self {
        let paging = Self {
            open,
            log,
            loading: RwSignal::new(None),
            older_failed: RwSignal::new(None),
            newer_failed: RwSignal::new(None),
        };
        // What could not be had for want of a connection is asked for by itself.
        use_live().once_back(move || {
            paging.forget_failures();
            look(paging);
        });
        paging
    }

    /// A page is wanted at this end, since one is near it.
    pub fn want(self, end: End) {
        let has_failed = self.failed(end).try_with_untracked(Option::is_some).unwrap_or(true);
        if !has_failed {
            self.load(end);
        }
    }

    pub fn try_again(self, end: End) {
        let Some(log) = self.log.try_get_untracked().flatten() else { return };
        hold_view(self, &log, || {
            self.failed(end).try_set(None);
        });
        self.load(end);
        // The button goes, and with it the focus.
        log.focus().ok();
    }

    /// Another part of the history is shown: what failed for the one before is no matter of this one.
    pub fn forget_failures(self) {
        self.older_failed.try_set(None);
        self.newer_failed.try_set(None);
    }

    fn failed(self, end: End) -> RwSignal<Option<AppError>> {
        match end {
            End::Older => self.older_failed,
            End::Newer => self.newer_failed,
        }
    }

    /// One page at a time.
    fn load(self, end: End) {
        let (Some(place), Some(log)) = (self.place(end), self.log.try_get_untracked().flatten()) else { return };
        if self.loading.try_get_untracked() != Some(None) {
            return;
        }
        let log: HtmlElement = log.into();
        let room = self.open.thread.with_untracked(|thread| thread.room.id);
        self.loading.set(Some(end));
        spawn_local(async move {
            let answer = self.open.read_page(room, place).await;
            hold_view(self, &log, || self.take(end, place, answer));
        });
    }

    /// What comes for another part of the history than the log shows by now is let be.
    fn take(self, end: End, asked: Place, answer: Result<Page>) {
        self.loading.try_set(None);
        if self.place(end) != Some(asked) {
            request_animation_frame(move || look(self));
            return;
        }
        match answer {
            Ok(page) => {
                self.open.thread.try_update(|thread| match end {
                    End::Older => thread.prepend(page.messages, page.has_older),
                    End::Newer => thread.append(page.messages, page.has_newer),
                });
            }
            Err(error) => {
                self.failed(end).try_set(Some(error));
            }
        }
    }

    /// Where the next page is at that end; none where there is nothing more, or where the room was left.
    fn place(self, end: End) -> Option<Place> {
        let next = self.open.thread.try_with_untracked(|thread| match end {
            End::Older => thread.messages.first().filter(|_| thread.has_older).map(|first| Place::Before(first.number)),
            End::Newer => thread.messages.last().filter(|_| thread.has_newer).map(|last| Place::After(last.number)),
        });
        next.flatten()
    }
}

/// Stands at an end of the log while there is more behind it, and is there also while nothing is to be said: what comes
/// and goes in it moves no message.
#[component]
pub fn EndOfLog(paging: Paging, end: End) -> impl IntoView {
    let has_more = Memo::new(move |_| {
        paging.open.thread.with(|thread| match end {
            End::Older => thread.has_older,
            End::Newer => thread.has_newer,
        })
    });
    let (loading, text) = match end {
        End::Older => ("Loading earlier messages", "Could not load earlier messages"),
        End::Newer => ("Loading later messages", "Could not load later messages"),
    };
    let failure = move || {
        let retry = Callback::new(move |()| paging.try_again(end));
        paging.failed(end).get().map(|error| view! { <NotLoaded text error on_retry=retry /> })
    };
    view! {
        <Show when=move || has_more.get()>
            <div class="log__end">
                <Show when=move || paging.loading.get() == Some(end)>
                    <span class="spinner" role="status" aria-label=loading></span>
                </Show>
                {failure}
            </div>
        </Show>
    }
}
