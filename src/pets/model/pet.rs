//! A pet as people see it, and the short form in which it is chosen and shown beside other things.

use super::{BirthDate, Neutered, Sex, Species, age_in_words};
use crate::accounts::{Me, User};
use crate::files::Attachment;
use crate::ids::{PetId, UserId};
use crate::time::Moment;
use serde::{Deserialize, Serialize};
use time::Date;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Pet {
    pub id: PetId,
    pub owner: User,
    pub name: String,
    pub species: Species,
    pub breed: Option<String>,
    pub sex: Sex,
    pub neutered: Neutered,
    pub birth_date: Option<BirthDate>,
    /// Empty where there are none.
    pub notes: String,
    pub photo: Option<Attachment>,
    pub created_at: Moment,
    /// From then on it is only read.
    pub removed_at: Option<Moment>,
}

/// What tells a pet from the others of its owner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct PetLine {
    pub id: PetId,
    pub name: String,
    pub species: Species,
    pub breed: Option<String>,
    /// The path of its photo in the size of a thumbnail.
    pub photo: Option<String>,
}

impl Pet {
    pub fn line(&self) -> PetLine {
        PetLine {
            id: self.id,
            name: self.name.clone(),
            species: self.species,
            breed: self.breed.clone(),
            photo: self.photo.as_ref().map(|photo| photo.thumbnail.clone().unwrap_or_else(|| photo.path())),
        }
    }

    /// `4 years`, where its birth date is known.
    pub fn age(&self, today: Date) -> Option<String> {
        self.birth_date.map(|born| age_in_words(born, today))
    }

    /// `Dog · Border collie · 4 years`
    pub fn summary(&self, today: Date) -> String {
        let parts = [Some(self.line().kind()), self.age(today)];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    pub fn is_removed(&self) -> bool {
        self.removed_at.is_some()
    }

    pub fn is_of(&self, user: UserId) -> bool {
        self.owner.id == user
    }

    /// Its owner and the practice's practitioners and admins, as long as it was not removed. Whether somebody sees it
    /// at all is decided before.
    pub fn may_be_changed_by(&self, me: &Me) -> bool {
        !self.is_removed() && (self.is_of(me.id()) || !me.is_client())
    }
}

impl PetLine {
    /// `Dog · Border collie`
    pub fn kind(&self) -> String {
        match &self.breed {
            Some(breed) => format!("{} · {breed}", self.species.name()),
            None => self.species.name().into(),
        }
    }

    /// `Nelli · Dog · Border collie`, as an option among others.
    pub fn text(&self) -> String {
        format!("{} · {}", self.name, self.kind())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    fn nelli() -> Pet {
        Pet {
            id: PetId::new(),
            owner: User { id: UserId::new(), name: "Mika".into(), avatar: None },
            name: "Nelli".into(),
            species: Species::Dog,
            breed: Some("Border collie".into()),
            sex: Sex::Female,
            neutered: Neutered::Yes,
            birth_date: Some(BirthDate(date!(2022 - 05 - 31))),
            notes: String::new(),
            photo: None,
            created_at: Moment::from_unix_millis(0),
            removed_at: None,
        }
    }

    #[test]
    fn what_is_known_stands_in_its_line() {
        let nelli = nelli();
        assert_eq!(nelli.summary(date!(2026 - 11 - 20)), "Dog · Border collie · 4 years");
        assert_eq!(nelli.line().text(), "Nelli · Dog · Border collie");
        let stray = Pet { breed: None, birth_date: None, ..nelli };
        assert_eq!(stray.summary(date!(2026 - 11 - 20)), "Dog");
    }

    #[test]
    fn it_travels_in_camel_case_with_a_plain_date() {
        let nelli = nelli();
        let json = serde_json::to_value(&nelli).unwrap_or_default();
        assert_eq!((&json["birthDate"], &json["removedAt"]), (&"2022-05-31".into(), &serde_json::Value::Null));
        assert_eq!(serde_json::from_value(json).ok(), Some(nelli));
    }
}
