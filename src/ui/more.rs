//! What stands below a list of which there is more.

use super::{Attempt, Button, ErrorNotice, Look};
use leptos::prelude::*;

/// *Show more*, and why that could not be read. `reading`: for lists that read on by themselves.
#[component]
pub fn More(
    #[prop(into)] is_there: Signal<bool>,
    #[prop(optional)] reading: Attempt,
    #[prop(into)] on_press: Callback<()>,
) -> impl IntoView {
    view! {
        {move || reading.error.get().map(|error| view! { <ErrorNotice error on_retry=on_press /> })}
        <Show when=move || is_there.get()>
            <Button look=Look::Quiet busy=reading.busy on_press=move || on_press.run(())>
                "Show more"
            </Button>
        </Show>
    }
}
