//! Shutting a person out, and letting them in again.

use crate::accounts::model::{PersonSheet, Standing};
use crate::admin::api::{suspend_person, unsuspend_person};
use crate::ui::{Attempt, Button, Confirm, ErrorNotice, Look};
use leptos::prelude::*;

#[component]
pub fn StandingCard(person: PersonSheet, reread: Callback<()>) -> impl IntoView {
    let attempt = Attempt::default();
    let asks = RwSignal::new(false);
    let (user, name) = (person.user.id, person.user.name);
    let suspend = Callback::new(move |()| {
        attempt.start(suspend_person(user), move |_| {
            asks.try_set(false);
            reread.run(());
        });
    });
    let unsuspend = move || attempt.start(unsuspend_person(user), move |_| reread.run(()));
    let what = if person.state == Standing::Suspended {
        view! {
            <p>"They cannot sign in. What they wrote is where it was."</p>
            {move || attempt.error.get().map(|error| view! { <ErrorNotice error /> })}
            <div class="row">
                <Button busy=attempt.busy on_press=unsuspend>
                    "Unsuspend"
                </Button>
            </div>
        }
        .into_any()
    } else {
        let text =
            "They are signed out everywhere at once, and their tokens let nobody in meanwhile. What they wrote stays.";
        view! {
            <p class="soft">"Whoever is suspended cannot sign in."</p>
            <div class="row">
                <Button on_press=move || asks.set(true)>"Suspend"</Button>
            </div>
            <Confirm
                id="suspend"
                title=format!("Suspend {name}?")
                text=text.to_owned()
                verb="Suspend"
                look=Look::Alarm
                open=asks
                on_confirm=suspend
                busy=attempt.busy
                error=attempt.error
            />
        }
        .into_any()
    };
    view! {
        <section class="card stack" aria-labelledby="standing-title">
            <h2 id="standing-title">"Access"</h2>
            {what}
        </section>
    }
}
