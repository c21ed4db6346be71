//! Tokens: what a person's own programs show to act for them.

use crate::error::{AppError, Result};
use crate::ids::TokenId;
use crate::time::Moment;
use serde::{Deserialize, Serialize};

/// Every token begins with it, so that a leaked one is told from other secrets.
pub const TOKEN_PREFIX: &str = "attend_pat_";

/// What a token may do. Whoever may write may read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "lowercase"))]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    Read,
    Write,
}

impl Scope {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
        }
    }

    pub const fn name(self) -> &'static str {
        match self {
            Self::Read => "Read",
            Self::Write => "Read and write",
        }
    }
}

/// A token as its owner sees it in a list; the token itself is shown only when it is made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Token {
    pub id: TokenId,
    pub name: String,
    pub scope: Scope,
    pub created_at: Moment,
    pub last_used_at: Option<Moment>,
    /// Without one it holds until it is revoked.
    pub expires_at: Option<Moment>,
}

/// Value and text of each lifetime on offer.
pub const LIFETIMES: [(&str, &str); 4] =
    [("30", "30 days"), ("90", "90 days"), ("365", "365 days"), ("never", "Never")];

/// The days a token lives; `None` is for ever.
pub fn parse_lifetime(text: &str) -> Result<Option<i32>> {
    match text {
        "never" => Ok(None),
        _ if LIFETIMES.iter().any(|(value, _)| *value == text) => Ok(text.parse().ok()),
        _ => Err(AppError::invalid("expires", "A token expires after 30, 90 or 365 days, or never.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_lives_as_long_as_is_on_offer() {
        assert_eq!(parse_lifetime("90"), Ok(Some(90)));
        assert_eq!(parse_lifetime("never"), Ok(None));
        for other in ["", "0", "-30", "31", "30 days", "36500"] {
            assert!(parse_lifetime(other).is_err(), "{other}");
        }
    }
}
