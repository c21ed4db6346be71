//! From when until when, as often as a day has it.

use super::editor::Editor;
use super::form::{HoursForm, Place, SpanForm};
use crate::ui::{Button, Icon, IconName, Look};
use leptos::prelude::*;

/// `name`: what the fields are named by. `children`: what else can be done with them.
#[component]
pub fn Spans(
    editor: Editor,
    place: Place,
    #[prop(into)] name: String,
    #[prop(optional)] children: Option<ChildrenFn>,
) -> impl IntoView {
    let keys = Memo::new(move |_| {
        editor.form.with(|form| {
            let spans = form.hours(place).map(|hours| hours.spans.iter().map(|span| span.key).collect::<Vec<_>>());
            spans.unwrap_or_default()
        })
    });
    let name = StoredValue::new(name);
    view! {
        <div class="hours__spans">
            <For each=move || keys.get() key=|key| *key let:key>
                <SpanFields editor place key name />
            </For>
            <p class="field__error" role="status">
                {move || editor.fault(place)}
            </p>
            <div class="row row--wrap">
                <Button small=true look=Look::Quiet on_press=move || editor.edit(|form| form.add_span(place))>
                    "Add span"
                </Button>
                {children.map(|children| children())}
            </div>
        </div>
    }
}

#[component]
fn SpanFields(editor: Editor, place: Place, key: u32, name: StoredValue<String>) -> impl IntoView {
    // "Monday", and "Monday 2" for the second.
    let label = Memo::new(move |_| {
        let is_it = |span: &SpanForm| span.key == key;
        let number = editor.form.with(|form| form.hours(place)?.spans.iter().position(is_it)).unwrap_or(0) + 1;
        name.with_value(|name| if number == 1 { name.clone() } else { format!("{name} {number}") })
    });
    view! {
        <div class="hours__span">
            <TimeField
                label=Signal::derive(move || format!("{} from", label.get()))
                editor
                read=move |form: &HoursForm| form.span(place, key).map(|span| span.opens.clone())
                write=move |form: &mut HoursForm, text| {
                    if let Some(span) = form.span_mut(place, key) {
                        span.opens = text;
                    }
                }
            />
            <span aria-hidden="true">"–"</span>
            <TimeField
                label=Signal::derive(move || format!("{} to", label.get()))
                editor
                read=move |form: &HoursForm| form.span(place, key).map(|span| span.closes.clone())
                write=move |form: &mut HoursForm, text| {
                    if let Some(span) = form.span_mut(place, key) {
                        span.closes = text;
                    }
                }
            />
            <button
                type="button"
                class="button button--icon button--quiet"
                aria-label=move || format!("Remove {}", label.get())
                on:click=move |_| editor.edit(|form| form.remove_span(place, key))
            >
                <Icon name=IconName::Close />
            </button>
        </div>
    }
}

#[component]
fn TimeField(
    #[prop(into)] label: Signal<String>,
    editor: Editor,
    read: impl Fn(&HoursForm) -> Option<String> + Copy + Send + Sync + 'static,
    write: impl Fn(&mut HoursForm, String) + Copy + 'static,
) -> impl IntoView {
    let shown = Memo::new(move |_| editor.form.with(read).unwrap_or_default());
    view! {
        <div class="field">
            <input
                type="time"
                aria-label=label
                value=shown.get_untracked()
                prop:value=shown
                on:input:target=move |event| {
                    let text = event.target().value();
                    editor.edit(|form| write(form, text));
                }
            />
        </div>
    }
}
