//! What practitioners write by a form.

mod assessment;
mod prescription;

use crate::app::use_me;
use crate::chat::MessageKind;
use crate::error::AppError;
use crate::ui::{Dialog, Icon, IconName};
use assessment::AssessmentForm;
use leptos::prelude::*;
use prescription::PrescriptionForm;
use serde::Serialize;
use serde_json::Value;

/// What a form comes to: the kind of message, and its payload.
pub type Written = (MessageKind, Value);

/// The button that offers the forms, for those who may write them.
#[component]
pub fn Forms(on_written: impl Fn(Written) + Copy + Send + Sync + 'static) -> impl IntoView {
    let me = use_me();
    if !(me.is_practitioner() && me.practice.kind.has_prescriptions()) {
        return ().into_any();
    }
    let is_choosing = RwSignal::new(false);
    let (assessing, prescribing) = (RwSignal::new(false), RwSignal::new(false));
    let choice = move |name: &'static str, form: RwSignal<bool>| {
        let choose = move |_| {
            is_choosing.set(false);
            form.set(true);
        };
        view! {
            <button type="button" class="kinds__kind" on:click=choose>
                {name}
            </button>
        }
    };
    let done = Callback::new(move |written: Written| {
        assessing.set(false);
        prescribing.set(false);
        on_written(written);
    });
    view! {
        <div class="kinds">
            <button
                type="button"
                class="button button--icon button--quiet"
                aria-label="Message type"
                aria-expanded=move || is_choosing.get().to_string()
                on:click=move |_| is_choosing.update(|is_choosing| *is_choosing = !*is_choosing)
            >
                <Icon name=IconName::Form />
            </button>
            <Show when=move || is_choosing.get()>
                <div class="kinds__menu" role="group" aria-label="Message type">
                    {choice("Assessment", assessing)}
                    {choice("Prescription", prescribing)}
                </div>
            </Show>
        </div>
        <Dialog id="assessment" title="Assessment" open=assessing>
            <AssessmentForm on_written=done />
        </Dialog>
        <Dialog id="prescription" title="Prescription" open=prescribing>
            <PrescriptionForm on_written=done />
        </Dialog>
    }
    .into_any()
}

/// A checked form as it goes with a message.
fn written(kind: MessageKind, form: Result<impl Serialize, AppError>) -> Result<Written, AppError> {
    let payload = serde_json::to_value(form?).map_err(|_| AppError::invalid("payload", "This form cannot be sent."))?;
    Ok((kind, payload))
}

/// One line or, with `rows`, several.
#[component]
fn FormField(label: &'static str, text: RwSignal<String>, #[prop(optional)] rows: Option<u32>) -> impl IntoView {
    let input = match rows {
        Some(rows) => view! {
            <textarea
                rows=rows
                prop:value=move || text.get()
                on:input:target=move |event| text.set(event.target().value())
            ></textarea>
        }
        .into_any(),
        None => view! {
            <input prop:value=move || text.get() on:input:target=move |event| text.set(event.target().value()) />
        }
        .into_any(),
    };
    view! {
        <label class="field">
            <span class="field__label">{label}</span>
            {input}
        </label>
    }
}
