//! The conversation with the mail server (RFC 5321), held step by step: it matters how far one has come that breaks
//! off. Until the letter's text is over nothing was sent; from then on, until the server says so, nobody knows.

use super::MailError;
use lettre::address::Envelope;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Tls};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::time::timeout;

/// How long the network may take to connect.
const CONNECTING: Duration = Duration::from_secs(10);
/// How long being let in may take, and offering a letter as well.
const OPENING: Duration = Duration::from_secs(15);
/// How long the server may take over the text: many read it for viruses first. All of it stays below the two minutes
/// for which a job is its taker's.
const TAKING: Duration = Duration::from_secs(75);
const GOODBYE: Duration = Duration::from_secs(2);
/// Connections that are kept for the next letter, and for how long.
const KEPT: usize = 4;
const KEPT_FOR: Duration = Duration::from_mins(1);

pub struct Way {
    pub host: String,
    pub port: u16,
    pub protection: Tls,
    /// What we say our name is.
    pub name: ClientId,
    pub login: Option<Credentials>,
    pub kept: Kept,
}

impl Way {
    /// Whether the mail server answers and lets us in.
    pub async fn try_out(&self) -> Result<(), MailError> {
        self.kept.put(within(OPENING, self.open()).await?);
        Ok(())
    }

    /// Where this is given up in the middle, the connection is gone with it: no other letter comes into its
    /// conversation.
    pub async fn send(&self, envelope: &Envelope, text: &[u8]) -> Result<(), MailError> {
        let mut talk = within(OPENING, self.open()).await?;
        if let Err(refusal) = within(OPENING, offer(&mut talk, envelope, text)).await {
            part(talk).await;
            return Err(refusal);
        }
        let answer = timeout(TAKING, talk.message(text)).await;
        match answer {
            Ok(Ok(_)) => {
                self.kept.put(talk);
                Ok(())
            }
            Ok(Err(cause)) if cause.status().is_some() => {
                part(talk).await;
                Err(MailError::of(&cause))
            }
            Ok(Err(_)) | Err(_) => Err(MailError::Unclear),
        }
    }

    async fn open(&self) -> Result<AsyncSmtpConnection, MailError> {
        while let Some(mut talk) = self.kept.take() {
            if talk.test_connected().await {
                return Ok(talk);
            }
        }
        self.connect().await.map_err(|cause| MailError::of(&cause))
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Error> {
        let (at_first, later) = match &self.protection {
            Tls::Wrapper(tls) => (Some(tls.clone()), None),
            Tls::Required(tls) => (None, Some(tls.clone())),
            _ => (None, None),
        };
        let place = (self.host.as_str(), self.port);
        let mut talk = AsyncSmtpConnection::connect_tokio1(place, Some(CONNECTING), &self.name, at_first, None).await?;
        if let Some(tls) = later {
            talk.starttls(tls, &self.name).await?;
        }
        if let Some(login) = &self.login {
            talk.auth(DEFAULT_MECHANISMS, login).await?;
        }
        Ok(talk)
    }
}

/// Connections that wait for the next letter.
#[derive(Default)]
pub struct Kept(Mutex<Vec<(AsyncSmtpConnection, Instant)>>);

impl Kept {
    fn put(&self, talk: AsyncSmtpConnection) {
        let mut kept = self.lock();
        if kept.len() < KEPT {
            kept.push((talk, Instant::now()));
        }
    }

    fn take(&self) -> Option<AsyncSmtpConnection> {
        self.lock().pop().map(|(talk, _)| talk)
    }

    /// Those that still are good.
    fn lock(&self) -> MutexGuard<'_, Vec<(AsyncSmtpConnection, Instant)>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(_, since)| since.elapsed() < KEPT_FOR);
        kept
    }
}

async fn within<T>(limit: Duration, doing: impl Future<Output = Result<T, MailError>>) -> Result<T, MailError> {
    timeout(limit, doing).await.unwrap_or_else(|_| Err(MailError::slow()))
}

/// Says whom a letter is from and for, as far as to its text.
async fn offer(talk: &mut AsyncSmtpConnection, envelope: &Envelope, text: &[u8]) -> Result<(), MailError> {
    let refused = |cause: Error| MailError::of(&cause);
    let needs = needs_of(talk, envelope, text)?;
    talk.command(Mail::new(envelope.from().cloned(), needs)).await.map_err(refused)?;
    for to in envelope.to() {
        talk.command(Rcpt::new(to.clone(), Vec::new())).await.map_err(refused)?;
    }
    talk.command(Data).await.map_err(refused)?;
    Ok(())
}

/// What the server has to know beforehand of letters beyond ASCII (RFC 6531, RFC 6152).
fn needs_of(talk: &AsyncSmtpConnection, envelope: &Envelope, text: &[u8]) -> Result<Vec<MailParameter>, MailError> {
    let mut needs = Vec::new();
    let is_ascii = envelope.from().into_iter().chain(envelope.to()).all(|address| address.to_string().is_ascii());
    if !is_ascii {
        if !talk.server_info().supports_feature(Extension::SmtpUtfEight) {
            return Err(MailError::Permanent("The mail server takes no addresses with letters like these.".into()));
        }
        needs.push(MailParameter::SmtpUtfEight);
    }
    if !text.is_ascii() {
        if !talk.server_info().supports_feature(Extension::EightBitMime) {
            return Err(MailError::Permanent("The mail server takes no text with letters like these.".into()));
        }
        needs.push(MailParameter::Body(MailBodyParameter::EightBitMime));
    }
    Ok(needs)
}

/// Says goodbye, without waiting long for an answer.
async fn part(mut talk: AsyncSmtpConnection) {
    timeout(GOODBYE, talk.abort()).await.ok();
}
