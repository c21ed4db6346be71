//! The code with which students enrol, for the tutor to hand on.

use super::course::CourseState;
use crate::app::use_me;
use crate::courses::{code_in_halves, renew_code};
use crate::ui::{Attempt, Button, Confirm, CopyField};
use crate::words::Role;
use leptos::prelude::*;

#[component]
pub fn CodeCard(state: CourseState) -> impl IntoView {
    let word = use_me().practice.kind.person(Role::Client);
    let code = Memo::new(move |_| state.course.with(|course| course.code.clone()).unwrap_or_default());
    view! {
        <section class="card stack" aria-labelledby="course-code">
            <div class="spread row--wrap">
                <h2 id="course-code">"Code"</h2>
                <RenewCode state />
            </div>
            <p class="soft">{format!("Whoever has it enrols: give it to each {word} who is to be in the course.")}</p>
            {move || view! { <CopyField label="Code to enrol with" text=code_in_halves(&code.get()) /> }}
        </section>
    }
}

#[component]
fn RenewCode(state: CourseState) -> impl IntoView {
    let open = RwSignal::new(false);
    let attempt = Attempt::default();
    let renew = Callback::new(move |()| {
        attempt.start(renew_code(state.id), move |()| {
            open.try_set(false);
            state.reread();
        });
    });
    view! {
        <Button on_press=move || open.set(true)>"Renew"</Button>
        <Confirm
            id="renew-code"
            title=Signal::stored("Renew the code?".to_owned())
            text=Signal::stored("The old one is good for nothing after that. Whoever is enrolled stays so.".to_owned())
            verb="Renew"
            open
            on_confirm=renew
            busy=attempt.busy
            error=attempt.error
        />
    }
}
