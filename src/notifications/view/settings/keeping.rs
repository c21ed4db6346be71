//! What is chosen, as the server has it, and keeping a change.

use crate::live::event::{self, Incoming};
use crate::live::use_live;
use crate::notifications::{Event, PreferenceChanges, Preferences, change_preferences};
use crate::ui::{Attempt, ErrorNotice, Saved};
use leptos::prelude::*;

#[derive(Clone, Copy)]
pub struct Chosen {
    pub preferences: RwSignal<Preferences>,
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
        let preferences = RwSignal::new(first);
        use_live().listen(move |incoming| {
            if let Incoming::Event(event::Event::Notifications(Event::SettingsChanged { preferences: now })) = incoming
            {
                preferences.set((**now).clone());
            }
        });
        Self { preferences }
    }

    pub fn keep(self, keeping: Keeping, changes: PreferenceChanges) {
        keeping.is_kept.set(false);
        keeping.attempt.start(change_preferences(changes), move |now| {
            self.preferences.try_set(now);
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
