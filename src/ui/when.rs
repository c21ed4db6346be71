//! Times as people read them, in their own zone.

use crate::time::{Civil, Moment};
use leptos::prelude::*;

/// The present moment. It begins with the server's, so that server and browser draw the same, and moves on by itself.
pub fn use_clock() -> Signal<Moment> {
    expect_context::<ReadSignal<Moment>>().into()
}

/// A moment in `<time>`, written by `form` from the moment's and the present wall clock.
#[component]
pub fn When(at: Moment, #[prop(into)] zone: String, form: fn(Civil, Civil) -> String) -> impl IntoView {
    let clock = use_clock();
    let text = Memo::new(move |_| form(at.civil(&zone), clock.get().civil(&zone)));
    view! { <time datetime=at.rfc3339()>{text}</time> }
}
