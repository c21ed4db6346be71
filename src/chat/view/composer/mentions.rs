//! Mentioning a member: behind an `@`, the names that fit are offered.

use super::Input;
use crate::chat::mention_before;
use crate::chat::view::thread::OpenThread;
use crate::chat::view::use_chat;
use crate::ids::UserId;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// Names offered at once.
const OFFERED: usize = 6;

#[derive(Clone, Copy)]
pub struct Mentions {
    me: UserId,
    open: OpenThread,
    input: Input,
    /// The names that fit what stands behind the `@`.
    offered: RwSignal<Vec<String>>,
    chosen: RwSignal<usize>,
}

impl Mentions {
    pub fn new(open: OpenThread, input: Input) -> Self {
        Self { me: use_chat().me, open, input, offered: RwSignal::default(), chosen: RwSignal::new(0) }
    }

    /// Looks at what stands before the caret. In a room of two there is nobody to single out.
    pub fn look(self) {
        let wanted = self.before_caret().and_then(|before| mention_before(&before).map(str::to_lowercase));
        let me = self.me;
        let names = wanted.map(|wanted| {
            self.open.thread.with_untracked(|thread| {
                let others = thread.room.others(me).map(|member| member.user.name.clone());
                let fits = |name: &String| {
                    name.to_lowercase().split_whitespace().any(|word| word.starts_with(&wanted))
                        || name.to_lowercase().starts_with(&wanted)
                };
                if thread.room.member_count > 2 { others.filter(fits).take(OFFERED).collect() } else { Vec::new() }
            })
        });
        let names = names.unwrap_or_default();
        if self.offered.with_untracked(|offered| *offered != names) {
            self.chosen.set(0);
            self.offered.set(names);
        }
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
            "Escape" => self.offered.set(Vec::new()),
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
        self.offered.set(Vec::new());
    }

    fn before_caret(self) -> Option<String> {
        let input = self.input.get_untracked()?;
        let caret = input.selection_start().ok().flatten()? as usize;
        Some(String::from_utf16_lossy(&input.value().encode_utf16().take(caret).collect::<Vec<_>>()))
    }
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
            view! { <ul class="mentions" role="listbox" aria-label="Mention">{options.collect_view()}</ul> }
        })
    }
}
