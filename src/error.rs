//! The one error that crosses the wire. Its variants name the person's problem; one table gives each its code and
//! status.

use leptos::prelude::{FromServerFnError, ServerFnErrorErr};
use leptos::server_fn::codec::JsonEncoding;
use serde::{Deserialize, Serialize};

/// What went wrong, as the person it happened to can understand it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AppError {
    /// It does not exist, or not for this person: the two are told alike.
    NotFound,
    SignedOut,
    /// The email and password do not match; told alike whether or not the account exists.
    WrongCredentials,
    /// The right password of an account that an admin has suspended.
    Suspended,
    /// The person sees the thing but may not do this to it; `why` is a sentence.
    Forbidden {
        why: String,
    },
    /// Somebody was faster, or the thing is past that state.
    Conflict {
        why: String,
    },
    /// `field` does not hold; `why` is a sentence for the place where it was typed.
    Invalid {
        field: String,
        why: String,
    },
    /// Too much at once; trying again makes sense after `seconds`.
    SlowDown {
        seconds: u64,
    },
    /// Our fault. The cause is in the log under this reference.
    Broken {
        reference: String,
    },
    /// The server could not be reached; only ever made in the browser.
    Offline,
}

pub type Result<T, E = AppError> = std::result::Result<T, E>;

impl AppError {
    pub fn invalid(field: &str, why: &str) -> Self {
        Self::Invalid { field: field.into(), why: why.into() }
    }

    pub fn forbidden(why: &str) -> Self {
        Self::Forbidden { why: why.into() }
    }

    pub fn conflict(why: &str) -> Self {
        Self::Conflict { why: why.into() }
    }

    /// JSON does not fit what is asked for; `place` is where, if that is known, and `cause` what its reader says, in
    /// words for programmers.
    pub fn misfit(field: &str, place: Option<&str>, cause: &str) -> Self {
        let named = |start: &str| cause.strip_prefix(start).and_then(|rest| rest.split('`').next());
        let what = place.map_or_else(|| "This".to_owned(), |place| format!("`{place}`"));
        let why = match (named("missing field `"), named("duplicate field `")) {
            (Some(name), _) => format!("`{name}` is missing."),
            (_, Some(name)) => format!("`{name}` is there twice."),
            _ if place.is_some() && cause.starts_with("UUID parsing failed") => format!("{what} is not an id."),
            _ => format!("{what} does not fit what is asked for here."),
        };
        Self::Invalid { field: field.into(), why }
    }

    /// The code of docs/protocol.md and the HTTP status that goes with it.
    pub fn code(&self) -> (&'static str, u16) {
        match self {
            Self::NotFound => ("not_found", 404),
            Self::SignedOut | Self::WrongCredentials | Self::Suspended => ("signed_out", 401),
            Self::Forbidden { .. } => ("forbidden", 403),
            Self::Conflict { .. } => ("conflict", 409),
            Self::Invalid { .. } => ("invalid", 422),
            Self::SlowDown { .. } => ("slow_down", 429),
            Self::Broken { .. } => ("broken", 500),
            Self::Offline => ("offline", 503),
        }
    }

    /// The field that was refused, if the problem is one field's.
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::Invalid { field, .. } => Some(field),
            _ => None,
        }
    }
}

impl std::fmt::Display for AppError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotFound => write!(f, "There is nothing here that you can see."),
            Self::SignedOut => write!(f, "Please sign in."),
            Self::WrongCredentials => write!(f, "Email and password do not match."),
            Self::Suspended => write!(f, "This account is suspended. Please ask your practice."),
            Self::Forbidden { why } | Self::Conflict { why } | Self::Invalid { why, .. } => f.write_str(why),
            Self::SlowDown { seconds } => write!(f, "That was a lot at once. Please try again in {seconds} s."),
            Self::Broken { reference } => write!(f, "Something went wrong on our side (reference {reference})."),
            Self::Offline => write!(f, "The server cannot be reached right now."),
        }
    }
}

impl std::error::Error for AppError {}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) => Self::Offline,
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::Deserialization(_) | ServerFnErrorErr::MissingArg(_) => {
                Self::invalid("request", "The request could not be understood.")
            }
            _ => Self::Broken { reference: "unreachable".into() },
        }
    }
}

#[cfg(feature = "ssr")]
mod broken {
    use super::AppError;

    impl AppError {
        /// Logs an unexpected cause once and gives the person a reference to it.
        pub fn broken(cause: impl std::fmt::Display) -> Self {
            let reference = format!("{:08x}", rand::random::<u32>());
            tracing::error!(%reference, %cause, "something broke");
            Self::Broken { reference }
        }
    }

    impl From<sqlx::Error> for AppError {
        fn from(cause: sqlx::Error) -> Self {
            match cause {
                sqlx::Error::RowNotFound => Self::NotFound,
                other => Self::broken(other),
            }
        }
    }

    /// Turns the violation of one named constraint into the person's error.
    pub trait OnConstraint<T> {
        fn on_constraint(self, name: &str, error: impl FnOnce() -> AppError) -> Result<T, AppError>;
    }

    impl<T> OnConstraint<T> for Result<T, sqlx::Error> {
        fn on_constraint(self, name: &str, error: impl FnOnce() -> AppError) -> Result<T, AppError> {
            self.map_err(|cause| match cause.as_database_error().and_then(|e| e.constraint()) {
                Some(violated) if violated == name => error(),
                _ => cause.into(),
            })
        }
    }
}

#[cfg(feature = "ssr")]
pub use broken::OnConstraint;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::RoomId;

    #[derive(Debug, Deserialize)]
    struct Asked {
        #[allow(dead_code)]
        room: RoomId,
    }

    #[test]
    fn what_does_not_fit_is_said_in_plain_words() {
        for (json, place, why) in [
            (r#"{"room":"x"}"#, Some("room"), "`room` is not an id."),
            (r#"{"room":"x"}"#, None, "This does not fit what is asked for here."),
            (r#"{"room":7}"#, Some("room"), "`room` does not fit what is asked for here."),
            ("{}", None, "`room` is missing."),
            (r#"{"room":"0190a000-0000-7000-8000-000000000001","room":"x"}"#, None, "`room` is there twice."),
        ] {
            let cause = serde_json::from_str::<Asked>(json).err().map(|cause| cause.to_string()).unwrap_or_default();
            let error = AppError::misfit("body", place, &cause);
            assert_eq!((error.field(), &*error.to_string()), (Some("body"), why), "{cause}");
        }
    }
}
