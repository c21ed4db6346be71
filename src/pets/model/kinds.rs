//! What a pet is: its species, its sex, and whether it is neutered.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::Type, utoipa::ToSchema), sqlx(type_name = "text", rename_all = "snake_case"))]
#[serde(rename_all = "snake_case")]
pub enum Species {
    Dog,
    Cat,
    Rabbit,
    Bird,
    GuineaPig,
    Horse,
    Reptile,
    Other,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::Type, utoipa::ToSchema), sqlx(type_name = "text", rename_all = "lowercase"))]
#[serde(rename_all = "lowercase")]
pub enum Sex {
    Female,
    Male,
    #[default]
    Unknown,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::Type, utoipa::ToSchema), sqlx(type_name = "text", rename_all = "lowercase"))]
#[serde(rename_all = "lowercase")]
pub enum Neutered {
    Yes,
    No,
    #[default]
    Unknown,
}

impl Species {
    pub const ALL: [Self; 8] =
        [Self::Dog, Self::Cat, Self::Rabbit, Self::Bird, Self::GuineaPig, Self::Horse, Self::Reptile, Self::Other];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Dog => "dog",
            Self::Cat => "cat",
            Self::Rabbit => "rabbit",
            Self::Bird => "bird",
            Self::GuineaPig => "guinea_pig",
            Self::Horse => "horse",
            Self::Reptile => "reptile",
            Self::Other => "other",
        }
    }

    /// As people read it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dog => "Dog",
            Self::Cat => "Cat",
            Self::Rabbit => "Rabbit",
            Self::Bird => "Bird",
            Self::GuineaPig => "Guinea pig",
            Self::Horse => "Horse",
            Self::Reptile => "Reptile",
            Self::Other => "Other",
        }
    }

    /// What stands for a pet without a photo.
    pub fn emoji(self) -> &'static str {
        match self {
            Self::Dog => "🐶",
            Self::Cat => "🐱",
            Self::Rabbit => "🐰",
            Self::Bird => "🐦",
            Self::GuineaPig => "🐹",
            Self::Horse => "🐴",
            Self::Reptile => "🦎",
            Self::Other => "🐾",
        }
    }
}

impl Sex {
    pub const ALL: [Self; 3] = [Self::Unknown, Self::Female, Self::Male];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Female => "female",
            Self::Male => "male",
            Self::Unknown => "unknown",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Female => "Female",
            Self::Male => "Male",
            Self::Unknown => "Unknown",
        }
    }
}

impl Neutered {
    pub const ALL: [Self; 3] = [Self::Unknown, Self::Yes, Self::No];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Unknown => "unknown",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Yes => "Yes",
            Self::No => "No",
            Self::Unknown => "Unknown",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_code_are_the_names_on_the_wire() {
        for species in Species::ALL {
            assert_eq!(serde_json::to_value(species).ok(), Some(species.as_str().into()));
        }
        for sex in Sex::ALL {
            assert_eq!(serde_json::to_value(sex).ok(), Some(sex.as_str().into()));
        }
        for neutered in Neutered::ALL {
            assert_eq!(serde_json::to_value(neutered).ok(), Some(neutered.as_str().into()));
        }
    }
}
