//! What a tutor says of a course: the form with which one is made and changed.

use crate::courses::NewCourse;
use crate::error::AppError;
use crate::ui::{Attempt, ErrorNotice, TextField};
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
