//! Assessments and prescriptions are forms in Attend and plain text in the contract: one is written as the other here.

use crate::chat::{Assessment, Medicine, Message, MessageKind, Prescription};
use serde_json::Value;

/// Characters of a first line that can be a title.
const TITLE: usize = 200;
const UNTITLED: &str = "Assessment";

/// The form that a text says, unchecked. A text that is a JSON object is the form itself.
pub fn form_of(kind: MessageKind, content: &str) -> Option<Value> {
    let content = content.trim();
    let is_form = matches!(kind, MessageKind::Assessment | MessageKind::Prescription);
    if content.is_empty() || !is_form {
        return None;
    }
    let object = serde_json::from_str(content).ok().filter(Value::is_object);
    object.or_else(|| match kind {
        MessageKind::Assessment => serde_json::to_value(assessment(content)).ok(),
        _ => serde_json::to_value(prescription(content)).ok(),
    })
}

/// The first line is the title, what follows are the findings.
fn assessment(text: &str) -> Assessment {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let (title, findings) = if first.chars().count() > TITLE { (UNTITLED, text) } else { (first, rest) };
    Assessment { title: title.into(), findings: findings.trim().into(), ..Assessment::default() }
}

/// Each line up to the first empty one is a medicine, what follows are the notes.
fn prescription(text: &str) -> Prescription {
    let mut lines = text.lines();
    let medicines = lines.by_ref().map(str::trim).take_while(|line| !line.is_empty());
    let medicines = medicines.map(|line| Medicine { name: line.into(), ..Medicine::default() }).collect();
    Prescription { medicines, notes: lines.collect::<Vec<_>>().join("\n").trim().into() }
}

/// What a message says, as text: its words, and below them its form.
pub fn text_of(message: &Message) -> String {
    let payload = message.payload.clone();
    let form = match message.kind {
        MessageKind::Assessment => payload.and_then(|form| serde_json::from_value(form).ok()).map(assessment_text),
        MessageKind::Prescription => payload.and_then(|form| serde_json::from_value(form).ok()).map(prescription_text),
        _ => None,
    };
    let parts = [message.body.clone(), form.unwrap_or_default()];
    joined(&parts, "\n\n")
}

fn assessment_text(form: Assessment) -> String {
    let labelled = |label: &str, text: String| if text.is_empty() { text } else { format!("{label}: {text}") };
    let first = joined(&[form.title, form.findings], "\n");
    joined(&[first, labelled("Advice", form.advice), labelled("Follow-up", form.follow_up)], "\n\n")
}

fn prescription_text(form: Prescription) -> String {
    let line = |medicine: Medicine| {
        joined(&[medicine.name, medicine.dose, medicine.frequency, medicine.duration, medicine.notes], ", ")
    };
    let medicines: Vec<String> = form.medicines.into_iter().map(line).collect();
    joined(&[medicines.join("\n"), form.notes], "\n\n")
}

/// Those parts that say something.
fn joined(parts: &[String], between: &str) -> String {
    let said: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    said.join(between)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn form(kind: MessageKind, text: &str) -> Value {
        form_of(kind, text).unwrap_or_default()
    }

    #[test]
    fn a_text_becomes_a_form() {
        let kept = form(MessageKind::Assessment, " Sprained ankle\nSwollen.\nWarm. ");
        assert_eq!(kept, json!({"title": "Sprained ankle", "findings": "Swollen.\nWarm."}));
        let kept = form(MessageKind::Assessment, &"x".repeat(201));
        assert_eq!(kept, json!({"title": "Assessment", "findings": "x".repeat(201)}));
        let kept = form(MessageKind::Prescription, "Ibuprofen 400 mg\nParacetamol\n\nWith food.\nNot at night.");
        let medicines = json!([{"name": "Ibuprofen 400 mg"}, {"name": "Paracetamol"}]);
        assert_eq!(kept, json!({"medicines": medicines, "notes": "With food.\nNot at night."}));
        let kept = form(MessageKind::Assessment, r#"{"title": "Sprain", "advice": "Rest"}"#);
        assert_eq!(kept, json!({"title": "Sprain", "advice": "Rest"}));
    }

    #[test]
    fn nothing_is_no_form_and_other_kinds_have_none() {
        assert_eq!(form_of(MessageKind::Assessment, " \n "), None);
        assert_eq!(form(MessageKind::Assessment, "{Sprain}"), json!({"title": "{Sprain}"}));
        assert_eq!(form_of(MessageKind::Text, "{}"), None);
    }

    #[test]
    fn a_form_reads_as_the_text_it_came_from() {
        let text = "Sprained ankle\nSwollen.";
        assert_eq!(assessment_text(assessment(text)), text);
        let text = "Ibuprofen 400 mg\nParacetamol\n\nWith food.";
        assert_eq!(prescription_text(prescription(text)), text);
        let form = Assessment { title: "Sprain".into(), advice: "Rest".into(), ..Assessment::default() };
        assert_eq!(assessment_text(form), "Sprain\n\nAdvice: Rest");
    }
}
