//! The form of an assessment.

use super::{FormField, Written, written};
use crate::chat::{Assessment, MessageKind};
use crate::ui::{Button, Look};
use leptos::prelude::*;

#[component]
pub fn AssessmentForm(on_written: Callback<Written>) -> impl IntoView {
    let [title, findings, advice, follow_up] = [(); 4].map(|()| RwSignal::new(String::new()));
    let error = RwSignal::new(None::<String>);
    let send = move || {
        let form = Assessment {
            title: title.get_untracked(),
            findings: findings.get_untracked(),
            advice: advice.get_untracked(),
            follow_up: follow_up.get_untracked(),
        };
        match written(MessageKind::Assessment, form.checked()) {
            Ok(form) => on_written.run(form),
            Err(refusal) => error.set(Some(refusal.to_string())),
        }
    };
    view! {
        <FormField label="Title" text=title />
        <FormField label="Findings" text=findings rows=4 />
        <FormField label="Advice" text=advice rows=4 />
        <FormField label="Follow-up" text=follow_up rows=2 />
        {move || error.get().map(|why| view! { <p class="field__error" role="alert">{why}</p> })}
        <div class="dialog__actions">
            <Button look=Look::Accent on_press=send>
                "Send assessment"
            </Button>
        </div>
    }
}
