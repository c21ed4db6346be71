//! Whether devices show what there is. They show it to whoever sees them, so that is the person's own choice.

use crate::notifications::choose_push_details;
use crate::ui::{Attempt, ErrorNotice, Switch};
use leptos::prelude::*;

#[component]
pub fn DetailsSwitch(details: bool) -> impl IntoView {
    let shown = RwSignal::new(details);
    let attempt = Attempt::default();
    let turn = move |on: bool| {
        attempt.start(choose_push_details(on), move |()| {
            shown.try_set(on);
        });
    };
    view! {
        <div>
            <Switch label="Show details" on=shown on_turn=Callback::new(turn) busy=attempt.busy />
            <p class="soft">
                "Off, your devices say that there is something new, and not what. \
                On, whoever sees your screen can read it, even while it is locked."
            </p>
        </div>
        {move || attempt.error.get().map(|error| view! { <ErrorNotice error /> })}
    }
}
