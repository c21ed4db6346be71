//! Dates off, and dates with hours of their own.

use super::editor::Editor;
use super::form::{DateForm, Place};
use super::spans::Spans;
use crate::time::{date_line, parse_date};
use crate::ui::{Button, Icon, IconName, Switch};
use leptos::prelude::*;

#[component]
pub fn DatesCard(editor: Editor) -> impl IntoView {
    let keys = Memo::new(move |_| editor.form.with(|form| form.dates.iter().map(|date| date.key).collect::<Vec<_>>()));
    view! {
        <section class="card" aria-labelledby="special-dates">
            <div class="card__head">
                <h2 id="special-dates">"Dates off and special dates"</h2>
                <span class="soft">"What is booked already stays."</span>
            </div>
            <div class="hours">
                <For each=move || keys.get() key=|key| *key let:key>
                    <SpecialDate editor key />
                </For>
                {move || {
                    keys.with(Vec::is_empty)
                        .then(|| view! { <p class="soft">"None: your week is the same every week."</p> })
                }}
            </div>
            <div class="row">
                <Button on_press=move || editor.edit(super::form::HoursForm::add_date)>"Add a date"</Button>
            </div>
        </section>
    }
}

#[component]
fn SpecialDate(editor: Editor, key: u32) -> impl IntoView {
    let place = Place::Date(key);
    let of_date = move |read: fn(&DateForm) -> String| {
        Memo::new(move |_| editor.form.with(|form| form.date(key).map(read).unwrap_or_default()))
    };
    let (date, note) = (of_date(|date| date.date.clone()), of_date(|date| date.note.clone()));
    let is_open = Memo::new(move |_| editor.form.with(|form| form.hours(place).is_some_and(|hours| hours.is_open)));
    let name = move || parse_date(&date.get()).map_or_else(|| "New date".to_owned(), date_line);
    let (date_id, note_id) = (format!("date-{key}"), format!("date-{key}-note"));
    view! {
        <div
            class="hours__day hours__day--date"
            role="group"
            aria-label=name
            data-invalid=move || editor.fault(place).map(|_| "")
        >
            <div class="hours__date">
                <div class="field">
                    <label class="field__label" for=date_id.clone()>
                        "Date"
                    </label>
                    <input
                        id=date_id.clone()
                        type="date"
                        value=date.get_untracked()
                        prop:value=date
                        on:input:target=move |event| {
                            let text = event.target().value();
                            edit_date(editor, key, |date| date.date = text);
                        }
                    />
                </div>
                <div class="field">
                    <label class="field__label" for=note_id.clone()>
                        "Note"
                    </label>
                    <input
                        id=note_id.clone()
                        type="text"
                        maxlength="120"
                        placeholder="Conference"
                        autocomplete="off"
                        value=note.get_untracked()
                        prop:value=note
                        on:input:target=move |event| {
                            let text = event.target().value();
                            edit_date(editor, key, |date| date.note = text);
                        }
                    />
                </div>
                <button
                    type="button"
                    class="button button--icon button--quiet"
                    aria-label=move || format!("Remove {}", name())
                    on:click=move |_| editor.edit(|form| form.remove_date(key))
                >
                    <Icon name=IconName::Bin />
                </button>
            </div>
            <Switch
                label="Bookable on this date"
                on=is_open
                on_turn=move |is_open| editor.edit(|form| form.turn(place, is_open))
            />
            <Show
                when=move || is_open.get()
                fallback=move || {
                    view! {
                        <p class="field__error" role="status">
                            {move || editor.fault(place)}
                        </p>
                    }
                }
            >
                <Spans editor place name="This date" />
            </Show>
        </div>
    }
}

fn edit_date(editor: Editor, key: u32, change: impl FnOnce(&mut DateForm)) {
    editor.edit(|form| {
        if let Some(date) = form.date_mut(key) {
            change(date);
        }
    });
}
