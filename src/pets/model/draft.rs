//! A pet as it is typed, and the rules by which that becomes what is kept.

use super::{BirthDate, Neutered, Pet, Sex, Species};
use crate::accounts::model::parse_name;
use crate::error::{AppError, Result};
use serde::{Deserialize, Deserializer, Serialize};
use time::Date;

/// Characters of a breed and of the notes.
const BREED_LENGTH: usize = 80;
const NOTES_LENGTH: usize = 2_000;
/// Some tortoises see a second century; beyond that it is a slip of the finger.
const YEARS_AT_MOST: i32 = 150;

/// A pet to be added. Empty texts are as good as none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct PetDraft {
    /// 1 to 80 characters.
    pub name: String,
    pub species: Species,
    /// At most 80 characters.
    #[serde(default)]
    pub breed: Option<String>,
    #[serde(default)]
    pub sex: Sex,
    #[serde(default)]
    pub neutered: Neutered,
    /// As `2022-05-31`; not in the future.
    #[serde(default)]
    pub birth_date: Option<String>,
    /// At most 2,000 characters.
    #[serde(default)]
    pub notes: Option<String>,
}

/// What is to be otherwise; what is not named stays, and null or an empty text takes out what may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct PetChange {
    pub name: Option<String>,
    pub species: Option<Species>,
    #[serde(deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub breed: Option<String>,
    pub sex: Option<Sex>,
    pub neutered: Option<Neutered>,
    #[serde(deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<String>,
    #[serde(deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
}

/// What is kept of a pet, as it was typed and found to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PetFacts {
    pub name: String,
    pub species: Species,
    pub breed: Option<String>,
    pub sex: Sex,
    pub neutered: Neutered,
    pub birth_date: Option<BirthDate>,
    pub notes: String,
}

impl PetDraft {
    /// `today`: on the wall calendar of whoever types.
    pub fn check(&self, today: Date) -> Result<PetFacts> {
        Ok(PetFacts {
            name: parse_name(&self.name)?,
            species: self.species,
            breed: check_breed(self.breed.as_deref().unwrap_or_default())?,
            sex: self.sex,
            neutered: self.neutered,
            birth_date: check_birth_date(self.birth_date.as_deref().unwrap_or_default(), today)?,
            notes: check_notes(self.notes.as_deref().unwrap_or_default())?,
        })
    }
}

impl From<PetDraft> for PetChange {
    fn from(draft: PetDraft) -> Self {
        Self {
            name: Some(draft.name),
            species: Some(draft.species),
            breed: Some(draft.breed.unwrap_or_default()),
            sex: Some(draft.sex),
            neutered: Some(draft.neutered),
            birth_date: Some(draft.birth_date.unwrap_or_default()),
            notes: Some(draft.notes.unwrap_or_default()),
        }
    }
}

impl From<&Pet> for PetDraft {
    fn from(pet: &Pet) -> Self {
        Self {
            name: pet.name.clone(),
            species: pet.species,
            breed: pet.breed.clone(),
            sex: pet.sex,
            neutered: pet.neutered,
            birth_date: pet.birth_date.map(|date| date.to_string()),
            notes: Some(pet.notes.clone()),
        }
    }
}

impl PetChange {
    /// The pet as it would be typed with these changes.
    pub fn onto(self, pet: &Pet) -> PetDraft {
        let now = PetDraft::from(pet);
        PetDraft {
            name: self.name.unwrap_or(now.name),
            species: self.species.unwrap_or(now.species),
            breed: self.breed.or(now.breed),
            sex: self.sex.unwrap_or(now.sex),
            neutered: self.neutered.unwrap_or(now.neutered),
            birth_date: self.birth_date.or(now.birth_date),
            notes: self.notes.or(now.notes),
        }
    }
}

/// Null is as good as an empty text, and not the same as what is not there.
fn given<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Option::deserialize(deserializer).map(|text: Option<String>| Some(text.unwrap_or_default()))
}

fn check_breed(text: &str) -> Result<Option<String>> {
    let breed = text.trim();
    if breed.chars().count() > BREED_LENGTH || breed.chars().any(char::is_control) {
        return Err(AppError::invalid("breed", "A breed has at most 80 characters, all of them printable."));
    }
    Ok((!breed.is_empty()).then(|| breed.into()))
}

fn check_birth_date(text: &str, today: Date) -> Result<Option<BirthDate>> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let refused = |why| AppError::invalid("birthDate", why);
    let born: BirthDate = text.parse().map_err(|_| refused("Please enter the birth date as 2022-05-31."))?;
    if born.0 > today {
        return Err(refused("A birth date lies in the past."));
    }
    if born.0.year() < today.year() - YEARS_AT_MOST {
        return Err(refused("That is more than 150 years ago; please check the year."));
    }
    Ok(Some(born))
}

fn check_notes(text: &str) -> Result<String> {
    let notes = text.trim();
    let is_printable = !notes.chars().any(|c| c.is_control() && c != '\n' && c != '\t');
    if notes.chars().count() > NOTES_LENGTH || !is_printable {
        return Err(AppError::invalid("notes", "Notes have at most 2,000 characters, all of them printable."));
    }
    Ok(notes.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    const TODAY: Date = date!(2026 - 11 - 20);

    fn draft() -> PetDraft {
        PetDraft {
            name: " Nelli ".into(),
            species: Species::Dog,
            breed: Some("  ".into()),
            sex: Sex::Female,
            neutered: Neutered::Unknown,
            birth_date: Some("2022-05-31".into()),
            notes: Some("Afraid of thunder.\nLikes cheese.".into()),
        }
    }

    fn refused(draft: PetDraft) -> Option<String> {
        draft.check(TODAY).err().and_then(|error| error.field().map(str::to_owned))
    }

    #[test]
    fn what_is_typed_is_trimmed_and_emptiness_is_nothing() {
        let facts = draft().check(TODAY);
        assert_eq!(facts.as_ref().map(|facts| facts.name.as_str()), Ok("Nelli"));
        assert_eq!(facts.as_ref().map(|facts| facts.breed.clone()), Ok(None));
        assert_eq!(facts.map(|facts| facts.birth_date), Ok("2022-05-31".parse().ok()));
        let bare: Result<PetDraft, _> = serde_json::from_str(r#"{"name": "Pulla", "species": "cat"}"#);
        assert!(bare.is_ok_and(|bare| bare.check(TODAY).is_ok_and(|facts| facts.notes.is_empty())));
    }

    #[test]
    fn each_field_says_what_is_wrong_with_it() {
        for name in ["", " \n", "a\u{0}b", "a\nb", &"é".repeat(81)] {
            assert_eq!(refused(PetDraft { name: name.into(), ..draft() }), Some("name".into()), "{name:?}");
        }
        for breed in ["a\u{0}b", "a\tb", &"é".repeat(81)] {
            assert_eq!(refused(PetDraft { breed: Some(breed.into()), ..draft() }), Some("breed".into()), "{breed:?}");
        }
        for date in ["2026-11-21", "9999-12-31", "1875-01-01", "0000-01-01", "today", "2022-02-30"] {
            let draft = PetDraft { birth_date: Some(date.into()), ..draft() };
            assert_eq!(refused(draft), Some("birthDate".into()), "{date}");
        }
        for notes in ["a\u{0}b", "\u{7f}", &"é".repeat(2_001)] {
            assert_eq!(refused(PetDraft { notes: Some(notes.into()), ..draft() }), Some("notes".into()), "{notes:?}");
        }
        assert_eq!(refused(PetDraft { notes: Some("é".repeat(2_000)), name: "é".repeat(80), ..draft() }), None);
        assert_eq!(refused(PetDraft { birth_date: Some("2026-11-20".into()), ..draft() }), None, "born today");
    }

    #[test]
    fn a_change_keeps_what_it_does_not_name_and_null_takes_out() {
        let read = |text| serde_json::from_str::<PetChange>(text).unwrap_or_default();
        assert_eq!(read("{}"), PetChange::default());
        assert_eq!(read(r#"{"breed": null}"#).breed, Some(String::new()));
        assert_eq!(read(r#"{"birthDate": "2022-05-31"}"#).birth_date, Some("2022-05-31".into()));
        let change = PetChange { notes: Some(String::new()), ..PetChange::default() };
        let json = serde_json::to_string(&change).unwrap_or_default();
        assert_eq!(read(&json), change, "it travels as it is");
    }
}
