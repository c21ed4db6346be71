//! What is looked for, and what has been found so far. It waits until one pauses in typing, and drops answers to what
//! is no longer asked.

use crate::chat::{Found, Hit, QUERY_AT_LEAST, check_query, search_messages};
use crate::error::AppError;
use crate::ids::{MessageId, RoomId};
use crate::ui::{Question, Questions};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

const PAUSE: Duration = Duration::from_millis(250);

#[derive(Clone, Copy)]
pub struct Finder {
    /// `None`: all of one's rooms.
    room: Option<RoomId>,
    query: StoredValue<String>,
    pub stage: RwSignal<Stage>,
    pub hits: RwSignal<Vec<Hit>>,
    pub next: RwSignal<Option<MessageId>>,
    questions: Questions,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Nothing is looked for.
    Idle,
    Looking,
    /// Looking for what comes after the hits.
    LookingFurther,
    Done,
    Failed(AppError),
}

impl Finder {
    pub fn new(room: Option<RoomId>) -> Self {
        Self {
            room,
            query: StoredValue::default(),
            stage: RwSignal::new(Stage::Idle),
            hits: RwSignal::default(),
            next: RwSignal::new(None),
            questions: Questions::default(),
        }
    }

    /// Takes what is in the search box now.
    pub fn look_for(self, text: &str) {
        let question = self.questions.ask();
        if text.trim().chars().count() < QUERY_AT_LEAST {
            return self.show(Stage::Idle, Found::default());
        }
        match check_query(text) {
            Ok(query) => {
                self.query.set_value(query);
                self.show(Stage::Looking, Found::default());
                set_timeout(move || self.fetch(question, None), PAUSE);
            }
            Err(refusal) => self.show(Stage::Failed(refusal), Found::default()),
        }
    }

    /// The next page; after an error, what could not be had.
    pub fn look_further(self) {
        let before = self.next.get_untracked();
        self.stage.set(if before.is_some() { Stage::LookingFurther } else { Stage::Looking });
        self.fetch(self.questions.ask(), before);
    }

    fn fetch(self, question: Question, before: Option<MessageId>) {
        if !question.is_last() {
            return;
        }
        let query = self.query.get_value();
        spawn_local(async move {
            let answer = search_messages(query, self.room, before).await;
            if !question.is_last() {
                return;
            }
            match answer {
                Ok(found) => self.add(found),
                Err(error) => self.stage.set(Stage::Failed(error)),
            }
        });
    }

    fn add(self, found: Found) {
        self.hits.update(|hits| hits.extend(found.hits));
        self.next.set(found.next);
        self.stage.set(Stage::Done);
    }

    fn show(self, stage: Stage, found: Found) {
        self.hits.set(found.hits);
        self.next.set(found.next);
        self.stage.set(stage);
    }
}
