//! The hours of each weekday.

use super::editor::Editor;
use super::form::Place;
use super::spans::Spans;
use crate::ui::{Button, Look, Switch};
use leptos::prelude::*;

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

#[component]
pub fn WeekCard(editor: Editor) -> impl IntoView {
    view! {
        <section class="card" aria-labelledby="weekly-hours">
            <div class="card__head">
                <h2 id="weekly-hours">"Weekly hours"</h2>
                <span class="soft">"Every week, unless a date says otherwise."</span>
            </div>
            <div class="hours">
                {(0..WEEKDAYS.len()).map(|day| view! { <Weekday editor day /> }).collect_view()}
            </div>
        </section>
    }
}

/// 0 is Monday.
#[component]
fn Weekday(editor: Editor, day: usize) -> impl IntoView {
    let place = Place::Weekday(day);
    let name = WEEKDAYS[day];
    let is_open = Memo::new(move |_| editor.form.with(|form| form.hours(place).is_some_and(|hours| hours.is_open)));
    view! {
        <div class="hours__day" role="group" aria-label=name data-invalid=move || editor.fault(place).map(|_| "")>
            <div class="hours__switch">
                <Switch
                    label=name
                    on=is_open
                    on_turn=move |is_open| editor.edit(|form| form.turn(place, is_open))
                />
            </div>
            <Show
                when=move || is_open.get()
                fallback=|| view! { <p class="hours__closed soft">"Not bookable"</p> }
            >
                <Spans editor place name>
                    <Button
                        small=true
                        look=Look::Quiet
                        on_press=move || editor.edit(|form| form.copy_to_workdays(day))
                    >
                        "Copy to all weekdays"
                    </Button>
                </Spans>
            </Show>
        </div>
    }
}
