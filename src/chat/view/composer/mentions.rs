//! Mentioning a member: behind an `@`, the names that fit are offered. In a crowd the server knows them.

use super::Input;
use crate::chat::view::thread::OpenThread;
use crate::chat::view::use_chat;
use crate::chat::{find_members, mention_before};
use crate::ids::{RoomId, UserId};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// Names offered at once.
const OFFERED: usize = 6;
/// The id of the list, by which the input tells assistive technology of it.
pub const LIST: &str = "mentions";
/// The server is asked when nothing was typed for this long.
const PAUSE: Duration = Duration::from_millis(200);

#[derive(Clone, Copy)]
pub struct Mentions {
    me: UserId,
    open: OpenThread,
    input: Input,
    /// The names that fit what stands behind the `@`.
    offered: RwSignal<Vec<String>>,
    chosen: RwSignal<usize>,
    /// What was typed behind the `@` when it was looked at last.
    wanted: StoredValue<Option<String>>,
    /// Counts what was asked of the server, so that the answer to something older is let be.
    asked: StoredValue<u64>,
}

impl Mentions {
    pub fn new(open: OpenThread, input: Input) -> Self {
        Self {
            me: use_chat().me,
            open,
            input,
            offered: RwSignal::default(),
            chosen: RwSignal::new(0),
            wanted: StoredValue::new(None),
            asked: StoredValue::new(0),
        }
    }

    /// Looks at what stands before the caret, where that has changed: a key that only moved in the list, or closed it,
    /// asks for nothing new.
    pub fn look(self) {
        let wanted = self.before_caret().and_then(|before| mention_before(&before).map(str::to_owned));
        if self.wanted.with_value(|before| *before == wanted) {
            return;
        }
        self.wanted.set_value(wanted.clone());
        self.asked.update_value(|asked| *asked += 1);
        let crowd = self.open.thread.with_untracked(|thread| thread.room.is_crowd().then_some(thread.room.id));
        match (wanted, crowd) {
            (None, _) => self.offer(Vec::new()),
            (Some(wanted), None) => self.offer(self.known(&wanted)),
            (Some(wanted), Some(room)) => self.ask(room, wanted),
        }
    }

    /// Those whom the room names. In a room of two there is nobody to single out.
    fn known(self, wanted: &str) -> Vec<String> {
        self.open.thread.with_untracked(|thread| {
            let others = thread.room.others(self.me).map(|member| member.user.name.clone());
            let names = others.filter(|name| fits(name, wanted)).take(OFFERED);
            if thread.room.member_count > 2 { names.collect() } else { Vec::new() }
        })
    }

    /// What is offered stays where it still fits, until the server has answered. Where it does not answer, there are
    /// those whom the room names.
    fn ask(self, room: RoomId, wanted: String) {
        let mut kept = self.offered.get_untracked();
        kept.retain(|name| fits(name, &wanted));
        self.offer(kept);
        let asked = self.asked.get_value();
        // False, too, when the room was left meanwhile.
        let is_current = move || self.asked.try_get_value() == Some(asked);
        let look_for = async move {
            let found = find_members(room, wanted.clone()).await;
            if is_current() {
                let names = found.map(|people| people.into_iter().map(|person| person.name).collect());
                self.offer(names.unwrap_or_else(|_| self.known(&wanted)));
            }
        };
        set_timeout(
            move || {
                if is_current() {
                    spawn_local(look_for);
                }
            },
            PAUSE,
        );
    }

    fn offer(self, names: Vec<String>) {
        if self.offered.with_untracked(|offered| *offered != names) {
            self.chosen.set(0);
            self.offered.set(names);
        }
    }

    pub fn is_open(self) -> bool {
        self.offered.with(|offered| !offered.is_empty())
    }

    /// The id of the name that is chosen, while there are any.
    pub fn chosen_id(self) -> Option<String> {
        self.is_open().then(|| id_of(self.chosen.get()))
    }

    /// Whether the key was for the list.
    pub fn takes(self, event: &KeyboardEvent) -> bool {
        let count = self.offered.with_untracked(Vec::len);
        if count == 0 {
            return false;
        }
        match event.key().as_str() {
            "ArrowDown" => self.chosen.update(|chosen| *chosen = (*chosen + 1) % count),
            "ArrowUp" => self.chosen.update(|chosen| *chosen = (*chosen + count - 1) % count),
            "Enter" | "Tab" => self.pick(self.chosen.get_untracked()),
            "Escape" => self.close(),
            _ => return false,
        }
        true
    }

    /// Puts the name in the place of what was typed of it.
    fn pick(self, place: usize) {
        let name = self.offered.with_untracked(|offered| offered.get(place).cloned());
        let (Some(name), Some(before), Some(input)) = (name, self.before_caret(), self.input.get_untracked()) else {
            return;
        };
        let typed = mention_before(&before).map_or(0, str::len);
        let after = input.value()[before.len()..].to_owned();
        let start = format!("{}{name} ", &before[..before.len() - typed]);
        input.set_value(&format!("{start}{after}"));
        let caret = u32::try_from(start.encode_utf16().count()).unwrap_or(0);
        input.set_selection_range(caret, caret).ok();
        input.focus().ok();
        self.close();
    }

    /// An answer that is still on its way does not open it again.
    fn close(self) {
        self.asked.update_value(|asked| *asked += 1);
        self.offered.set(Vec::new());
    }

    fn before_caret(self) -> Option<String> {
        let input = self.input.get_untracked()?;
        let caret = input.selection_start().ok().flatten()? as usize;
        Some(String::from_utf16_lossy(&input.value().encode_utf16().take(caret).collect::<Vec<_>>()))
    }
}

fn id_of(place: usize) -> String {
    format!("{LIST}-{place}")
}

/// Whether the name, or a word of it, begins with what was typed.
fn fits(name: &str, typed: &str) -> bool {
    let (name, typed) = (name.to_lowercase(), typed.to_lowercase());
    name.starts_with(&typed) || name.split_whitespace().any(|word| word.starts_with(&typed))
}

#[component]
pub fn MentionList(mentions: Mentions, on_pick: impl Fn() + Copy + Send + Sync + 'static) -> impl IntoView {
    move || {
        let names = mentions.offered.get();
        (!names.is_empty()).then(|| {
            let options = names.into_iter().enumerate().map(|(place, name)| {
                view! {
                    <li
                        role="option"
                        id=id_of(place)
                        class="mentions__name"
                        aria-selected=move || (mentions.chosen.get() == place).to_string()
                        on:pointerdown=move |event| {
                            event.prevent_default();
                            mentions.pick(place);
                            on_pick();
                        }
                    >
                        {name}
                    </li>
                }
            });
            view! {
                <ul class="mentions" role="listbox" id=LIST aria-label="Mention">
                    {options.collect_view()}
                </ul>
            }
        })
    }
}
