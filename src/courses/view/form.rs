//! What a tutor says of a course: the form with which one is made and changed.

use crate::courses::NewCourse;
use crate::error::AppError;
use crate::ui::{Attempt, ErrorNotice};
use leptos::prelude::*;

/// What is typed so far; it stays when it is refused.
#[derive(Clone, Copy)]
struct Draft {
    title: RwSignal<String>,
    description: RwSignal<String>,
    price: RwSignal<String>,
}

impl Draft {
    fn course(self) -> NewCourse {
        NewCourse {
            title: self.title.get_untracked(),
            description: self.description.get_untracked(),
            price: self.price.get_untracked(),
        }
    }
}

#[component]
pub fn CourseForm(
    /// What it begins with.
    start: NewCourse,
    /// The button's name.
    verb: &'static str,
    attempt: Attempt,
    #[prop(into)] on_submit: Callback<NewCourse>,
) -> impl IntoView {
    let draft = Draft {
        title: RwSignal::new(start.title),
        description: RwSignal::new(start.description),
        price: RwSignal::new(start.price),
    };
    let error = Signal::derive(move || attempt.error.get());
    let is_elsewhere = |error: &AppError| !matches!(error.field(), Some("title" | "description" | "price"));
    view! {
        <form
            class="stack"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                if !attempt.busy.get_untracked() {
                    on_submit.run(draft.course());
                }
            }
        >
            <TextField label="Title" name="title" text=draft.title error />
            <TextField label="Description" name="description" text=draft.description error rows=5 />
            <TextField
                label="Price"
                name="price"
                text=draft.price
                error
                hint="In words, as “30 € a lesson”. Payment is made elsewhere."
            />
            {move || error.get().filter(is_elsewhere).map(|error| view! { <ErrorNotice error /> })}
            <div class="dialog__actions">
                <button type="submit" class="button button--accent" disabled=attempt.busy>
                    {verb}
                </button>
            </div>
        </form>
    }
}

/// A line, or several where there are `rows`; a refusal of this field stands below it.
#[component]
pub fn TextField(
    label: &'static str,
    name: &'static str,
    text: RwSignal<String>,
    #[prop(into)] error: Signal<Option<AppError>>,
    #[prop(optional)] rows: Option<u32>,
    #[prop(optional)] hint: &'static str,
) -> impl IntoView {
    let refused = Memo::new(move |_| error.get().filter(|error| error.field() == Some(name)).map(|e| e.to_string()));
    let is_invalid = move || refused.get().map(|_| "true");
    let (id, note) = (format!("course-{name}"), format!("course-{name}-note"));
    let input = match rows {
        Some(rows) => view! {
            <textarea
                id=id.clone()
                name=name
                rows=rows
                aria-invalid=is_invalid
                aria-describedby=note.clone()
                prop:value=move || text.get()
                on:input:target=move |event| text.set(event.target().value())
            ></textarea>
        }
        .into_any(),
        None => view! {
            <input
                id=id.clone()
                name=name
                autocomplete="off"
                aria-invalid=is_invalid
                aria-describedby=note.clone()
                prop:value=move || text.get()
                on:input:target=move |event| text.set(event.target().value())
            />
        }
        .into_any(),
    };
    view! {
        <div class="field" data-invalid=move || refused.get().map(|_| "")>
            <label class="field__label" for=id>
                {label}
            </label>
            {input}
            <p
                id=note
                role=move || refused.get().map(|_| "alert")
                class=move || if refused.get().is_some() { "field__error" } else { "field__hint" }
            >
                {move || refused.get().unwrap_or_else(|| hint.into())}
            </p>
        </div>
    }
}
