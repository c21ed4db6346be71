//! Answers may overtake each other and what happens meanwhile: only that of the last question counts, and where something
//! was heard since it was asked, it may be from before that.

use leptos::prelude::*;

/// The questions that are asked about one thing.
#[derive(Clone, Copy, Default)]
pub struct Questions {
    asked: StoredValue<u32>,
    heard: StoredValue<u32>,
}

/// One of them.
#[derive(Clone, Copy)]
pub struct Question {
    about: Questions,
    number: Option<u32>,
    heard: Option<u32>,
}

impl Questions {
    pub fn ask(self) -> Question {
        let number = self.asked.try_update_value(|asked| {
            *asked += 1;
            *asked
        });
        Question { about: self, number, heard: self.heard.try_get_value() }
    }

    /// What is being asked is known better already.
    pub fn outdate(self) {
        self.ask();
    }

    /// Something happened that the answer to what is being asked may not tell.
    pub fn hear(self) {
        self.heard.try_update_value(|heard| *heard += 1);
    }
}

impl Question {
    /// Whether no other was asked since, and whoever asked is still there.
    pub fn is_last(self) -> bool {
        self.number.is_some() && self.about.asked.try_get_value() == self.number
    }

    /// Whether something was heard since.
    pub fn is_outdated(self) -> bool {
        self.about.heard.try_get_value() != self.heard
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_one_counts() {
        let owner = Owner::new();
        owner.set();
        let questions = Questions::default();
        let first = questions.ask();
        assert!(first.is_last());
        let second = questions.ask();
        assert!(!first.is_last() && second.is_last());
        owner.cleanup();
        assert!(!second.is_last(), "the page that asked is gone");
    }

    #[test]
    fn what_was_heard_since_may_be_missing_in_the_answer() {
        let owner = Owner::new();
        owner.set();
        let questions = Questions::default();
        questions.hear();
        let question = questions.ask();
        assert!(!question.is_outdated());
        questions.hear();
        assert!(question.is_outdated() && question.is_last());
        assert!(!questions.ask().is_outdated());
    }
}
