//! The settings of e-mail, and what has to hold among them.

use super::relay::Relay;
use clap::{Args, ValueEnum};
use lettre::message::Mailbox;
use std::net::Ipv6Addr;
use std::path::PathBuf;

#[derive(Args, Clone, Debug, Default)]
pub struct MailSettings {
    /// Mail server (SMTP) that e-mail goes out by, as <mail.example.org>; without one nothing is sent by e-mail
    #[arg(long, env = "ATTEND_SMTP_HOST", value_name = "ATTEND_SMTP_HOST", global = true)]
    pub smtp_host: Option<String>,

    /// Its port [default: 587 with starttls, 465 with tls, 25 with plain]
    #[arg(long, env = "ATTEND_SMTP_PORT", value_name = "ATTEND_SMTP_PORT", value_parser = clap::value_parser!(u16).range(1..), global = true)]
    pub smtp_port: Option<u16>,

    /// How the way there is protected: starttls, tls from the first byte, or plain (not at all)
    #[arg(
        long,
        env = "ATTEND_SMTP_SECURITY",
        value_name = "ATTEND_SMTP_SECURITY",
        default_value = "starttls",
        global = true
    )]
    pub smtp_security: Security,

    /// Name to sign in to it with
    #[arg(long, env = "ATTEND_SMTP_USER", value_name = "ATTEND_SMTP_USER", global = true)]
    pub smtp_user: Option<String>,

    /// Password to sign in to it with
    #[arg(
        long,
        env = "ATTEND_SMTP_PASSWORD",
        value_name = "ATTEND_SMTP_PASSWORD",
        hide_env_values = true,
        global = true
    )]
    pub smtp_password: Option<String>,

    /// Whom e-mail is from, as <attend@example.org>
    #[arg(long, env = "ATTEND_SMTP_FROM", value_name = "ATTEND_SMTP_FROM", global = true)]
    pub smtp_from: Option<String>,

    /// File (PEM) of the authority that vouches for it, where that is not one that everybody knows
    #[arg(long, env = "ATTEND_SMTP_CA", value_name = "ATTEND_SMTP_CA", global = true)]
    pub smtp_ca: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Security {
    #[default]
    Starttls,
    Tls,
    Plain,
}

impl Security {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Starttls => "starttls",
            Self::Tls => "tls",
            Self::Plain => "plain",
        }
    }

    /// The port that RFC 8314 and RFC 5321 have for it.
    fn port(self) -> u16 {
        match self {
            Self::Starttls => 587,
            Self::Tls => 465,
            Self::Plain => 25,
        }
    }
}

impl MailSettings {
    /// The mail server, if one is set up; a sentence where the settings do not hold.
    pub(super) fn relay(&self) -> Result<Option<Relay>, String> {
        let Some(host) = given(self.smtp_host.as_ref()) else { return self.nothing_else().map(|()| None) };
        Ok(Some(Relay {
            host: check_host(host)?,
            port: self.smtp_port.unwrap_or(self.smtp_security.port()),
            security: self.smtp_security,
            login: self.login()?,
            from: self.from()?,
            authority: self.smtp_ca.clone(),
        }))
    }

    /// Whether the settings hold; a sentence where they do not.
    pub fn check(&self) -> Result<(), String> {
        self.relay().map(drop)
    }

    /// Half a set-up is a mistake, not a wish for none.
    fn nothing_else(&self) -> Result<(), String> {
        let texts = [
            ("ATTEND_SMTP_USER", &self.smtp_user),
            ("ATTEND_SMTP_PASSWORD", &self.smtp_password),
            ("ATTEND_SMTP_FROM", &self.smtp_from),
        ];
        match texts.into_iter().find(|(_, text)| given(text.as_ref()).is_some()) {
            Some((name, _)) => Err(format!("ATTEND_SMTP_HOST is missing: {name} alone sends nothing.")),
            None => Ok(()),
        }
    }

    fn login(&self) -> Result<Option<(String, String)>, String> {
        match (given(self.smtp_user.as_ref()), self.smtp_password.as_deref().filter(|text| !text.is_empty())) {
            (Some(user), Some(password)) => Ok(Some((user.to_owned(), password.to_owned()))),
            (None, None) => Ok(None),
            (Some(_), None) => Err("ATTEND_SMTP_PASSWORD is missing: ATTEND_SMTP_USER needs it.".into()),
            (None, Some(_)) => Err("ATTEND_SMTP_USER is missing: ATTEND_SMTP_PASSWORD needs it.".into()),
        }
    }

    fn from(&self) -> Result<Mailbox, String> {
        let text = given(self.smtp_from.as_ref())
            .ok_or("ATTEND_SMTP_FROM is missing: it says whom e-mail is from, as attend@example.org.")?;
        text.parse().map_err(|_| {
            format!("ATTEND_SMTP_FROM is no address: {text}. It looks like attend@example.org or Attend <attend@example.org>.")
        })
    }
}

/// A variable that is set to nothing is not set.
fn given(text: Option<&String>) -> Option<&str> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty())
}

fn check_host(host: &str) -> Result<String, String> {
    let is_host = !host.contains(['/', '@', ' ', ':']) || host.parse::<Ipv6Addr>().is_ok();
    if is_host {
        Ok(host.to_owned())
    } else {
        Err(format!(
            "ATTEND_SMTP_HOST is no host: {host}. It looks like mail.example.org; ATTEND_SMTP_PORT is its port."
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole() -> MailSettings {
        MailSettings {
            smtp_host: Some("mail.example.org".into()),
            smtp_user: Some("attend".into()),
            smtp_password: Some("s3cret".into()),
            smtp_from: Some("Attend <attend@example.org>".into()),
            ..MailSettings::default()
        }
    }

    #[test]
    fn each_way_has_its_port() {
        for (smtp_security, port) in [(Security::Starttls, 587), (Security::Tls, 465), (Security::Plain, 25)] {
            let relay = MailSettings { smtp_security, ..whole() }.relay().ok().flatten();
            assert_eq!(relay.map(|relay| relay.place()), Some(format!("mail.example.org:{port}")));
        }
    }

    #[test]
    fn none_at_all_is_a_wish_and_half_a_set_up_a_mistake() {
        assert!(MailSettings::default().relay().is_ok_and(|relay| relay.is_none()));
        let empty = Some(String::new());
        let blank = MailSettings { smtp_host: empty.clone(), smtp_from: empty, ..MailSettings::default() };
        assert!(blank.relay().is_ok_and(|relay| relay.is_none()));
        let text = |text: &str| Some(text.to_owned());
        for (settings, named) in [
            (MailSettings { smtp_host: None, ..whole() }, "ATTEND_SMTP_HOST"),
            (MailSettings { smtp_host: text("smtp://mail.example.org"), ..whole() }, "ATTEND_SMTP_HOST"),
            (MailSettings { smtp_host: text("mail.example.org:25"), ..whole() }, "ATTEND_SMTP_HOST"),
            (MailSettings { smtp_from: None, ..whole() }, "ATTEND_SMTP_FROM"),
            (MailSettings { smtp_from: text("attend"), ..whole() }, "ATTEND_SMTP_FROM"),
            (MailSettings { smtp_user: None, ..whole() }, "ATTEND_SMTP_USER"),
            (MailSettings { smtp_password: None, ..whole() }, "ATTEND_SMTP_PASSWORD"),
        ] {
            let refusal = settings.check().err().unwrap_or_default();
            assert!(refusal.starts_with(named), "{named}: {refusal}");
            assert!(!refusal.contains("s3cret"));
        }
    }
}
