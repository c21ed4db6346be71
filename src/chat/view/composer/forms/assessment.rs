//! The form of an assessment.

use super::{FormField, Sheet, SheetEnd, Written, written};
use crate::chat::{Assessment, MessageKind};
use leptos::prelude::*;

#[component]
pub fn AssessmentForm(sheet: Sheet, on_written: Callback<Written>) -> impl IntoView {
    let begun = sheet.begun(Assessment::default());
    let [title, findings, advice, follow_up] =
        [begun.title, begun.findings, begun.advice, begun.follow_up].map(RwSignal::new);
    let error = RwSignal::new(None);
    let form = move || Assessment {
        title: title.get(),
        findings: findings.get(),
        advice: advice.get(),
        follow_up: follow_up.get(),
    };
    let is_blank = sheet.keep(Assessment::default(), form);
    let send = move || match written(MessageKind::Assessment, untrack(form).checked()) {
        Ok(form) => on_written.run(form),
        Err(refusal) => error.set(Some(refusal)),
    };
    view! {
        <FormField label="Title" id="form-title" field="title" text=title error />
        <FormField label="Findings" id="form-findings" field="findings" text=findings error rows=4 />
        <FormField label="Advice" id="form-advice" field="advice" text=advice error rows=4 />
        <FormField label="Follow-up" id="form-followUp" field="followUp" text=follow_up error rows=2 />
        <SheetEnd sheet is_blank error verb="Send assessment" on_send=send />
    }
}
