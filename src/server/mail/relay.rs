//! The mail server that letters go out by, as the settings have it.

use super::Security;
use super::way::{Kept, Way};
use lettre::message::Mailbox;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use std::net::IpAddr;
use std::path::PathBuf;

pub struct Relay {
    pub host: String,
    pub port: u16,
    pub security: Security,
    pub login: Option<(String, String)>,
    pub from: Mailbox,
    pub authority: Option<PathBuf>,
}

impl Relay {
    /// `mail.example.org:587`
    pub fn place(&self) -> String {
        format!("{}:{}", self.host, self.port)
    }

    /// `url`: where people open Attend; its host is what we say our name is.
    pub fn way(&self, url: Option<&str>) -> Result<Way, String> {
        let protection = match self.security {
            Security::Starttls => Tls::Required(self.tls()?),
            Security::Tls => Tls::Wrapper(self.tls()?),
            Security::Plain => Tls::None,
        };
        let login = self.login.clone();
        Ok(Way {
            host: self.host.clone(),
            port: self.port,
            protection,
            name: url.and_then(own_name).map_or_else(ClientId::default, ClientId::Domain),
            login: login.map(|(user, password)| Credentials::new(user, password)),
            kept: Kept::default(),
        })
    }

    fn tls(&self) -> Result<TlsParameters, String> {
        let mut builder = TlsParameters::builder(self.host.clone());
        if let Some(path) = &self.authority {
            let cannot = |cause: &dyn std::fmt::Display| {
                format!("ATTEND_SMTP_CA names {}, which cannot be used: {cause}.", path.display())
            };
            let pem = std::fs::read(path).map_err(|cause| cannot(&cause))?;
            builder = builder.add_root_certificate(Certificate::from_pem(&pem).map_err(|cause| cannot(&cause))?);
        }
        builder.build().map_err(|cause| format!("The way to ATTEND_SMTP_HOST cannot be protected: {cause}."))
    }
}

/// The host of an origin, unless it is an address in numbers.
fn own_name(url: &str) -> Option<String> {
    let host = url.split("://").nth(1)?.split(':').next()?;
    (host.contains('.') && host.parse::<IpAddr>().is_err()).then(|| host.to_owned())
}

#[cfg(test)]
mod tests {
    use super::own_name;

    #[test]
    fn our_name_is_the_host_that_people_open() {
        assert_eq!(own_name("https://attend.example.org:8443").as_deref(), Some("attend.example.org"));
        assert_eq!(own_name("http://127.0.0.1:3000"), None);
        assert_eq!(own_name("http://localhost:3000"), None);
    }
}
