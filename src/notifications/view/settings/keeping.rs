//! What is chosen, as the server has it, and keeping a change.

use crate::live::event::{self, Incoming};
use crate::live::use_live;
use crate::notifications::{Event, PreferenceChanges, Preferences, change_preferences, read_preferences};
use crate::ui::{Attempt, ErrorNotice, Questions, Saved};
use leptos::prelude::*;
use leptos::task::spawn_local;

#[derive(Clone, Copy)]
pub struct Chosen {
    pub preferences: RwSignal<Preferences>,
    /// What is told after a change counts more than its answer.
    changing: Questions,
}

/// What became of the last change of one card.
#[derive(Clone, Copy, Default)]
pub struct Keeping {
    pub attempt: Attempt,
    is_kept: RwSignal<bool>,
}

impl Chosen {
    /// Begins with what was read, and follows what is changed on any device.
    pub fn follow(first: Preferences) -> Self {
        let (preferences, changing) = (RwSignal::new(first), Questions::default());
        let live = use_live();
        live.listen(move |incoming| {
            if let Incoming::Event(event::Event::Notifications(Event::SettingsChanged { preferences: now })) = incoming
            {
                changing.hear();
                preferences.set((**now).clone());
            }
        });
        live.once_back(move || {
            let question = changing.ask();
            spawn_local(async move {
                if let Ok(now) = read_preferences().await
                    && question.is_last()
                    && !question.is_outdated()
                {
                    preferences.set(now);
                }
            });
        });
        Self { preferences, changing }
    }

    pub fn keep(self, keeping: Keeping, changes: PreferenceChanges) {
        keeping.is_kept.set(false);
        let question = self.changing.ask();
        keeping.attempt.start(change_preferences(changes), move |now| {
            if question.is_last() && !question.is_outdated() {
                self.preferences.set(now);
            }
            keeping.is_kept.try_set(true);
        });
    }
}

impl Keeping {
    /// Something is being typed that is not kept yet.
    pub fn begin(self) {
        self.is_kept.set(false);
    }

    /// Whether it was kept, or why not; what is one field's is said there.
    pub fn outcome(self) -> impl IntoView {
        let elsewhere = move || self.attempt.error.get().filter(|error| !is_at_a_field(error.field()));
        view! {
            {move || elsewhere().map(|error| view! { <ErrorNotice error /> })}
            {move || self.is_kept.get().then(|| view! { <Saved text="Saved" /> })}
        }
    }
}

fn is_at_a_field(field: Option<&str>) -> bool {
    field.is_some_and(|field| field.starts_with("quiet."))
}
