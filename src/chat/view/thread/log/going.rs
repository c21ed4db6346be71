//! Going to another place of the history: to a day, to a message, to the newest.

use super::not_loaded::NotLoaded;
use super::paging::Paging;
use super::scrolling::{stand_at, stand_at_end};
use crate::chat::{Place, find_day};
use crate::error::{AppError, Result};
use crate::ids::RoomId;
use crate::ui::{Question, Questions};
use leptos::prelude::*;
use leptos::task::spawn_local;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goal {
    Newest,
    /// By its number.
    Message(i64),
    /// `2026-11-20`, of one's own zone.
    Day(String),
}

impl Goal {
    fn not_reached(&self) -> &'static str {
        match self {
            Self::Newest => "Could not load the newest messages",
            Self::Message(_) => "Could not load that message",
            Self::Day(_) => "Could not go to that day",
        }
    }
}

#[derive(Clone, Copy)]
pub struct Going {
    paging: Paging,
    /// Whether the part of the history is on its way that one goes to.
    waits: RwSignal<bool>,
    /// Where one did not get, and why.
    missed: RwSignal<Option<(Goal, AppError)>>,
    /// Only the last goal matters.
    asked: Questions,
}

impl Going {
    pub fn new(paging: Paging) -> Self {
        Self { paging, waits: RwSignal::new(false), missed: RwSignal::new(None), asked: Questions::default() }
    }

    /// Where it fails, the log stays where it is.
    pub fn go(self, goal: Goal) {
        let room = self.paging.open.thread.try_with_untracked(|thread| thread.room.id);
        let Some(room) = room else { return };
        let question = self.asked.ask();
        self.waits.try_set(false);
        self.missed.try_set(None);
        spawn_local(async move {
            let outcome = self.reach(room, &goal, question).await;
            if !question.is_last() {
                return;
            }
            self.waits.try_set(false);
            if let Err(error) = outcome {
                self.missed.try_set(Some((goal, error)));
            }
        });
    }

    async fn reach(self, room: RoomId, goal: &Goal, question: Question) -> Result<()> {
        let number = match goal {
            Goal::Newest => None,
            Goal::Message(number) => Some(*number),
            Goal::Day(day) => {
                self.waits.try_set(true);
                Some(find_day(room, day.clone()).await?)
            }
        };
        if let Some(place) = self.missing(number).filter(|_| question.is_last()) {
            self.waits.try_set(true);
            let page = self.paging.open.read_page(room, place).await?;
            if question.is_last() {
                self.paging.open.thread.try_update(|thread| thread.show(page));
                self.paging.forget_failures();
            }
        }
        match number {
            _ if !question.is_last() => {}
            Some(number) => stand_at(self.paging, number),
            None => stand_at_end(self.paging),
        }
        Ok(())
    }

    /// The part of the history that has to be had first; none where it is here.
    fn missing(self, number: Option<i64>) -> Option<Place> {
        let missing = self.paging.open.thread.try_with_untracked(|thread| match number {
            None => thread.has_newer.then_some(Place::Newest),
            Some(number) => thread.message(number).is_none().then_some(Place::Around(number)),
        });
        missing.flatten()
    }
}

/// Over the log while one waits, and under it where one did not get there.
#[component]
pub fn Arrival(going: Going) -> impl IntoView {
    let missed = move || {
        going.missed.get().map(|(goal, error)| {
            let text = goal.not_reached();
            let retry = Callback::new(move |()| going.go(goal.clone()));
            view! { <NotLoaded text error on_retry=retry /> }
        })
    };
    view! {
        <Show when=move || going.waits.get()>
            <div class="log__going" role="status" aria-label="Loading messages">
                <span class="spinner"></span>
            </div>
        </Show>
        {missed}
    }
}
