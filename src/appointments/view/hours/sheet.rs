//! A practitioner's page: hours, rules, types, and what comes of them.

use super::dates::DatesCard;
use super::editor::Editor;
use super::offered::OfferedCard;
use super::preview::PreviewCard;
use super::rules::RulesCard;
use super::saving::{FromBefore, SaveBar};
use super::week::WeekCard;
use crate::app::{paths, use_me};
use crate::appointments::HoursSheet;
use crate::appointments::view::types::TypesCard;
use crate::words::Role;
use leptos::prelude::*;

#[component]
pub fn HoursEditor(sheet: HoursSheet) -> impl IntoView {
    let me = use_me();
    let whose = (sheet.practitioner.id != me.id).then(|| format!("{} · ", sheet.practitioner.name));
    let zone = me.practice.time_zone.clone();
    let editor = Editor::new(me.id, sheet);
    editor.follow();
    let (back, back_name) = if me.role == Role::Admin {
        (paths::availability(&me), "All hours")
    } else {
        (paths::appointments(&me), "Appointments")
    };
    view! {
        <header class="page__head">
            <h1>"Availability"</h1>
            <p>{whose} {format!("Hours are those of the practice’s clock: {zone}.")}</p>
            <a class="button" href=back>
                {back_name}
            </a>
        </header>
        <FromBefore editor />
        <WeekCard editor />
        <DatesCard editor />
        <RulesCard editor />
        <OfferedCard editor />
        <SaveBar editor />
        <TypesCard
            title="Own types of appointments"
            hint="Offered besides those of the practice. They are saved at once."
            owner=Some(editor.practitioner)
            types=editor.own_types
            on_change=move |()| editor.reread()
        />
        <PreviewCard editor />
    }
}
