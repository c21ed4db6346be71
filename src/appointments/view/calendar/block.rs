//! One appointment as a block of a timetable.

use super::columns::Block;
use crate::app::{paths, use_me};
use crate::appointments::timetable::Minutes;
use crate::ui::use_clock;
use leptos::prelude::*;

/// Lanes that the style sheet has. More never overlap: of the shortest appointments twelve fit into the height of a
/// block on a day on which an hour comes twice.
const LANES: usize = 12;

/// The content policy allows no styles in the page, so positions are classes: `at-14h at-30m to-15h to-0m`.
pub fn position((from, until): Minutes) -> String {
    format!("at-{}h at-{}m to-{}h to-{}m", from / 60, from % 60, until / 60, until % 60)
}

#[component]
pub fn BlockItem(block: Block) -> impl IntoView {
    let me = use_me();
    let clock = use_clock();
    let Block { appointment, minutes, lane } = block;
    let zone = me.time_zone.clone();
    let starts = appointment.starts_at.civil(&zone);
    let expected = appointment.expected_at.map(|at| at.civil(&zone).clock());
    let pet = appointment.pet.as_ref().map(|pet| format!(" · {}", pet.name));
    let late = expected.map(|clock| format!("expected {clock}"));
    let series = appointment.series_line();
    let parts = [Some(appointment.line_at(starts)), series.clone(), late.clone()];
    let name = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let ends_at = appointment.ends_at;
    let place = format!("{} lane-{} of-{}", position(minutes), lane.lane % LANES, lane.of.min(LANES));
    view! {
        <li class=format!("timetable__slot {place}")>
            <a
                class=format!("block block--{}", appointment.status.code())
                class:block--past=move || ends_at <= clock.get()
                href=paths::appointment(&me, appointment.id)
                title=format!("{name}, {}", appointment.place.name())
                aria-label=name
            >
                <span class="block__who">
                    <time datetime=appointment.starts_at.rfc3339()>{starts.clock()}</time>
                    " "
                    <b>{appointment.client.name}</b>
                    {pet}
                </span>
                {late.map(|late| view! { <span class="block__late">{late}</span> })}
                <span class="block__what">
                    {appointment.type_name} " · " {appointment.status.name()} " · " {appointment.place.name()}
                    {series.map(|line| format!(" · {line}"))}
                </span>
            </a>
        </li>
    }
}
