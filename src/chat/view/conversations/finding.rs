//! What the list asks the server for beyond the rooms that are here: older ones, and those that are looked for.

use crate::chat::view::Chat;
use crate::chat::{Room, RoomsPage, Shown, find_conversations};
use crate::error::AppError;
use crate::ids::{CourseId, RoomId};
use crate::ui::Questions;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::HashSet;
use std::time::Duration;

/// The server is asked when nothing was typed for this long.
const PAUSE: Duration = Duration::from_millis(250);

#[derive(Clone, Copy)]
pub struct Finding {
    chat: Chat,
    pub text: RwSignal<String>,
    pub shown: RwSignal<Shown>,
    /// Only what is about this course.
    pub course: RwSignal<Option<CourseId>>,
    /// Whether the server is being asked, or is about to be.
    pub busy: RwSignal<bool>,
    /// Why it did not answer. Until it is tried again, the list does not go on by itself.
    pub error: RwSignal<Option<AppError>>,
    /// What the server found for this text.
    found: RwSignal<HashSet<RoomId>>,
    /// Where what it has found goes on.
    next: RwSignal<Option<String>>,
    /// From where the server was asked last.
    asked_from: StoredValue<Option<String>>,
    questions: Questions,
}

impl Finding {
    pub fn new(chat: Chat) -> Self {
        Self {
            chat,
            text: RwSignal::default(),
            shown: RwSignal::default(),
            course: RwSignal::default(),
            busy: RwSignal::new(false),
            error: RwSignal::new(None),
            found: RwSignal::default(),
            next: RwSignal::default(),
            asked_from: StoredValue::default(),
            questions: Questions::default(),
        }
    }

    pub fn lets(self, room: &Room, wanted: &str) -> bool {
        let is_found = || {
            room.name_for(self.chat.me).to_lowercase().contains(wanted)
                || self.found.with(|found| found.contains(&room.id))
        };
        let is_about = |course| room.course().is_some_and(|about| about.id == course);
        self.shown.get().lets(room) && self.course.get().is_none_or(is_about) && (wanted.is_empty() || is_found())
    }

    pub fn has_more(self) -> bool {
        if self.is_whole_list() { self.next_of_list().is_some() } else { self.next.with(Option::is_some) }
    }

    pub fn search_for(self, text: String) {
        self.text.set(text);
        self.begin(PAUSE);
    }

    pub fn show(self, shown: Shown) {
        self.shown.set(shown);
        self.begin(Duration::ZERO);
    }

    pub fn show_course(self, course: Option<CourseId>) {
        self.course.set(course);
        self.begin(Duration::ZERO);
    }

    pub fn more(self) {
        let from = if self.is_whole_list() { self.next_of_list() } else { self.next.get_untracked() };
        if from.is_some() && !self.busy.get_untracked() && self.error.with_untracked(Option::is_none) {
            self.ask(from);
        }
    }

    /// Asks again for what could not be had.
    pub fn try_again(self) {
        if self.is_whole_list() {
            self.error.set(None);
            self.more();
        } else {
            self.ask(self.asked_from.get_value());
        }
    }

    fn begin(self, pause: Duration) {
        let waiting = self.questions.ask();
        self.found.set(HashSet::new());
        self.next.set(None);
        self.busy.set(false);
        self.error.set(None);
        // Without a text, what fits a filter may be here already, all of it.
        let is_here = self.text.with_untracked(|text| text.trim().is_empty()) && self.next_of_list().is_none();
        if is_here || self.is_whole_list() {
            return;
        }
        self.busy.set(true);
        set_timeout(
            move || {
                if waiting.is_last() {
                    self.ask(None);
                }
            },
            pause,
        );
    }

    fn ask(self, from: Option<String>) {
        let question = self.questions.ask();
        let (text, shown) = (self.text.get_untracked().trim().to_owned(), self.shown.get_untracked());
        let course = self.course.get_untracked();
        self.asked_from.set_value(from.clone());
        self.busy.set(true);
        self.error.set(None);
        spawn_local(async move {
            let answer = find_conversations(text, shown, course, from.clone()).await;
            if !question.is_last() {
                return;
            }
            self.busy.set(false);
            // The list was read anew meanwhile, and ends elsewhere.
            if self.is_whole_list() && self.next_of_list() != from {
                return;
            }
            match answer {
                Ok(page) => self.take(page),
                Err(error) => self.error.set(Some(error)),
            }
        });
    }

    fn take(self, page: RoomsPage) {
        let is_whole_list = self.is_whole_list();
        self.found.update(|found| found.extend(page.rooms.iter().map(|room| room.id)));
        self.next.set(page.next.clone());
        self.chat.conversations.update(|list| {
            list.add(page.rooms);
            if is_whole_list {
                list.next = page.next;
            }
        });
    }

    fn is_whole_list(self) -> bool {
        self.shown.get() == Shown::All && self.course.get().is_none() && self.text.with(|text| text.trim().is_empty())
    }

    fn next_of_list(self) -> Option<String> {
        self.chat.conversations.with(|list| list.next.clone())
    }
}
