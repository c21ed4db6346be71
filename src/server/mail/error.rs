//! Why a letter was not sent, and whether it makes sense to try again.

use lettre::transport::smtp::Error;
use std::fmt;

/// Sentences for people; they name nobody's address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailError {
    /// No mail server is set up.
    Off,
    /// It may go through later: the server is away, busy, or does not let us in.
    Passing(String),
    /// It never will: this letter was refused.
    Permanent(String),
    /// The server has its text, and did not say whether it takes it.
    Unclear,
}

impl MailError {
    pub fn is_permanent(&self) -> bool {
        matches!(self, Self::Permanent(_))
    }

    pub(super) fn slow() -> Self {
        Self::Passing("The mail server took too long to answer.".into())
    }

    /// RFC 5321, 4.2.1: what begins with 4 may go through later, what begins with 5 will not. A refused sign-in is
    /// the settings' fault and not the letter's.
    pub(super) fn of(cause: &Error) -> Self {
        let code = cause.status().map(|code| code.to_string());
        let words = without_addresses(&words_of(cause));
        match code.as_deref() {
            Some("530" | "534" | "535" | "538") => {
                Self::Passing(format!("The mail server does not let us in: {words}."))
            }
            Some(code) if cause.is_permanent() => {
                Self::Permanent(format!("The mail server refused the letter: {code} {words}."))
            }
            Some(code) => Self::Passing(format!("The mail server asks to try again later: {code} {words}.")),
            None if cause.is_timeout() => Self::slow(),
            None if cause.is_tls() || words.contains("certificate") => {
                Self::Passing(format!("The mail server cannot be trusted: {words}."))
            }
            None => Self::Passing(format!("The mail server cannot be reached: {words}.")),
        }
    }
}

/// The innermost cause says most; it is what the server said where it said anything.
fn words_of(cause: &Error) -> String {
    let mut inner: &dyn std::error::Error = cause;
    while let Some(source) = inner.source() {
        inner = source;
    }
    inner.to_string().split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches('.').to_owned()
}

/// Servers like to repeat the address they refuse.
fn without_addresses(text: &str) -> String {
    let words = text.split(' ').map(|word| if word.contains('@') { "(address)" } else { word });
    words.collect::<Vec<_>>().join(" ")
}

impl fmt::Display for MailError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Off => f.write_str("E-mail is not set up."),
            Self::Passing(why) | Self::Permanent(why) => f.write_str(why),
            Self::Unclear => f.write_str("The mail server did not say whether it has the letter. It may have arrived."),
        }
    }
}

impl std::error::Error for MailError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobodys_address_is_repeated() {
        let said = "5.1.1 <noor@clinic.demo>: Recipient address rejected";
        assert_eq!(without_addresses(said), "5.1.1 (address) Recipient address rejected");
    }
}
