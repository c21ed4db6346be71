//! Web push: a short encrypted message to a browser by way of its maker's push service (RFC 8030, 8188, 8291, 8292).
//! It knows addresses and bytes, and nothing of who gets what.

mod answer;
mod guard;
mod keys;
mod settings;
#[cfg(test)]
mod tests;

pub use answer::Answer;
pub use settings::PushSettings;

use crate::error::{AppError, Result};
use crate::server::config::Settings;
use keys::Keys;
use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder, Url, header};
use sqlx::PgPool;
use std::sync::Arc;
use std::time::Duration;
use web_push_native::p256::PublicKey;

/// How long a push service may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// Plain bytes that every push service takes (RFC 8291, section 4).
pub const BYTES: usize = 3993;
/// Where nobody can be written to, as on a developer's machine.
const NO_CONTACT: &str = "mailto:nobody@attend.invalid";

/// Where a browser can be reached, and what only it can read.
#[derive(Clone, Debug)]
pub struct Subscription {
    pub endpoint: String,
    /// Its public key: an uncompressed point of P-256.
    pub p256dh: Vec<u8>,
    pub auth: Vec<u8>,
}

#[derive(Clone, Debug)]
pub struct Push {
    pub payload: Vec<u8>,
    /// How long the push service keeps it for a browser that is away.
    pub keep: Duration,
    pub urgency: Urgency,
    /// A later push of the same topic takes the place of one that still waits: 32 characters of base64url at most.
    pub topic: Option<String>,
}

/// RFC 8030, section 5.3: what a device that saves its battery is woken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    Normal,
    High,
}

#[derive(Clone)]
pub struct Pusher(Arc<Inner>);

struct Inner {
    keys: Keys,
    client: Client,
    contact: String,
    allow_private: bool,
}

impl Pusher {
    /// A sentence where the keys cannot be had.
    pub async fn open(settings: &Settings, pool: &PgPool) -> Result<Self, String> {
        let keys = Keys::open(pool).await.map_err(|error| format!("There are no keys for web push: {error}"))?;
        let allow_private = settings.push.push_allow_private;
        // A proxy of the environment would connect in our place, past the guard.
        let client = Client::builder().redirect(Policy::none()).timeout(PATIENCE).no_proxy();
        let client = if allow_private { client } else { client.dns_resolver(Arc::new(guard::PublicOnly)) };
        let client = client.build().map_err(|cause| format!("Web push cannot be started: {cause}"))?;
        let page = settings.url.clone().filter(|_| settings.is_tls());
        let contact = settings.push.push_contact.clone().or(page).unwrap_or_else(|| NO_CONTACT.into());
        Ok(Self(Arc::new(Inner { keys, client, contact, allow_private })))
    }

    /// What browsers subscribe with.
    pub fn public_key(&self) -> &str {
        self.0.keys.public()
    }

    /// Refuses what cannot be sent to, by the names of the browser's own fields.
    pub fn check(&self, to: &Subscription) -> Result<()> {
        if guard::readable(&to.endpoint, self.0.allow_private).is_none() {
            return Err(AppError::invalid("endpoint", "A push service has a public https address."));
        }
        if to.p256dh.len() != 65 || PublicKey::from_sec1_bytes(&to.p256dh).is_err() {
            return Err(AppError::invalid("keys.p256dh", "This is no key of a browser."));
        }
        if to.auth.len() != 16 {
            return Err(AppError::invalid("keys.auth", "This has to be 16 bytes in base64url."));
        }
        Ok(())
    }

    pub async fn send(&self, to: &Subscription, push: &Push) -> Answer {
        let request = match self.request(to, push) {
            Ok(request) => request,
            Err(why) => return Answer::Refused { why: why.into() },
        };
        match request.send().await {
            Ok(response) => Answer::of(response.status(), response.headers()),
            Err(error) if guard::stopped(&error) => Answer::Refused { why: guard::Private.to_string() },
            Err(error) => Answer::Passing { why: answer::network(&error), after: None },
        }
    }

    fn request(&self, to: &Subscription, push: &Push) -> Result<RequestBuilder, &'static str> {
        let Inner { keys, client, contact, allow_private } = &*self.0;
        let url = guard::readable(&to.endpoint, *allow_private).ok_or("The endpoint is not a public address.")?;
        let body = encrypted(to, push)?;
        let authorization = keys.authorization(&origin(&url), contact);
        let urgency = match push.urgency {
            Urgency::Normal => "normal",
            Urgency::High => "high",
        };
        let request = client
            .post(url)
            .header(header::AUTHORIZATION, authorization)
            .header(header::CONTENT_ENCODING, "aes128gcm")
            .header(header::CONTENT_TYPE, "application/octet-stream")
            .header("ttl", push.keep.as_secs())
            .header("urgency", urgency)
            .body(body);
        Ok(match &push.topic {
            Some(topic) => request.header("topic", topic),
            None => request,
        })
    }
}

fn encrypted(to: &Subscription, push: &Push) -> Result<Vec<u8>, &'static str> {
    if push.payload.len() > BYTES {
        return Err("The push is too long.");
    }
    let key = PublicKey::from_sec1_bytes(&to.p256dh).map_err(|_| "The browser's key is broken.")?;
    let auth: [u8; 16] = to.auth.as_slice().try_into().map_err(|_| "The browser's secret is broken.")?;
    web_push_native::encrypt(push.payload.clone(), &key, &auth.into()).map_err(|_| "The push cannot be encrypted.")
}

fn origin(url: &Url) -> String {
    url.origin().ascii_serialization()
}
