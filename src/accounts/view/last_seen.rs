//! Privacy: the switch that hides from others when one was last here, and for clients, who may write to them.

use super::from_groups::GroupsSwitch;
use crate::accounts::HideLastSeen;
use crate::app::{use_me, use_me_signal};
use crate::error::Result;
use crate::ui::ErrorNotice;
use leptos::form::ActionForm;
use leptos::prelude::*;

#[component]
pub fn LastSeenSwitch() -> impl IntoView {
    let me = use_me_signal();
    let is_client = use_me().is_client();
    let hide = ServerAction::<HideLastSeen>::new();
    let is_hidden = move || me.with(|me| me.last_seen_hidden);
    let error = move || hide.value().get().and_then(Result::err);
    Effect::new(move |_| {
        if let Some(Ok(fresh)) = hide.value().get() {
            me.set(fresh);
        }
    });
    view! {
        <section class="card stack" aria-labelledby="privacy">
            <h2 id="privacy">"Privacy"</h2>
            <ActionForm action=hide>
                <input type="hidden" name="hidden" value=move || (!is_hidden()).to_string() />
                <button type="submit" class="switch" role="switch" aria-checked=move || is_hidden().to_string()>
                    <span class="switch__label">"Hide when I was last seen"</span>
                    <span class="switch__track" aria-hidden="true"></span>
                </button>
            </ActionForm>
            <p class="soft">"Others still see whether you are online."</p>
            {move || error().map(|error| view! { <ErrorNotice error /> })}
            {is_client.then(|| view! { <GroupsSwitch /> })}
        </section>
    }
}
