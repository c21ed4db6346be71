//! The join code: shown, renewed, switched off.

use crate::accounts::PracticeSheet;
use crate::accounts::model::PracticeChange;
use crate::admin::api::{change_practice, renew_join_code};
use crate::app::use_me;
use crate::ui::{Attempt, Button, Confirm, CopyField, ErrorNotice, Switch};
use crate::words::Role;
use leptos::prelude::*;

#[component]
pub fn JoinCode(sheet: PracticeSheet) -> impl IntoView {
    let client = use_me().practice.kind.person(Role::Client);
    let attempt = Attempt::default();
    let asks = RwSignal::new(false);
    let is_open = RwSignal::new(sheet.sign_up_open.unwrap_or(true));
    let code = RwSignal::new(sheet.join_code.unwrap_or_default());
    let take_over = move |sheet: PracticeSheet| {
        asks.try_set(false);
        code.try_set(sheet.join_code.unwrap_or_default());
        is_open.try_set(sheet.sign_up_open.unwrap_or(true));
    };
    let turn = Callback::new(move |open: bool| {
        let change = PracticeChange { sign_up_open: Some(open), ..PracticeChange::default() };
        attempt.start(change_practice(change), take_over);
    });
    let renew = Callback::new(move |()| attempt.start(renew_join_code(), take_over));
    view! {
        <section class="card stack" aria-labelledby="join-code">
            <h2 id="join-code">"Join code"</h2>
            <p class="soft">{format!("With it a new {client} creates an account of this practice.")}</p>
            {move || view! { <CopyField label="Join code" text=code.get() /> }}
            <Switch label="People sign up with the join code" on=is_open on_turn=turn busy=attempt.busy />
            {move || attempt.error.get().map(|error| view! { <ErrorNotice error /> })}
            <div class="row">
                <Button on_press=move || asks.set(true)>"Renew code"</Button>
            </div>
            <Confirm
                id="renew-code"
                title="Renew the join code?".to_owned()
                text="The present code works no more, wherever it is written down.".to_owned()
                verb="Renew"
                open=asks
                on_confirm=renew
                busy=attempt.busy
            />
        </section>
    }
}
