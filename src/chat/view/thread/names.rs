//! Who has reacted, by name. A large room names only some of its members: the others are asked for when one looks.

use super::OpenThread;
use crate::chat::read_members;
use crate::ids::UserId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::{BTreeMap, HashSet};

#[derive(Clone, Copy, Default)]
pub struct Names {
    told: RwSignal<BTreeMap<UserId, String>>,
    /// Each is asked for once: whoever has left the room has no name here.
    asked: StoredValue<HashSet<UserId>>,
}

impl OpenThread {
    /// What these people are called, in one line. Follows what is told of them.
    pub fn names_of(self, users: &[UserId], me: UserId) -> String {
        self.names.told.with(|told| self.thread.with_untracked(|thread| thread.names_of(users, me, told)))
    }

    /// Asks what those are called whose names are not known here.
    pub fn ask_names(self, users: &[UserId], me: UserId) {
        let Names { told, asked } = self.names;
        let unnamed = told.try_with_untracked(|told| {
            self.thread.try_with_untracked(|thread| (thread.room.id, thread.unnamed(users, me, told)))
        });
        let Some((room, unnamed)) = unnamed.flatten() else { return };
        let wanted: Vec<UserId> = asked
            .try_update_value(|asked| unnamed.into_iter().filter(|user| asked.insert(*user)).collect())
            .unwrap_or_default();
        if wanted.is_empty() {
            return;
        }
        spawn_local(async move {
            let Ok(members) = read_members(room, wanted.clone()).await else {
                // Whoever looks again asks again.
                asked.try_update_value(|asked| asked.retain(|user| !wanted.contains(user)));
                return;
            };
            told.try_update(|told| told.extend(members.into_iter().map(|member| (member.id, member.name))));
        });
    }
}
