//! What is read again while the page that shows it stays as it is, with all that is open and typed in it.

use super::Questions;
use crate::error::{AppError, Result};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What was read last, once something was; of answers that overtake each other, the latest question's counts.
pub struct Latest<T: Send + Sync + 'static> {
    value: RwSignal<Option<T>>,
    questions: Questions,
}

impl<T: Send + Sync + 'static> Clone for Latest<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Latest<T> {}

impl<T: Send + Sync + 'static> Default for Latest<T> {
    fn default() -> Self {
        Self { value: RwSignal::new(None), questions: Questions::default() }
    }
}

impl<T: Clone + PartialEq + Send + Sync + 'static> Latest<T> {
    /// Reads it again. Where that fails the page keeps what it shows, and `refused` hears why.
    pub fn ask(self, reading: impl Future<Output = Result<T>> + 'static, refused: impl FnOnce(AppError) + 'static) {
        let question = self.questions.ask();
        spawn_local(async move {
            let answer = reading.await;
            if !question.is_last() {
                return;
            }
            match answer {
                Ok(value) => self.value.set(Some(value)),
                Err(error) => refused(error),
            }
        });
    }

    /// What was read last, where it `is_that`; else what the page came with.
    pub fn or(self, first: T, is_that: impl Fn(&T) -> bool + Send + Sync + 'static) -> Memo<T> {
        Memo::new(move |_| self.value.get().filter(|value| is_that(value)).unwrap_or_else(|| first.clone()))
    }

    /// Hears every answer, also one that says the same as before.
    pub fn each(self, hear: impl Fn(T) + 'static) {
        Effect::new(move |_| {
            if let Some(value) = self.value.get() {
                untrack(|| hear(value));
            }
        });
    }
}
