//! What practitioners write by a form.

mod assessment;
mod prescription;
mod sheet;

use crate::app::use_me;
use crate::chat::MessageKind;
use crate::error::AppError;
use crate::ids::RoomId;
use crate::ui::{Dialog, Icon, IconName};
use assessment::AssessmentForm;
use leptos::prelude::*;
use prescription::PrescriptionForm;
use serde::Serialize;
use serde_json::Value;
use sheet::{Sheet, SheetEnd};

/// What a form comes to: the kind of message, and its payload.
pub type Written = (MessageKind, Value);

/// The button that offers the forms, for those who may write them.
#[component]
pub fn Forms(room: RoomId, on_written: impl Fn(Written) + Copy + Send + Sync + 'static) -> impl IntoView {
    let me = use_me();
    if !(me.is_practitioner() && me.practice.kind.has_prescriptions()) {
        return ().into_any();
    }
    let is_choosing = RwSignal::new(false);
    let sheet = |kind| Sheet { me: me.id(), room, kind, open: RwSignal::new(false) };
    let (assessment, prescription) = (sheet(MessageKind::Assessment), sheet(MessageKind::Prescription));
    let choice = move |name: &'static str, sheet: Sheet| {
        let choose = move |_| {
            is_choosing.set(false);
            sheet.open.set(true);
        };
        view! {
            <button type="button" class="kinds__kind" on:click=choose>
                {name}
                {sheet.is_begun().then(|| view! { " " <span class="kinds__draft">"Draft"</span> })}
            </button>
        }
    };
    // It is on its way before the form is forgotten.
    let done = Callback::new(move |written: Written| {
        let sheet = if written.0 == MessageKind::Assessment { assessment } else { prescription };
        on_written(written);
        sheet.put_away();
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
                    {choice("Assessment", assessment)}
                    {choice("Prescription", prescription)}
                </div>
            </Show>
        </div>
        <Dialog id="assessment" title="Assessment" open=assessment.open>
            <AssessmentForm sheet=assessment on_written=done />
        </Dialog>
        <Dialog id="prescription" title="Prescription" open=prescription.open>
            <PrescriptionForm sheet=prescription on_written=done />
        </Dialog>
    }
    .into_any()
}

/// A checked form as it goes with a message.
fn written(kind: MessageKind, form: Result<impl Serialize, AppError>) -> Result<Written, AppError> {
    let payload = serde_json::to_value(form?).map_err(|_| AppError::invalid("payload", "This form cannot be sent."))?;
    Ok((kind, payload))
}

/// One line or, with `rows`, several. `field`: where in the payload it stands; an error about it stands below it.
#[component]
fn FormField(
    label: &'static str,
    #[prop(into)] id: String,
    #[prop(into)] field: Signal<String>,
    text: RwSignal<String>,
    error: RwSignal<Option<AppError>>,
    #[prop(optional)] rows: Option<u32>,
) -> impl IntoView {
    let refused = Memo::new(move |_| {
        let is_meant =
            |error: &AppError| error.field().and_then(|path| path.strip_prefix("payload.")) == Some(&field.get());
        error.get().filter(is_meant).map(|error| error.to_string())
    });
    let is_invalid = move || refused.get().map(|_| "true");
    let note = format!("{id}-note");
    let input = match rows {
        Some(rows) => view! {
            <textarea
                id=id.clone()
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
            <p id=note class="field__error" role=move || refused.get().map(|_| "alert") hidden=move || refused.get().is_none()>
                {move || refused.get()}
            </p>
        </div>
    }
}
