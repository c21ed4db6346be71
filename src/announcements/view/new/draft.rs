//! What is typed so far. It stays when it is refused.

use crate::announcements::{Cohort, CohortChoice, Due, NewAnnouncement};
use crate::error::{AppError, Result};
use crate::ids::AnnouncementId;
use crate::time::WallTime;
use leptos::prelude::*;

#[derive(Clone, Copy)]
pub struct Draft {
    /// Made with the first try, so that a repeat tells nobody twice.
    id: StoredValue<Option<AnnouncementId>>,
    pub title: RwSignal<String>,
    pub body: RwSignal<String>,
    pub cohort: RwSignal<Cohort>,
    pub asks: RwSignal<bool>,
    pub day: RwSignal<String>,
    pub clock: RwSignal<String>,
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
            day: RwSignal::default(),
            clock: RwSignal::new("18:00".into()),
            choices: StoredValue::new(choices),
        }
    }

    pub fn choose(self, key: &str) {
        let chosen = self.choices.with_value(|all| all.iter().map(|one| one.cohort).find(|one| one.key() == key));
        if let Some(cohort) = chosen {
            self.cohort.set(cohort);
        }
    }

    /// The announcement with its deadline, or which field has to be another.
    pub fn read(self) -> Result<(NewAnnouncement, Option<Due>)> {
        let new = NewAnnouncement {
            id: Some(self.id()),
            title: self.title.get_untracked(),
            body: self.body.get_untracked(),
            cohort: self.cohort.get_untracked(),
            asks_acknowledgement: self.asks.get_untracked(),
            deadline: None,
        };
        let due = self.due()?;
        // Whether the deadline lies ahead, the server says.
        Ok((new.checked(crate::time::Moment::from_unix_millis(0))?, due))
    }

    fn due(self) -> Result<Option<Due>> {
        let day = self.day.get_untracked();
        if !self.asks.get_untracked() || day.trim().is_empty() {
            return Ok(None);
        }
        let at = WallTime::parse(&self.clock.get_untracked());
        let at = at.ok_or_else(|| AppError::invalid("deadline", "Please give a time of day, as 18:00."))?;
        Ok(Some(Due { day, at }))
    }

    fn id(self) -> AnnouncementId {
        let id = self.id.get_value().unwrap_or_else(AnnouncementId::new);
        self.id.set_value(Some(id));
        id
    }
}
