//! The switch by which a client lets other clients of their groups write to them, or does not.

use crate::accounts::CloseToGroups;
use crate::app::use_me_signal;
use crate::error::Result;
use crate::ui::ErrorNotice;
use leptos::form::ActionForm;
use leptos::prelude::*;

#[component]
pub fn GroupsSwitch() -> impl IntoView {
    let me = use_me_signal();
    let close = ServerAction::<CloseToGroups>::new();
    let is_open = move || me.with(|me| !me.closed_to_groups);
    let error = move || close.value().get().and_then(Result::err);
    Effect::new(move |_| {
        if let Some(Ok(fresh)) = close.value().get() {
            me.set(fresh);
        }
    });
    view! {
        <ActionForm action=close>
            <input type="hidden" name="closed" value=move || is_open().to_string() />
            <button type="submit" class="switch" role="switch" aria-checked=move || is_open().to_string()>
                <span class="switch__label">"People of my groups may write to me"</span>
                <span class="switch__track" aria-hidden="true"></span>
            </button>
        </ActionForm>
        <p class="soft">"Your practice can always write to you. Conversations that are there stay."</p>
        {move || error().map(|error| view! { <ErrorNotice error /> })}
    }
}
