//! Assessments and prescriptions as cards.

use crate::chat::{Message, MessageKind};
use crate::ui::Linked;
use leptos::prelude::*;
use serde_json::Value;

/// The card of a message that has one.
pub fn card(message: &Message) -> Option<AnyView> {
    let payload = message.payload.as_ref()?;
    match message.kind {
        MessageKind::Assessment => Some(assessment(payload)),
        MessageKind::Prescription => Some(prescription(payload)),
        _ => None,
    }
}

fn assessment(payload: &Value) -> AnyView {
    let parts = [("Findings", "findings"), ("Advice", "advice"), ("Follow-up", "followUp")];
    view! {
        <div class="record">
            <p class="record__kind">"Assessment"</p>
            <h3 class="record__title">{text(payload, "title")}</h3>
            <dl class="record__parts">
                {parts.into_iter().filter_map(|(name, key)| part(name, text(payload, key))).collect_view()}
            </dl>
        </div>
    }
    .into_any()
}

fn prescription(payload: &Value) -> AnyView {
    let medicines = payload["medicines"].as_array().cloned().unwrap_or_default();
    view! {
        <div class="record">
            <p class="record__kind">"Prescription"</p>
            <ul class="record__medicines">{medicines.iter().map(medicine).collect_view()}</ul>
            <dl class="record__parts">{part("Notes", text(payload, "notes"))}</dl>
        </div>
    }
    .into_any()
}

fn medicine(medicine: &Value) -> AnyView {
    let facts = ["dose", "frequency", "duration"].map(|key| text(medicine, key));
    let facts = facts.into_iter().filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join(" · ");
    let notes = text(medicine, "notes");
    view! {
        <li>
            <strong>{text(medicine, "name")}</strong>
            <span>{facts}</span>
            {(!notes.is_empty()).then(|| view! { <em><Linked text=notes /></em> })}
        </li>
    }
    .into_any()
}

fn part(name: &'static str, text: String) -> Option<AnyView> {
    (!text.is_empty()).then(|| {
        view! {
            <dt>{name}</dt>
            <dd>
                <Linked text />
            </dd>
        }
        .into_any()
    })
}

fn text(payload: &Value, key: &str) -> String {
    payload[key].as_str().unwrap_or_default().to_owned()
}
