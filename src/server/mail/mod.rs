//! E-mail by SMTP: letters, how they are written, and the mail server they go out by. It knows nobody: whom a letter
//! is for and what it says is the domains'.

mod error;
mod html;
mod invitation;
mod letter;
mod relay;
mod settings;
#[cfg(test)]
mod tests;
mod way;
mod writing;

pub use error::MailError;
pub use letter::{Letter, Link, Recipient};
pub use settings::{MailSettings, Security};

use crate::server::config::Settings;
use lettre::message::Mailbox;
use relay::Relay;
use std::sync::Arc;
use std::time::Duration;
use way::Way;

/// How long somebody waits for a letter to go out; a request waits for no longer than 20 s.
const PATIENCE: Duration = Duration::from_secs(15);

/// Sends letters, if a mail server is set up.
#[derive(Clone)]
pub struct Mailer(Option<Arc<Post>>);

struct Post {
    relay: Relay,
    way: Way,
}

impl Mailer {
    /// A sentence where the settings do not hold. Nothing is connected yet.
    pub fn open(settings: &Settings) -> Result<Self, String> {
        let Some(relay) = settings.mail.relay()? else { return Ok(Self(None)) };
        let way = relay.way(settings.url.as_deref())?;
        Ok(Self(Some(Arc::new(Post { relay, way }))))
    }

    pub fn is_on(&self) -> bool {
        self.0.is_some()
    }

    /// The mail server, as `mail.example.org:587`, and how the way there is protected.
    pub fn server(&self) -> Option<(String, Security)> {
        self.0.as_ref().map(|post| (post.relay.place(), post.relay.security))
    }

    /// Whom letters are from.
    pub fn from(&self) -> Option<&Mailbox> {
        self.0.as_ref().map(|post| &post.relay.from)
    }

    /// Sends it, which takes up to two minutes where the mail server is slow; where that fails, the error says whether it
    /// makes sense to try again. A letter that was sent before goes out as the same one.
    pub async fn send(&self, letter: &Letter) -> Result<(), MailError> {
        let post = self.0.as_ref().ok_or(MailError::Off)?;
        let message = writing::message(letter, &post.relay.from)?;
        post.way.send(message.envelope(), &message.formatted()).await
    }

    /// The same for somebody who waits for it.
    pub async fn send_at_once(&self, letter: &Letter) -> Result<(), MailError> {
        tokio::time::timeout(PATIENCE, self.send(letter)).await.unwrap_or_else(|_| Err(MailError::slow()))
    }

    /// Whether the mail server answers and lets us in.
    pub async fn try_out(&self) -> Result<(), MailError> {
        self.0.as_ref().ok_or(MailError::Off)?.way.try_out().await
    }
}
