//! What is typed so far. It stays when it is refused.

use crate::announcements::{Cohort, CohortChoice, NewAnnouncement};
use crate::error::{AppError, Result};
use crate::ids::AnnouncementId;
use crate::time::{Moment, read_local};
use leptos::prelude::*;

#[derive(Clone, Copy)]
pub struct Draft {
    /// Made with the first try, so that a repeat tells nobody twice.
    id: StoredValue<Option<AnnouncementId>>,
    pub title: RwSignal<String>,
    pub body: RwSignal<String>,
    pub cohort: RwSignal<Cohort>,
    pub asks: RwSignal<bool>,
    /// By the clock of whoever writes, as `2026-11-20T14:30`.
    pub deadline: RwSignal<String>,
    choices: StoredValue<Vec<CohortChoice>>,
}

impl Draft {
    pub fn new(choices: Vec<CohortChoice>) -> Self {
        let first = choices.first().map_or(Cohort::Everyone, |choice| choice.cohort);
        Self {
            id: StoredValue::new(None),
            title: RwSignal::default(),
            body: RwSignal::default(),
            cohort: RwSignal::new(first),
            asks: RwSignal::new(false),
            deadline: RwSignal::default(),
            choices: StoredValue::new(choices),
        }
    }

    pub fn choose(self, key: &str) {
        let chosen = self.choices.with_value(|all| all.iter().map(|one| one.cohort).find(|one| one.key() == key));
        if let Some(cohort) = chosen {
            self.cohort.set(cohort);
        }
    }

    /// The announcement, or which field has to be another. `zone`: of whoever writes.
    pub fn read(self, zone: &str) -> Result<NewAnnouncement> {
        let new = NewAnnouncement {
            id: Some(self.id()),
            title: self.title.get_untracked(),
            body: self.body.get_untracked(),
            cohort: self.cohort.get_untracked(),
            asks_acknowledgement: self.asks.get_untracked(),
            deadline: self.deadline(zone)?,
        };
        new.checked(Moment::now())
    }

    /// None where nothing is asked, or no end is set.
    fn deadline(self, zone: &str) -> Result<Option<Moment>> {
        let typed = self.deadline.get_untracked();
        if !self.asks.get_untracked() || typed.trim().is_empty() {
            return Ok(None);
        }
        let read = read_local(&typed, zone);
        read.map(Some).ok_or_else(|| AppError::invalid("deadline", "Please choose a date and a time."))
    }

    fn id(self) -> AnnouncementId {
        let id = self.id.get_value().unwrap_or_else(AnnouncementId::new);
        self.id.set_value(Some(id));
        id
    }
}
