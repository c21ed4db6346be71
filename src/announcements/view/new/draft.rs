//! What is typed so far. It stays when it is refused, and on this device until it is sent.

use crate::announcements::{Cohort, CohortChoice, NewAnnouncement};
use crate::error::{AppError, Result};
use crate::ids::{AnnouncementId, UserId};
use crate::time::{Moment, read_local};
use crate::ui::KeptForm;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy)]
pub struct Draft {
    /// Made with the first try, so that a repeat tells nobody twice.
    id: RwSignal<Option<AnnouncementId>>,
    pub title: RwSignal<String>,
    pub body: RwSignal<String>,
    pub cohort: RwSignal<Cohort>,
    pub asks: RwSignal<bool>,
    /// By the clock of whoever writes, as `2026-11-20T14:30`.
    pub deadline: RwSignal<String>,
    choices: StoredValue<Vec<CohortChoice>>,
    kept: StoredValue<KeptForm>,
}

/// What the browser keeps of it.
#[derive(PartialEq, Serialize, Deserialize)]
struct Begun {
    id: Option<AnnouncementId>,
    title: String,
    body: String,
    cohort: Cohort,
    asks: bool,
    deadline: String,
}

impl Draft {
    pub fn new(me: UserId, choices: Vec<CohortChoice>) -> Self {
        let first = choices.first().map_or(Cohort::Everyone, |choice| choice.cohort);
        let kept = KeptForm::of(me, "announcement");
        let draft = Self {
            id: RwSignal::new(None),
            title: RwSignal::default(),
            body: RwSignal::default(),
            cohort: RwSignal::new(first),
            asks: RwSignal::new(false),
            deadline: RwSignal::default(),
            choices: StoredValue::new(choices),
            kept: StoredValue::new(kept.clone()),
        };
        let blank = untrack(|| draft.begun());
        kept.follow(blank, move || draft.begun(), move |begun| draft.take_up(begun));
        draft
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

    /// Where it is kept, to be forgotten once it is sent.
    pub fn kept(self) -> KeptForm {
        self.kept.get_value()
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
        let id = self.id.get_untracked().unwrap_or_else(AnnouncementId::new);
        self.id.set(Some(id));
        id
    }

    fn begun(self) -> Begun {
        Begun {
            id: self.id.get(),
            title: self.title.get(),
            body: self.body.get(),
            cohort: self.cohort.get(),
            asks: self.asks.get(),
            deadline: self.deadline.get(),
        }
    }

    /// A course or a practitioner may be gone meanwhile.
    fn take_up(self, begun: Begun) {
        self.id.set(begun.id);
        self.title.set(begun.title);
        self.body.set(begun.body);
        self.choose(&begun.cohort.key());
        self.asks.set(begun.asks);
        self.deadline.set(begun.deadline);
    }
}
