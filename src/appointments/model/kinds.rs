//! Types of appointments: what can be booked.

use crate::accounts::Practice;
use crate::error::{AppError, Result};
use crate::ids::{AppointmentTypeId, UserId};
use serde::{Deserialize, Serialize};

/// Minutes that an appointment lasts, and that are kept free beside it.
const MINUTES: std::ops::RangeInclusive<i32> = 5..=480;
const BUFFER: std::ops::RangeInclusive<i32> = 0..=240;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::Type, utoipa::ToSchema), sqlx(type_name = "text", rename_all = "snake_case"))]
#[serde(rename_all = "snake_case")]
pub enum Place {
    InPerson,
    Video,
}

impl Place {
    pub const ALL: [Self; 2] = [Self::InPerson, Self::Video];

    pub fn name(self) -> &'static str {
        match self {
            Self::InPerson => "In person",
            Self::Video => "Video visit",
        }
    }

    /// As the wire and the tables have it.
    pub fn code(self) -> &'static str {
        match self {
            Self::InPerson => "in_person",
            Self::Video => "video",
        }
    }

    /// Where people go for it; nothing where they meet on video, or the practice has said no address.
    pub fn address(self, practice: &Practice) -> Option<&str> {
        practice.address.as_deref().filter(|_| self == Self::InPerson)
    }
}

/// What can be booked. `minutes` is how long it lasts; `before` and `after` are minutes kept free beside it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct AppointmentType {
    pub id: AppointmentTypeId,
    /// Whose own type it is; without one it is the practice's.
    pub practitioner: Option<UserId>,
    pub name: String,
    pub minutes: i32,
    pub before: i32,
    pub after: i32,
    pub place: Place,
    /// As people read it, "80 €" or "free for members"; empty: nothing is said.
    pub price: String,
    /// Whether a practitioner has to confirm what is asked for.
    pub needs_confirmation: bool,
}

/// A type as somebody wants it to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct TypeDraft {
    pub name: String,
    pub minutes: i32,
    #[serde(default)]
    pub before: i32,
    #[serde(default)]
    pub after: i32,
    pub place: Place,
    #[serde(default)]
    pub price: String,
    #[serde(default = "yes")]
    pub needs_confirmation: bool,
}

/// What is to be different about a type; what is left out stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct TypeChange {
    pub name: Option<String>,
    pub minutes: Option<i32>,
    pub before: Option<i32>,
    pub after: Option<i32>,
    pub place: Option<Place>,
    pub price: Option<String>,
    pub needs_confirmation: Option<bool>,
}

impl TypeChange {
    pub fn of(self, kind: AppointmentType) -> TypeDraft {
        TypeDraft {
            name: self.name.unwrap_or(kind.name),
            minutes: self.minutes.unwrap_or(kind.minutes),
            before: self.before.unwrap_or(kind.before),
            after: self.after.unwrap_or(kind.after),
            place: self.place.unwrap_or(kind.place),
            price: self.price.unwrap_or(kind.price),
            needs_confirmation: self.needs_confirmation.unwrap_or(kind.needs_confirmation),
        }
    }
}

fn yes() -> bool {
    true
}

impl AppointmentType {
    /// `Consultation · 30 min · Video visit · 80 €`
    pub fn line(&self) -> String {
        let mut line = format!("{} · {} min · {}", self.name, self.minutes, self.place.name());
        if !self.price.is_empty() {
            line.push_str(" · ");
            line.push_str(&self.price);
        }
        line
    }
}

impl TypeDraft {
    pub fn new(name: &str, minutes: i32, place: Place) -> Self {
        Self { name: name.into(), minutes, before: 0, after: 0, place, price: String::new(), needs_confirmation: true }
    }

    /// Trimmed and within bounds: a name of 1 to 80 characters, a price of at most 60, 5 to 480 minutes, buffers of at
    /// most 240.
    pub fn checked(self) -> Result<Self> {
        let name = check_line("name", &self.name, 80)?;
        if name.is_empty() {
            return Err(AppError::invalid("name", "Please give it a name."));
        }
        if !MINUTES.contains(&self.minutes) {
            return Err(AppError::invalid("minutes", "An appointment lasts 5 to 480 minutes."));
        }
        for (field, minutes) in [("before", self.before), ("after", self.after)] {
            if !BUFFER.contains(&minutes) {
                return Err(AppError::invalid(field, "At most 240 minutes are kept free."));
            }
        }
        Ok(Self { name, price: check_line("price", &self.price, 60)?, ..self })
    }
}

/// One printable line of at most so many characters, trimmed.
pub fn check_line(field: &str, text: &str, longest: usize) -> Result<String> {
    let text = text.trim();
    if text.chars().count() > longest || text.chars().any(char::is_control) {
        let why = format!("At most {longest} characters, all of them printable.");
        return Err(AppError::invalid(field, &why));
    }
    Ok(text.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_has_a_name_and_a_length() {
        let draft = |name: &str, minutes| TypeDraft::new(name, minutes, Place::Video).checked();
        assert_eq!(draft(" Check-up ", 30).map(|draft| draft.name), Ok("Check-up".into()));
        for wrong in [draft(" ", 30), draft("Check-up", 4), draft("Check-up", 481), draft("a\nb", 30)] {
            assert!(wrong.is_err());
        }
        assert!(TypeDraft { before: 241, ..TypeDraft::new("Check-up", 30, Place::Video) }.checked().is_err());
    }

    #[test]
    fn confirmation_is_asked_for_unless_it_is_said_otherwise() -> std::result::Result<(), serde_json::Error> {
        let draft: TypeDraft = serde_json::from_str(r#"{"name":"Check-up","minutes":30,"place":"video"}"#)?;
        assert_eq!(draft, TypeDraft::new("Check-up", 30, Place::Video));
        Ok(())
    }
}
