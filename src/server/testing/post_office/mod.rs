//! A mail server of a test's own: it speaks SMTP by another's hand than ours, keeps what it takes, refuses what it is
//! told to, takes its time, and goes away and comes back.

mod clerk;
mod desk;

pub use clerk::Arrived;

use super::Outcome;
use crate::server::mail::{MailSettings, Security};
use clerk::{Book, Manner};
use desk::{Desk, run};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

pub const USER: &str = "attend";
pub const PASSWORD: &str = "letters only";

const PATIENCE: Duration = Duration::from_secs(12);

/// Open until it is dropped.
pub struct PostOffice {
    pub port: u16,
    security: Security,
    book: Arc<Book>,
    is_open: watch::Sender<bool>,
    authority: Option<tempfile::NamedTempFile>,
}

impl PostOffice {
    /// Without protection and for everybody.
    pub fn open() -> Outcome<Self> {
        Self::open_with(Security::Plain)
    }

    /// One with protection wants to know who comes.
    pub fn open_with(security: Security) -> Outcome<Self> {
        let (acceptor, authority) = match security {
            Security::Plain => (None, None),
            Security::Starttls | Security::Tls => protected().map(|(tls, file)| (Some(tls), Some(file)))?,
        };
        let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?;
        let book = Arc::new(Book::default());
        let (is_open, orders) = watch::channel(true);
        let desk = Desk { address, security, acceptor, book: Arc::clone(&book) };
        // The library's sessions stay on their thread.
        std::thread::spawn(move || run(desk, listener, orders));
        Ok(Self { port: address.port(), security, book, is_open, authority })
    }

    /// How Attend is told of it.
    pub fn settings(&self) -> MailSettings {
        let login = |text: &str| (self.security != Security::Plain).then(|| text.to_owned());
        MailSettings {
            smtp_host: Some("127.0.0.1".into()),
            smtp_port: Some(self.port),
            smtp_security: self.security,
            smtp_user: login(USER),
            smtp_password: login(PASSWORD),
            smtp_from: Some("attend@post.example".into()),
            smtp_ca: self.authority.as_ref().map(|file| file.path().to_owned()),
        }
    }

    /// Answers that to letters for an address, so many times.
    pub fn refuses(&self, address: &str, answer: (u16, &str), times: u32) {
        self.book.add_rule(address, answer, times);
    }

    /// Takes letters, and does not say so before it confirms.
    pub fn ponders(&self) {
        self.book.set_manner(Manner::Ponders);
    }

    /// Takes letters, and hangs up without a word.
    pub fn hangs_up(&self) {
        self.book.set_manner(Manner::HangsUp);
    }

    /// Says that it has taken letters.
    pub fn confirms(&self) {
        self.book.set_manner(Manner::Confirms);
    }

    /// Nobody answers, and whoever is talking is cut off.
    pub fn goes_away(&self) {
        self.is_open.send_replace(false);
    }

    pub fn comes_back(&self) {
        self.is_open.send_replace(true);
    }

    pub fn letters(&self) -> Vec<Arrived> {
        self.book.letters()
    }

    /// Waits until there are so many.
    pub async fn hears_of(&self, count: usize) -> Outcome<Vec<Arrived>> {
        let mut seen = self.book.watch();
        let waiting = async { seen.wait_for(|there| *there >= count).await.map(drop) };
        tokio::time::timeout(PATIENCE, waiting)
            .await
            .map_err(|_| format!("{} of {count} letters came", self.letters().len()))??;
        Ok(self.letters())
    }
}

/// A certificate for this machine, and the file that vouches for it.
fn protected() -> Outcome<(TlsAcceptor, tempfile::NamedTempFile)> {
    let made = rcgen::generate_simple_self_signed(vec!["127.0.0.1".into(), "localhost".into()])?;
    let file = tempfile::NamedTempFile::new()?;
    std::fs::write(file.path(), made.cert.pem())?;
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
    let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)?;
    Ok((TlsAcceptor::from(Arc::new(config)), file))
}
