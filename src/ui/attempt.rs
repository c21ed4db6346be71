//! Something that is being done on the server: busy until it answers, with the reason where it was refused.

use super::Questions;
use crate::error::{AppError, Result};
use leptos::prelude::*;
use leptos::task::spawn_local;

#[derive(Clone, Copy, Default)]
pub struct Attempt {
    pub busy: RwSignal<bool>,
    pub error: RwSignal<Option<AppError>>,
    questions: Questions,
}

impl Attempt {
    /// Does the work, and what follows where it succeeds. What belongs to a page that was left meanwhile is let be.
    pub fn start<T: 'static>(self, work: impl Future<Output = Result<T>> + 'static, done: impl FnOnce(T) + 'static) {
        self.run(work, done, || true);
    }

    /// As `start`, for what reads something: where it was asked again meanwhile, the answer is let be.
    pub fn read<T: 'static>(self, reading: impl Future<Output = Result<T>> + 'static, done: impl FnOnce(T) + 'static) {
        let question = self.questions.ask();
        self.run(reading, done, move || question.is_last());
    }

    fn run<T: 'static>(
        self,
        work: impl Future<Output = Result<T>> + 'static,
        done: impl FnOnce(T) + 'static,
        counts: impl Fn() -> bool + 'static,
    ) {
        self.busy.set(true);
        self.error.set(None);
        spawn_local(async move {
            let outcome = work.await;
            if !counts() {
                return;
            }
            self.busy.try_set(false);
            match outcome {
                Ok(value) => done(value),
                Err(error) => {
                    self.error.try_set(Some(error));
                }
            }
        });
    }
}
