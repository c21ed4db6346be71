//! Buttons.

use leptos::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    Plain,
    Accent,
    Quiet,
    Alarm,
}

/// A button that does something on this page. While `busy` it cannot be pressed again.
#[component]
pub fn Button(
    children: Children,
    on_press: impl Fn() + 'static,
    #[prop(default = Look::Plain)] look: Look,
    #[prop(optional)] small: bool,
    #[prop(optional, into)] busy: Signal<bool>,
) -> impl IntoView {
    let mut class = match look {
        Look::Plain => "button".to_owned(),
        Look::Accent => "button button--accent".to_owned(),
        Look::Quiet => "button button--quiet".to_owned(),
        Look::Alarm => "button button--alarm".to_owned(),
    };
    if small {
        class.push_str(" button--small");
    }
    view! {
        <button type="button" class=class disabled=move || busy.get() on:click=move |_| on_press()>
            {children()}
        </button>
    }
}
