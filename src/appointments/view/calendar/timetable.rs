//! Days beside each other with their hours, what is booked in them, and where one is now.

use super::asked::{Asked, use_today};
use super::block::{BlockItem, position};
use super::columns::{Column, columns};
use crate::app::use_me;
use crate::appointments::Roster;
use crate::ui::use_clock;
use leptos::prelude::*;

#[component]
pub fn Timetable(asked: Asked, rosters: Vec<Roster>, base: String) -> impl IntoView {
    let me = use_me();
    let (columns, hours) = columns(asked, &rosters, &me.time_zone, &base);
    let is_empty = columns.iter().all(|column| column.blocks.is_empty());
    let form = match (asked.view.is_none(), asked.is_week(), rosters.len() > 1) {
        (true, ..) => "timetable--week timetable--auto",
        (_, true, _) => "timetable--week",
        (.., true) => "timetable--people",
        _ => "timetable--day",
    };
    let (first, last) = hours;
    view! {
        {is_empty.then(|| view! { <p class="soft">"Nothing is booked here."</p> })}
        <div class="timetable__room">
            <div class=format!("timetable {form} from-{first}h until-{last}h")>
                <div class="timetable__hours" aria-hidden="true">
                    {(first..last)
                        .map(|hour| {
                            view! { <span class=format!("timetable__hour at-{hour}h at-0m")>{format!("{hour:02}:00")}</span> }
                        })
                        .collect_view()}
                </div>
                {columns
                    .into_iter()
                    .map(|column| view! { <DayColumn is_chosen=column.day == asked.day column hours /> })
                    .collect_view()}
            </div>
        </div>
    }
}

#[component]
fn DayColumn(column: Column, is_chosen: bool, hours: (u16, u16)) -> impl IntoView {
    let today = use_today();
    let day = column.day;
    let is_today = move || today.get() == day;
    let is_empty = column.blocks.is_empty();
    view! {
        <section
            class="timetable__day"
            class:timetable__day--chosen=is_chosen
            class:timetable__day--today=is_today
            aria-label=column.name
        >
            <h3 class="timetable__head">
                <a href=column.href aria-current=move || is_today().then_some("date")>
                    {column.head}
                </a>
            </h3>
            <div class="timetable__column">
                {column
                    .open
                    .into_iter()
                    .map(|open| view! { <div class=format!("timetable__open {}", position(open))></div> })
                    .collect_view()}
                <ol class="timetable__slots">
                    {column.blocks.into_iter().map(|block| view! { <BlockItem block /> }).collect_view()}
                </ol>
                {is_empty.then(|| view! { <p class="timetable__none soft">"Nothing"</p> })}
                {move || is_today().then(|| view! { <NowLine hours /> })}
            </div>
        </section>
    }
}

#[component]
fn NowLine(hours: (u16, u16)) -> impl IntoView {
    let (clock, zone) = (use_clock(), use_me().time_zone);
    let at = Memo::new(move |_| {
        let now = clock.get().civil(&zone);
        (u16::from(now.hour), u16::from(now.minute) / 5 * 5)
    });
    let class = move || {
        let (hour, minute) = at.get();
        format!("timetable__now at-{hour}h at-{minute}m")
    };
    let is_out = move || at.get().0 < hours.0 || at.get().0 >= hours.1;
    view! { <div class=class hidden=is_out></div> }
}
