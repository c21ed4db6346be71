//! What a push service said.

use crate::time::Moment;
use reqwest::StatusCode;
use reqwest::header::{HeaderMap, RETRY_AFTER};
use std::time::Duration;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc2822;

/// Nobody is waited for longer.
const LONGEST: Duration = Duration::from_hours(24);

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The push service has it, and brings it when it can.
    Sent,
    /// There is no such subscription any more.
    Gone,
    /// It may go well later; not before `after`, where the push service says so.
    Passing { why: String, after: Option<Duration> },
    /// It will never be taken like this.
    Refused { why: String },
}

impl Answer {
    pub(super) fn of(status: StatusCode, headers: &HeaderMap) -> Self {
        let why = || format!("The push service answered {}.", status.as_u16());
        match status.as_u16() {
            200..=299 => Self::Sent,
            404 | 410 => Self::Gone,
            408 | 429 | 500..=599 => Self::Passing { why: why(), after: retry_after(headers) },
            _ => Self::Refused { why: why() },
        }
    }
}

/// What kept a request from being answered, without the address, which is a secret of the browser's.
pub(super) fn network(error: &reqwest::Error) -> String {
    let why = if error.is_timeout() {
        "The push service took too long to answer."
    } else if error.is_connect() {
        "The push service cannot be reached."
    } else {
        "The connection to the push service broke."
    };
    why.into()
}

/// Seconds, or a date (RFC 9110, section 10.2.3).
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    let until = || {
        let at = Moment(OffsetDateTime::parse(text, &Rfc2822).ok()?);
        Some(u64::try_from(at.seconds_since(Moment::now())).unwrap_or(0))
    };
    let seconds = text.parse().ok().or_else(until)?;
    Some(Duration::from_secs(seconds).min(LONGEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(status: u16, wait: &str) -> Answer {
        let headers = wait.parse().map(|wait| (RETRY_AFTER, wait)).into_iter().collect();
        Answer::of(StatusCode::from_u16(status).unwrap_or_default(), &headers)
    }

    #[test]
    fn each_status_means_one_thing() {
        for sent in [200, 201, 202, 204] {
            assert_eq!(of(sent, ""), Answer::Sent);
        }
        for gone in [404, 410] {
            assert_eq!(of(gone, ""), Answer::Gone);
        }
        for passing in [429, 500, 503] {
            assert!(matches!(of(passing, "120"), Answer::Passing { after: Some(after), .. } if after.as_secs() == 120));
        }
        for refused in [301, 400, 401, 403, 413] {
            assert!(matches!(of(refused, ""), Answer::Refused { .. }), "{refused}");
        }
    }

    #[test]
    fn a_push_service_may_name_a_date_and_is_not_waited_for_for_ever() {
        let after = |wait: &str| match of(429, wait) {
            Answer::Passing { after, .. } => after,
            _ => None,
        };
        assert_eq!(after("Wed, 21 Oct 2015 07:28:00 GMT"), Some(Duration::ZERO));
        assert_eq!(after("999999999"), Some(LONGEST));
        assert_eq!(after("Fri, 20 Nov 2099 07:28:00 GMT"), Some(LONGEST));
        assert_eq!((after("soon"), after("")), (None, None));
    }
}
