//! How soon and how far ahead.

use super::editor::Editor;
use super::form::Place;
use leptos::prelude::*;

const NOTICES: [(i32, &str); 9] = [
    (0, "None"),
    (30, "30 minutes"),
    (60, "1 hour"),
    (120, "2 hours"),
    (240, "4 hours"),
    (720, "12 hours"),
    (1440, "1 day"),
    (2880, "2 days"),
    (10080, "1 week"),
];

#[component]
pub fn RulesCard(editor: Editor) -> impl IntoView {
    let ahead = Memo::new(move |_| editor.form.with(|form| form.days_ahead.clone()));
    let fault = move || editor.fault(Place::DaysAhead);
    view! {
        <section class="card" aria-labelledby="booking-rules">
            <div class="card__head">
                <h2 id="booking-rules">"When people can book"</h2>
            </div>
            <div class="grid grid--even">
                <Notice editor />
                <div class="field" data-invalid=move || fault().map(|_| "")>
                    <label class="field__label" for="days-ahead">
                        "How far ahead (days)"
                    </label>
                    <input
                        id="days-ahead"
                        type="number"
                        min="1"
                        max="365"
                        value=ahead.get_untracked()
                        prop:value=ahead
                        aria-invalid=move || fault().map(|_| "true")
                        aria-describedby="days-ahead-note"
                        on:input:target=move |event| {
                            let text = event.target().value();
                            editor.edit(|form| form.days_ahead = text);
                        }
                    />
                    <p
                        id="days-ahead-note"
                        class=move || if fault().is_some() { "field__error" } else { "field__hint" }
                    >
                        {move || fault().unwrap_or_else(|| "28 are four weeks; at most 365.".into())}
                    </p>
                </div>
            </div>
        </section>
    }
}

#[component]
fn Notice(editor: Editor) -> impl IntoView {
    let notice = Memo::new(move |_| editor.form.with(|form| form.notice_minutes));
    let mut options: Vec<(i32, String)> = NOTICES.map(|(minutes, name)| (minutes, name.to_owned())).to_vec();
    let own = notice.get_untracked();
    // Another program may have set another one.
    if options.iter().all(|(minutes, _)| *minutes != own) {
        options.push((own, format!("{own} minutes")));
        options.sort_unstable();
    }
    view! {
        <div class="field">
            <label class="field__label" for="notice">
                "Minimum notice"
            </label>
            <select
                id="notice"
                aria-describedby="notice-note"
                prop:value=move || notice.get().to_string()
                on:change:target=move |event| {
                    let minutes = event.target().value().parse().unwrap_or(own);
                    editor.edit(|form| form.notice_minutes = minutes);
                }
            >
                {options
                    .into_iter()
                    .map(|(minutes, name)| {
                        view! {
                            <option value=minutes.to_string() selected={minutes == own}>
                                {name}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
            <p id="notice-note" class="field__hint">
                "Between booking and the appointment, at least."
            </p>
        </div>
    }
}
