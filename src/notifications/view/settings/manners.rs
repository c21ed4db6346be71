//! How pages and pushes behave.

use super::keeping::{Chosen, Keeping};
use crate::notifications::PreferenceChanges;
use crate::ui::Switch;
use leptos::prelude::*;

#[component]
pub fn MannersCard(chosen: Chosen) -> impl IntoView {
    let keeping = Keeping::default();
    let sound = Memo::new(move |_| chosen.preferences.with(|now| now.sound));
    let details = Memo::new(move |_| chosen.preferences.with(|now| now.push_details));
    let turn_sound = move |on| {
        chosen.keep(keeping, PreferenceChanges { sound: Some(on), ..Default::default() });
    };
    let turn_details = move |on| {
        chosen.keep(keeping, PreferenceChanges { push_details: Some(on), ..Default::default() });
    };
    let busy = keeping.attempt.busy;
    view! {
        <section class="card stack" aria-labelledby="manners">
            <h2 id="manners">"Sound and details"</h2>
            <Switch label="Sound" on=sound on_turn=Callback::new(turn_sound) busy />
            <p class="soft">"A short, quiet tone while a page is open; never in quiet hours."</p>
            <Switch label="Show details in push" on=details on_turn=Callback::new(turn_details) busy />
            <p class="soft">
                "Off, a push says only that there is something. On, whoever sees your screen can read what it is about."
            </p>
            {keeping.outcome()}
        </section>
    }
}
