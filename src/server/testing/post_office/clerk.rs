//! Who takes the letters, and the book they are kept in.

use super::{PASSWORD, USER};
use mail_parser::{Message, MessageParser};
use mailin::response::{AUTH_OK, INVALID_CREDENTIALS, OK};
use mailin::{Handler, Response};
use std::borrow::Cow;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::watch;

/// A letter that was taken.
#[derive(Clone, Debug)]
pub struct Arrived {
    pub to: Vec<String>,
    pub raw: Vec<u8>,
}

impl Arrived {
    pub fn read(&self) -> Option<Message<'_>> {
        MessageParser::default().parse(&self.raw)
    }

    pub fn subject(&self) -> String {
        self.read().and_then(|letter| letter.subject().map(str::to_owned)).unwrap_or_default()
    }

    /// The part without formatting.
    pub fn text(&self) -> String {
        self.read().and_then(|letter| letter.body_text(0).map(Cow::into_owned)).unwrap_or_default()
    }

    pub fn html(&self) -> String {
        self.read().and_then(|letter| letter.body_html(0).map(Cow::into_owned)).unwrap_or_default()
    }

    /// A header as it came, without what it is called.
    pub fn header(&self, name: &str) -> String {
        let raw = self.read().and_then(|letter| letter.header_raw(name).map(|text| text.trim().to_owned()));
        raw.unwrap_or_default()
    }
}

struct Rule {
    address: String,
    code: u16,
    words: String,
    times: u32,
}

/// What it says once it has a letter's text.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum Manner {
    #[default]
    Confirms,
    /// Nothing yet.
    Ponders,
    /// Nothing, and it hangs up.
    HangsUp,
}

#[derive(Default)]
pub struct Book {
    rules: Mutex<Vec<Rule>>,
    letters: Mutex<Vec<Arrived>>,
    count: watch::Sender<usize>,
    manner: watch::Sender<Manner>,
}

impl Book {
    pub fn add_rule(&self, address: &str, (code, words): (u16, &str), times: u32) {
        let rule = Rule { address: address.into(), code, words: words.into(), times };
        self.rules.lock().unwrap_or_else(PoisonError::into_inner).push(rule);
    }

    pub fn letters(&self) -> Vec<Arrived> {
        self.letters.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn watch(&self) -> watch::Receiver<usize> {
        self.count.subscribe()
    }

    pub fn count(&self) -> usize {
        *self.count.borrow()
    }

    pub fn set_manner(&self, manner: Manner) {
        self.manner.send_replace(manner);
    }

    /// Whether a letter that was taken is confirmed, once that is decided.
    pub async fn confirms(&self) -> bool {
        let mut manner = self.manner.subscribe();
        let decided = manner.wait_for(|manner| *manner != Manner::Ponders).await;
        decided.is_ok_and(|manner| *manner == Manner::Confirms)
    }

    fn answer_to(&self, address: &str) -> Response {
        let mut rules = self.rules.lock().unwrap_or_else(PoisonError::into_inner);
        match rules.iter_mut().find(|rule| rule.address == address && rule.times > 0) {
            Some(rule) => {
                rule.times -= 1;
                Response::custom(rule.code, rule.words.clone())
            }
            None => OK,
        }
    }

    fn enter(&self, letter: Arrived) {
        let mut letters = self.letters.lock().unwrap_or_else(PoisonError::into_inner);
        letters.push(letter);
        self.count.send_replace(letters.len());
    }
}

/// Serves one connection.
pub struct Clerk {
    book: Arc<Book>,
    to: Vec<String>,
    raw: Vec<u8>,
}

impl Clerk {
    pub fn new(book: Arc<Book>) -> Self {
        Self { book, to: Vec::new(), raw: Vec::new() }
    }
}

impl Handler for Clerk {
    fn rcpt(&mut self, to: &str) -> Response {
        self.book.answer_to(to)
    }

    fn data_start(&mut self, _: &str, _: &str, _: bool, to: &[String]) -> Response {
        (self.to, self.raw) = (to.to_vec(), Vec::new());
        OK
    }

    fn data(&mut self, line: &[u8]) -> std::io::Result<()> {
        self.raw.extend_from_slice(line);
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        self.book.enter(Arrived { to: std::mem::take(&mut self.to), raw: std::mem::take(&mut self.raw) });
        OK
    }

    fn auth_plain(&mut self, _: &str, user: &str, password: &str) -> Response {
        if (user, password) == (USER, PASSWORD) { AUTH_OK } else { INVALID_CREDENTIALS }
    }
}
