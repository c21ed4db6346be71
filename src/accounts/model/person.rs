//! Who people are, and the rules for what they may call themselves.

use super::Practice;
use crate::error::{AppError, Result};
use crate::hidden::without_hidden;
use crate::ids::UserId;
use crate::words::Role;
use serde::{Deserialize, Serialize};

/// Characters of what is looked for; nothing is called more than this.
const QUERY_LENGTH: usize = 120;

/// Bytes of an address (RFC 5321).
pub const EMAIL_LENGTH: usize = 254;

/// A person as others see them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct User {
    pub id: UserId,
    pub name: String,
    /// Address of a picture; without one, pages show the initials.
    pub avatar: Option<String>,
}

/// A person as they are found in a list of people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Person {
    #[serde(flatten)]
    pub user: User,
    pub role: Role,
}

/// The person who is signed in, as they see themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Me {
    pub id: UserId,
    pub name: String,
    pub avatar: Option<String>,
    pub email: String,
    pub role: Role,
    pub practice: Practice,
    pub time_zone: String,
    /// Others are not told when this person was last here.
    #[serde(default)]
    pub last_seen_hidden: bool,
    /// Other clients with whom this client shares a group do not begin conversations with them by that.
    #[serde(default)]
    pub closed_to_groups: bool,
}

impl Me {
    pub fn id(&self) -> UserId {
        self.id
    }

    /// The first part of the paths of this person's pages.
    pub fn slug(&self) -> &'static str {
        self.practice.kind.slug(self.role)
    }

    pub fn is_practitioner(&self) -> bool {
        self.role == Role::Practitioner
    }

    pub fn is_client(&self) -> bool {
        self.role == Role::Client
    }
}

/// Up to two letters that stand for a person: titles are passed over, so Dr. Imani Mbeki is IM.
pub fn initials(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().filter(|word| !word.ends_with('.')).collect();
    let first = words.first().and_then(|word| word.chars().next());
    let last = words.iter().skip(1).last().and_then(|word| word.chars().next());
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

/// 1 to 80 characters after trimming, none of them a control character. What is hidden in it is taken out.
pub fn parse_name(text: &str) -> Result<String> {
    let name = without_hidden(text);
    match name.chars().count() {
        0 => Err(AppError::invalid("name", "Please enter a name.")),
        1..=80 if !name.chars().any(char::is_control) => Ok(name),
        _ => Err(AppError::invalid("name", "A name has at most 80 characters, all of them printable.")),
    }
}

/// What lists of people, or of what they are called, are searched for; empty finds all.
pub fn check_query(text: &str) -> Result<String> {
    let text = text.trim();
    if text.chars().count() > QUERY_LENGTH || text.chars().any(char::is_control) {
        return Err(AppError::invalid("q", "A search has at most 120 characters, all of them printable."));
    }
    Ok(text.into())
}

/// An address in lower case, not longer than they are; whether it can be reached is another question.
pub fn parse_email(text: &str) -> Result<String> {
    let email = text.trim().to_lowercase();
    let is_address = email.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty() && domain.split('.').all(|label| !label.is_empty()) && !domain.contains('@')
    });
    if is_address && email.len() <= EMAIL_LENGTH && !email.contains(|c: char| c.is_whitespace() || c.is_control()) {
        Ok(email)
    } else {
        Err(AppError::invalid("email", "This does not look like an email address."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_pass_over_titles() {
        assert_eq!(initials("Dr. Imani Mbeki"), "IM");
        assert_eq!(initials("Ada"), "A");
        assert_eq!(initials("élodie van der berg"), "ÉB");
        assert_eq!(initials(""), "");
    }

    #[test]
    fn a_name_is_printable_and_not_too_long() {
        assert_eq!(parse_name("  Noor Rahimi "), Ok("Noor Rahimi".into()));
        assert_eq!(parse_name("Noor \u{202e}Rahimi\u{2069}"), Ok("Noor Rahimi".into()));
        assert!(parse_name(" ").is_err() && parse_name("\u{200b}\u{202e}").is_err());
        assert!(parse_name("a\u{0}b").is_err());
        assert!(parse_name(&"x".repeat(81)).is_err());
    }

    #[test]
    fn an_email_is_kept_in_lower_case() {
        assert_eq!(parse_email(" Noor@Clinic.DEMO "), Ok("noor@clinic.demo".into()));
        for bad in
            ["", "noor", "@clinic.demo", "noor@", "a b@c.d", "a@b@c.d", "a@b..c", &format!("{}@b.c", "x".repeat(260))]
        {
            assert!(parse_email(bad).is_err(), "{bad}");
        }
    }
}
