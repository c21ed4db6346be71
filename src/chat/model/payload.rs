//! What a message holds besides words. Practitioners write assessments and prescriptions by a form: they are shown as
//! cards, and printable. A text may ask to be confirmed.

use super::acknowledgement::Asking;
use super::message::MessageKind;
use crate::error::{AppError, Result};
use crate::time::Moment;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Characters that a name or a heading has at most, and a longer text.
const LINE_LENGTH: usize = 200;
const TEXT_LENGTH: usize = 4_000;
const MEDICINES: usize = 30;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Assessment {
    pub title: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub findings: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub advice: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub follow_up: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Prescription {
    pub medicines: Vec<Medicine>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub notes: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Medicine {
    pub name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub dose: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub frequency: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub duration: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub notes: String,
}

impl Assessment {
    /// Trimmed; the title has to be there.
    pub fn checked(self) -> Result<Self> {
        Ok(Self {
            title: Part("title", "title").needed(&self.title)?,
            findings: Part("findings", "findings").text(&self.findings)?,
            advice: Part("advice", "advice").text(&self.advice)?,
            follow_up: Part("followUp", "follow-up").text(&self.follow_up)?,
        })
    }
}

impl Prescription {
    /// Trimmed; 1 to 30 medicines, each with its name.
    pub fn checked(self) -> Result<Self> {
        if self.medicines.is_empty() || self.medicines.len() > MEDICINES {
            return Err(AppError::invalid("payload", "A prescription has 1 to 30 medicines."));
        }
        let medicines = self.medicines.into_iter().zip(0..).map(|(medicine, place)| medicine.checked(place));
        Ok(Self { medicines: medicines.collect::<Result<_>>()?, notes: Part("notes", "notes").text(&self.notes)? })
    }
}

impl Medicine {
    fn checked(self, place: usize) -> Result<Self> {
        let field = |name: &str| format!("medicines.{place}.{name}");
        Ok(Self {
            name: Part(&field("name"), "name of the medicine").needed(&self.name)?,
            dose: Part(&field("dose"), "dose").line(&self.dose)?,
            frequency: Part(&field("frequency"), "frequency").line(&self.frequency)?,
            duration: Part(&field("duration"), "duration").line(&self.duration)?,
            notes: Part(&field("notes"), "instructions").text(&self.notes)?,
        })
    }
}

/// The payload as it is kept. Assessments and prescriptions always have one, a text where it asks to be confirmed.
pub fn check_payload(kind: MessageKind, payload: Option<Value>) -> Result<Option<Value>> {
    let written = match (kind, payload) {
        (MessageKind::Assessment, Some(payload)) => to_value(read::<Assessment>(payload)?.checked()?),
        (MessageKind::Prescription, Some(payload)) => to_value(read::<Prescription>(payload)?.checked()?),
        (MessageKind::Assessment | MessageKind::Prescription, None) => {
            return Err(AppError::invalid("payload", "The form is missing."));
        }
        (MessageKind::Text, Some(payload)) if Asking::is_in(Some(&payload)) => {
            to_value(read::<Asking>(payload)?.checked(Moment::now())?)
        }
        (_, None) => return Ok(None),
        (_, Some(_)) => return Err(AppError::invalid("payload", "A message of this kind has no payload.")),
    };
    Ok(Some(written))
}

fn read<T: DeserializeOwned>(payload: Value) -> Result<T> {
    if !payload.is_object() {
        return Err(AppError::invalid("payload", "A form is a JSON object."));
    }
    serde_json::from_value(payload).map_err(|cause| AppError::misfit("payload", None, &cause.to_string()))
}

fn to_value(form: impl Serialize) -> Value {
    serde_json::to_value(form).unwrap_or_default()
}

/// Where in the payload something stands, and what a sentence calls it.
struct Part<'a>(&'a str, &'a str);

impl Part<'_> {
    fn needed(self, given: &str) -> Result<String> {
        if given.trim().is_empty() { Err(self.refused("is missing")) } else { self.line(given) }
    }

    fn line(self, given: &str) -> Result<String> {
        self.limited(given, LINE_LENGTH, char::is_control)
    }

    fn text(self, given: &str) -> Result<String> {
        self.limited(given, TEXT_LENGTH, |c| c.is_control() && c != '\n' && c != '\t')
    }

    fn limited(self, given: &str, length: usize, is_wrong: impl Fn(char) -> bool) -> Result<String> {
        let kept = given.trim();
        if kept.chars().count() > length {
            return Err(self.refused(&format!("has at most {length} characters")));
        }
        if kept.chars().any(is_wrong) {
            return Err(self.refused("cannot hold control characters"));
        }
        Ok(kept.into())
    }

    fn refused(&self, why: &str) -> AppError {
        AppError::invalid(&format!("payload.{}", self.0), &format!("The {} {why}.", self.1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn forms_are_trimmed_and_kept_as_they_are_otherwise() {
        let given =
            json!({"title": " Sprain ", "findings": "Swollen.\nWarm.", "followUp": "In a week", "color": "red"});
        let kept = json!({"title": "Sprain", "findings": "Swollen.\nWarm.", "followUp": "In a week"});
        assert_eq!(check_payload(MessageKind::Assessment, Some(given)), Ok(Some(kept)));
        let medicine = json!({"name": "Ibuprofen", "dose": "400 mg", "frequency": "3 × a day", "duration": "5 days"});
        let given = json!({"medicines": [medicine], "notes": "With food."});
        assert_eq!(check_payload(MessageKind::Prescription, Some(given.clone())), Ok(Some(given)));
    }

    #[test]
    fn what_does_not_fit_is_refused_where_it_stands() {
        for (field, kind, payload) in [
            ("payload", MessageKind::Assessment, None),
            ("payload.title", MessageKind::Assessment, Some(json!({"title": "  "}))),
            ("payload.title", MessageKind::Assessment, Some(json!({"title": "a\nb"}))),
            ("payload.title", MessageKind::Assessment, Some(json!({"title": "x".repeat(201)}))),
            ("payload.findings", MessageKind::Assessment, Some(json!({"title": "x", "findings": "y".repeat(4_001)}))),
            ("payload", MessageKind::Assessment, Some(json!(["title"]))),
            ("payload", MessageKind::Prescription, Some(json!({"medicines": []}))),
            ("payload", MessageKind::Prescription, Some(json!({"medicines": [{"dose": "1"}]}))),
            (
                "payload.medicines.1.name",
                MessageKind::Prescription,
                Some(json!({"medicines": [{"name": "A"}, {"name": " "}]})),
            ),
            ("payload", MessageKind::Text, Some(json!({}))),
            ("payload", MessageKind::Text, Some(json!({"acknowledge": null}))),
            ("payload", MessageKind::Text, Some(json!({"acknowledge": {"deadline": "tomorrow"}}))),
            ("payload", MessageKind::Text, Some(json!({"acknowledge": {"deadline": "2020-01-01T00:00:00Z"}}))),
            ("payload", MessageKind::Image, Some(json!({"acknowledge": {}}))),
        ] {
            let refused = check_payload(kind, payload).err();
            assert_eq!(refused.as_ref().and_then(AppError::field), Some(field), "{kind:?}");
        }
    }
}
