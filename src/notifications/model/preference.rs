//! Ways to a person, and what is usual on each.

use super::Sort;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::Type, utoipa::ToSchema), sqlx(type_name = "text", rename_all = "lowercase"))]
#[serde(rename_all = "lowercase")]
pub enum Channel {
    /// The bell.
    Page,
    Push,
    Mail,
}

impl Channel {
    pub const ALL: [Self; 3] = [Self::Page, Self::Push, Self::Mail];

    /// As people read it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Page => "In the page",
            Self::Push => "Push",
            Self::Mail => "Mail",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::Type, utoipa::ToSchema), sqlx(type_name = "text", rename_all = "lowercase"))]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    Off,
    /// At once.
    On,
    /// Gathered with others, after a while: by mail alone.
    Digest,
}

impl Mode {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::On => "on",
            Self::Digest => "digest",
        }
    }

    /// As people read it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Off => "Off",
            Self::On => "At once",
            Self::Digest => "Gathered",
        }
    }
}

impl Sort {
    /// What is usual where somebody has chosen nothing else.
    pub fn usual(self, channel: Channel) -> Mode {
        match (self, channel) {
            (_, Channel::Page) => Mode::On,
            (Self::Reactions, _) => Mode::Off,
            (Self::Messages | Self::Groups | Self::Mentions, Channel::Mail) => Mode::Digest,
            _ => Mode::On,
        }
    }

    /// What a person may choose. The emergency line cannot be switched off.
    pub fn choices(self, channel: Channel) -> &'static [Mode] {
        match (self, channel) {
            (Self::Emergencies, _) => &[Mode::On],
            (Self::Messages | Self::Groups | Self::Mentions, Channel::Mail) => &[Mode::Off, Mode::On, Mode::Digest],
            _ => &[Mode::Off, Mode::On],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_usual_can_be_chosen() {
        for sort in Sort::ALL {
            for channel in Channel::ALL {
                assert!(sort.choices(channel).contains(&sort.usual(channel)), "{sort:?} {channel:?}");
            }
        }
    }
}
