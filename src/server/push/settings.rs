//! The settings of web push.

use crate::server::switch::Switch;

#[derive(clap::Args, Clone, Debug, Default)]
pub struct PushSettings {
    /// Whom a push service may write to about our pushes, as <mailto:it@example.org> [default: `ATTEND_URL`, where that is https]
    #[arg(long, env = "ATTEND_PUSH_CONTACT", value_name = "ATTEND_PUSH_CONTACT", value_parser = contact, global = true)]
    pub push_contact: Option<String>,

    /// Send pushes to private addresses and without TLS too, for a push service of one's own
    #[arg(long, env = "ATTEND_PUSH_ALLOW_PRIVATE", value_name = "ATTEND_PUSH_ALLOW_PRIVATE", default_value = "off", value_parser = Switch, num_args = 0..=1, default_missing_value = "on", global = true)]
    pub push_allow_private: bool,
}

/// What RFC 8292 takes for a contact.
fn contact(text: &str) -> Result<String, String> {
    let text = text.trim();
    let named = text.strip_prefix("mailto:").is_some_and(|address| address.contains('@'));
    if named || text.starts_with("https://") {
        Ok(text.into())
    } else {
        Err("a contact looks like mailto:it@example.org or https://example.org".into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_is_an_address_or_a_page() {
        for good in ["mailto:it@example.org", "https://example.org/contact"] {
            assert_eq!(contact(good).as_deref(), Ok(good));
        }
        for bad in ["it@example.org", "mailto:", "http://example.org", ""] {
            assert!(contact(bad).is_err(), "{bad}");
        }
    }
}
