//! What becomes of what was written here when its writer signs out. What was begun is forgotten: somebody else may use
//! this browser next. What was sent stays until the server has it.

use super::desk::Desks;
use super::{Chat, kept, use_chat};
use crate::chat::Outbox;
use leptos::prelude::*;

#[derive(Clone, Copy)]
pub struct Leaving {
    chat: Chat,
    desks: Desks,
}

pub fn use_leaving() -> Leaving {
    Leaving { chat: use_chat(), desks: expect_context() }
}

impl Leaving {
    /// Messages that were sent in this browser and that the server does not have.
    pub fn unsent(self) -> usize {
        kept::all_pending(self.chat.me).len() + self.chat.outbox.with_untracked(Outbox::unkept)
    }

    pub fn forget_begun(self) {
        self.desks.clear();
        kept::forget_all_begun(self.chat.me);
    }
}
