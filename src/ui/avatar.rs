//! A person's picture, or their initials on a tone that is always the same for them.

use leptos::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    Small,
    Normal,
    Large,
    Huge,
}

const TONES: usize = 12;

/// `online`: a green or grey dot; without it there is none. The name is said by the text beside it.
#[component]
pub fn Avatar(
    #[prop(into)] initials: String,
    /// What the tone is chosen by.
    #[prop(into)]
    seed: String,
    #[prop(default = Size::Normal)] size: Size,
    #[prop(optional_no_strip, into)] online: Option<Signal<bool>>,
    /// Of several people: drawn with corners.
    #[prop(optional)]
    group: bool,
) -> impl IntoView {
    let tone = seed.bytes().fold(7_usize, |sum, byte| (sum * 31 + usize::from(byte)) % 4093) % TONES;
    let mut class = match size {
        Size::Small => "avatar avatar--small",
        Size::Normal => "avatar",
        Size::Large => "avatar avatar--large",
        Size::Huge => "avatar avatar--huge",
    }
    .to_owned();
    if group {
        class.push_str(" avatar--group");
    }
    let dot = move || online.map(|online| if online.get() { "yes" } else { "no" });
    view! {
        <span class=class data-tone=tone.to_string() data-online=dot aria-hidden="true">
            {initials}
        </span>
    }
}
