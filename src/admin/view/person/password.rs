//! A link with which a person sets a new password, shown this once.

use crate::accounts::model::FreshReset;
use crate::admin::api::make_reset;
use crate::ids::UserId;
use crate::ui::{Attempt, Button, CopyField, ErrorNotice};
use leptos::prelude::*;

/// `made`: kept by the page, since what was made outlasts reading the person anew.
#[component]
pub fn PasswordCard(user: UserId, made: RwSignal<Option<(UserId, FreshReset)>>) -> impl IntoView {
    let attempt = Attempt::default();
    let own = move || made.get().filter(|(whose, _)| *whose == user).map(|(_, fresh)| fresh);
    let press = move || attempt.start(make_reset(user), move |fresh| made.set(Some((user, fresh))));
    view! {
        <section class="card stack" aria-labelledby="password-title">
            <h2 id="password-title">"Password"</h2>
            {move || match own() {
                Some(fresh) => shown(&fresh).into_any(),
                None => {
                    view! {
                        <p class="soft">"A link with which they set a new password. It works once, for 24 hours."</p>
                        {move || attempt.error.get().map(|error| view! { <ErrorNotice error /> })}
                        <div class="row">
                            <Button busy=attempt.busy on_press=press>
                                "Reset password"
                            </Button>
                        </div>
                    }
                        .into_any()
                }
            }}
        </section>
    }
}

fn shown(fresh: &FreshReset) -> impl IntoView + use<> {
    let origin = window().location().origin().unwrap_or_default();
    let told = match &fresh.sent_to {
        Some(address) => format!("Sent to {address}. You can give them the link as well: it is not shown again."),
        None => "Give them this link. It is not shown again.".into(),
    };
    view! {
        <p class="notice notice--good" role="status">
            {told}
        </p>
        <CopyField label="Link for a new password" text=format!("{origin}{}", fresh.path) />
    }
}
