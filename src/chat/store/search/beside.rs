//! What a message says beside its body: the lines of its card, and the names of its files. It is found by these too.

use super::marks::highlights;
use super::words::Words;
use crate::chat::model::{Assessment, FoundIn, HitPlace, Medicine, Message, MessageKind, Prescription};
use crate::chat::store::fold::fold;
use serde::Deserialize;
use serde_json::Value;
use std::iter;

/// All that a message says, as search reads it: folded, the body first, then what is beside it, a line each.
pub fn fold_message(message: &Message) -> String {
    Beside::of(message).folded_with(&message.body)
}

/// In the order in which the page shows it.
pub struct Beside(Vec<(HitPlace, String)>);

impl Beside {
    pub fn of(message: &Message) -> Self {
        let names = message.attachments.iter().map(|file| file.name.as_str());
        Self::read(message.kind, message.payload.as_ref(), names)
    }

    pub fn read<'a>(kind: MessageKind, payload: Option<&Value>, names: impl IntoIterator<Item = &'a str>) -> Self {
        let card = card_lines(kind, payload).into_iter().map(|line| (HitPlace::Card, line));
        let files = names.into_iter().map(|name| (HitPlace::File, name.to_owned()));
        Self(card.chain(files).collect())
    }

    pub fn folded_with(&self, body: &str) -> String {
        let mut folded = fold(body);
        for (_, line) in &self.0 {
            if !folded.is_empty() {
                folded.push('\n');
            }
            folded.push_str(&fold(line));
        }
        folded
    }

    /// The line with most of the words that the body lacks, the first of those that have as many; `None` where the
    /// body lacks none.
    pub fn found(self, body: &str, words: &Words) -> Option<FoundIn> {
        let body = fold(body);
        let missing: Vec<&str> = words.iter().filter(|word| !body.contains(*word)).collect();
        let has = |text: &str| {
            let folded = fold(text);
            missing.iter().filter(|word| folded.contains(**word)).count()
        };
        // Of equal ones `max_by_key` takes the last, so they are read from the end.
        let lines = self.0.into_iter().rev().map(|(place, text)| (has(&text), place, text));
        let (_, place, text) = lines.filter(|(count, ..)| *count > 0).max_by_key(|(count, ..)| *count)?;
        Some(FoundIn { place, highlights: highlights(&text, words), text })
    }
}

/// What is no card, or none that can be read, has no lines.
fn card_lines(kind: MessageKind, payload: Option<&Value>) -> Vec<String> {
    let Some(payload) = payload else { return Vec::new() };
    match kind {
        MessageKind::Assessment => Assessment::deserialize(payload).map(assessment).unwrap_or_default(),
        MessageKind::Prescription => Prescription::deserialize(payload).map(prescription).unwrap_or_default(),
        _ => Vec::new(),
    }
}

fn assessment(form: Assessment) -> Vec<String> {
    let texts = [form.findings, form.advice, form.follow_up];
    iter::once(form.title).chain(texts.iter().flat_map(|text| lines_of(text))).collect()
}

fn prescription(form: Prescription) -> Vec<String> {
    let said_of = |medicine: &Medicine| {
        let notes: Vec<String> = lines_of(&medicine.notes).collect();
        iter::once(facts(medicine)).chain(notes)
    };
    form.medicines.iter().flat_map(said_of).chain(lines_of(&form.notes)).collect()
}

/// A medicine in one line, as its card has it.
fn facts(medicine: &Medicine) -> String {
    let facts = [&medicine.name, &medicine.dose, &medicine.frequency, &medicine.duration];
    let given: Vec<&str> = facts.into_iter().map(String::as_str).filter(|fact| !fact.is_empty()).collect();
    given.join(" · ")
}

fn lines_of(text: &str) -> impl Iterator<Item = String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Result;
    use serde_json::json;

    fn sprain() -> Value {
        json!({"title": "Sprained ankle", "findings": "Swollen.\n\n Tender above the ankle", "followUp": "In a week"})
    }

    fn ibuprofen() -> Value {
        let medicine =
            json!({"name": "Ibuprofén", "dose": "400 mg", "duration": "5 days", "notes": "With food.\nNot at night."});
        json!({"medicines": [medicine, {"name": "Xylitol"}], "notes": "Ring us when dizzy"})
    }

    #[test]
    fn cards_and_names_of_files_are_folded_with_the_body_a_line_each() {
        let beside = Beside::read(MessageKind::Assessment, Some(&sprain()), ["Übersicht.pdf"]);
        let lines = "sprained ankle\nswollen.\ntender above the ankle\nin a week\nubersicht.pdf";
        assert_eq!(beside.folded_with(""), lines);
        assert_eq!(beside.folded_with("See HERE"), format!("see here\n{lines}"));
        let beside = Beside::read(MessageKind::Prescription, Some(&ibuprofen()), []);
        let lines = "ibuprofen · 400 mg · 5 days\nwith food.\nnot at night.\nxylitol\nring us when dizzy";
        assert_eq!(beside.folded_with(""), lines);
    }

    #[test]
    fn what_is_no_card_is_not_read_as_one() {
        let asking = json!({"acknowledge": {"deadline": null}, "title": "Sprain"});
        assert_eq!(Beside::read(MessageKind::Text, Some(&asking), []).folded_with("Words"), "words");
        assert_eq!(Beside::read(MessageKind::Assessment, Some(&json!({"findings": 1})), []).folded_with(""), "");
        assert_eq!(Beside::read(MessageKind::Prescription, None, []).folded_with(""), "");
    }

    #[test]
    fn the_line_is_told_that_has_most_of_what_the_body_lacks() -> Result<()> {
        let told = |body: &str, query: &str| -> Result<Option<(HitPlace, String)>> {
            let beside = Beside::read(MessageKind::Assessment, Some(&sprain()), ["ankle_left.png", "ankle.png"]);
            Ok(beside.found(body, &Words::of(query)?).map(|found| (found.place, found.text)))
        };
        let line = |place, text: &str| Some((place, text.to_owned()));
        assert_eq!(told("", "ankle")?, line(HitPlace::Card, "Sprained ankle"));
        assert_eq!(told("", "ankle tender")?, line(HitPlace::Card, "Tender above the ankle"));
        assert_eq!(told("", "ankle left")?, line(HitPlace::File, "ankle_left.png"));
        assert_eq!(told("The ankle again", "png ankle")?, line(HitPlace::File, "ankle_left.png"));
        assert_eq!(told("The ankle again", "ankle")?, None);
        Ok(())
    }

    #[test]
    fn hits_are_marked_in_the_line() -> Result<()> {
        let beside = Beside::read(MessageKind::Prescription, Some(&ibuprofen()), []);
        let found = beside.found("", &Words::of("PROFEN 400")?).ok_or(crate::error::AppError::NotFound)?;
        assert_eq!((found.text.as_str(), found.highlights), ("Ibuprofén · 400 mg · 5 days", vec![(3, 9), (12, 15)]));
        Ok(())
    }
}
