//! Over every page of those who are to come, until somebody has taken it; and of whoever has, once it rings for them
//! anew.

use super::sound::AllowSound;
use super::use_board;
use crate::app::{paths, use_me};
use crate::emergencies::Emergency;
use crate::ui::{Button, Icon, IconName};
use crate::words::Role;
use leptos::prelude::*;

#[component]
pub fn EmergencyBanner() -> impl IntoView {
    let board = use_board();
    let calling = Memo::new(move |_| board.calling());
    // What rings is before what was seen, and the newest before the others.
    let shown = Memo::new(move |_| {
        calling.with(|all| all.iter().find(|one| board.rings_with(one)).or_else(|| all.first()).cloned())
    });
    let rings = Memo::new(move |_| shown.with(|shown| shown.as_ref().is_some_and(|one| board.rings_with(one))));
    let others = Memo::new(move |_| calling.with(|all| all.len().saturating_sub(1)));
    let told = move |what: fn(&Emergency) -> String| shown.with(|shown| shown.as_ref().map(what));
    let see = move || {
        if let Some(id) = shown.with_untracked(|shown| shown.as_ref().map(|one| one.id)) {
            board.see(id);
        }
    };
    let place = place_of(shown, others);
    view! {
        <Show when=move || shown.with(Option::is_some)>
            <div class="alarm" role="alert">
                <Icon name=IconName::Alert />
                <p class="alarm__text">
                    <b>{move || told(|one| format!("Emergency: {}", one.client.name))}</b>
                    <span class="alarm__words">{move || told(|one| one.last_words().to_owned())}</span>
                    {move || more(others.get())}
                </p>
                <div class="alarm__deeds">
                    <Show when=move || rings.get()>
                        <Button on_press=see>"Seen"</Button>
                    </Show>
                    <a class="button" href=move || place.get()>
                        "Show"
                    </a>
                </div>
                <AllowSound />
            </div>
        </Show>
    }
}

/// Where *Show* leads: to all where there are several; else to where it can be taken, for whoever has taken it to where
/// it is talked about, or for admins to where it can be read.
fn place_of(shown: Memo<Option<Emergency>>, others: Memo<usize>) -> Memo<String> {
    let me = use_me();
    Memo::new(move |_| match shown.get() {
        Some(_) if others.get() > 0 => paths::emergencies(&me),
        Some(one) if me.role == Role::Admin => paths::emergency(&me, one.id),
        Some(one) if !one.is_waiting() => paths::room(&me, one.room),
        _ => paths::home(&me),
    })
}

fn more(others: usize) -> Option<impl IntoView> {
    (others > 0).then(|| view! { <span>{format!("and {others} more")}</span> })
}
