//! Over every page of those who are to come, until somebody has taken it.

use super::use_board;
use crate::app::{paths, use_me};
use crate::emergencies::Emergency;
use crate::ui::{Button, Icon, IconName};
use crate::words::Role;
use leptos::prelude::*;

#[component]
pub fn EmergencyBanner() -> impl IntoView {
    let (board, me) = (use_board(), use_me());
    let waiting = Memo::new(move |_| board.watch.with(crate::emergencies::Watch::waiting));
    let rings = Memo::new(move |_| board.rings());
    let place = {
        let is_admin = me.role == Role::Admin;
        move |newest: &Emergency| if is_admin { paths::emergency(&me, newest.id) } else { paths::home(&me) }
    };
    move || {
        let waiting = waiting.get();
        let newest = waiting.first()?;
        let others = waiting.len() - 1;
        Some(view! {
            <div class="alarm" role="alert">
                <Icon name=IconName::Alert />
                <p class="alarm__text">
                    <b>{format!("Emergency: {}", newest.client.name)}</b>
                    <span class="alarm__words">{newest.text.clone()}</span>
                    {(others > 0).then(|| view! { <span>{format!("and {others} more")}</span> })}
                </p>
                <Show when=move || rings.get()>
                    <Button on_press=move || board.see_all()>"Seen"</Button>
                </Show>
                <a class="button" href=place(newest)>
                    "Show"
                </a>
            </div>
        })
    }
}
