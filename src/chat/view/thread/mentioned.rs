//! In a crowd: who is mentioned in what is loaded. The room names only some of those who can be.

use super::OpenThread;
use super::later::Later;
use crate::chat::names_mentioned;
use crate::time::Moment;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::HashSet;

/// A message as it was written: its number, and when it was edited last.
type Writing = (i64, Option<Moment>);

#[derive(Clone, Copy)]
struct Asking {
    open: OpenThread,
    /// What may mention somebody whose name is not known here, by number.
    unnamed: Memo<Vec<Writing>>,
    /// What was asked about already: an `@` may be followed by no name at all.
    asked: StoredValue<HashSet<Writing>>,
    later: Later,
}

/// Asks for their names whenever other messages are loaded that may mention somebody. Where it fails, a mention of
/// somebody whom the room does not name looks like other words, until there are more.
pub fn follow_mentions(open: OpenThread) {
    let unnamed =
        Memo::new(move |_| open.mentioned.with(|told| open.thread.with(|thread| thread.unnamed_mentions(told))));
    let asking = Asking { open, unnamed, asked: StoredValue::default(), later: Later::default() };
    // `before`: the number of the last message when this was looked at before.
    Effect::new(move |before: Option<i64>| {
        let fresh = asking.not_asked(asking.unnamed.try_get().unwrap_or_default());
        // What is said or edited now comes to every page at once; what somebody opens or leafs to, to theirs alone.
        let is_news = |(number, edited): &Writing| before.is_some_and(|before| *number > before || edited.is_some());
        if !fresh.iter().all(is_news) {
            asking.ask();
        } else if !fresh.is_empty() {
            asking.later.run(move || asking.ask());
        }
        open.thread.try_with_untracked(|thread| thread.room.last_number).unwrap_or_default()
    });
}

impl Asking {
    fn not_asked(self, writings: Vec<Writing>) -> Vec<Writing> {
        let fresh = |asked: &HashSet<Writing>| writings.into_iter().filter(|one| !asked.contains(one)).collect();
        self.asked.try_with_value(fresh).unwrap_or_default()
    }

    fn ask(self) {
        let fresh = self.not_asked(self.unnamed.try_get_untracked().unwrap_or_default());
        let ends = fresh.first().zip(fresh.last()).map(|(first, last)| (first.0, last.0));
        let room = self.open.thread.try_with_untracked(|thread| thread.room.id);
        let (Some((from, to)), Some(room)) = (ends, room) else { return };
        self.asked.try_update_value(|asked| asked.extend(fresh.iter().copied()));
        spawn_local(async move {
            let Ok(names) = names_mentioned(room, from, to).await else {
                self.asked.try_update_value(|asked| asked.retain(|one| !fresh.contains(one)));
                return;
            };
            self.open.mentioned.try_maybe_update(|known| {
                let new: Vec<String> = names.into_iter().filter(|name| !known.contains(name)).collect();
                let has_new = !new.is_empty();
                known.extend(new);
                (has_new, ())
            });
        });
    }
}
