//! A push service, and a browser that it brings pushes to. It opens them with other code than the one that seals them:
//! RFC 8188 and 8291 are spelled out here, on another library.

use super::Outcome;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{AppendHeaders, IntoResponse};
use axum::routing::post;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use p256::elliptic_curve::sec1::ToEncodedPoint;
use p256::{PublicKey, SecretKey, ecdh};
use ring::{aead, hkdf, signature};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::net::TcpListener;

/// What a push service was sent.
#[derive(Clone)]
pub struct Posted {
    pub mailbox: String,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

#[derive(Clone)]
pub struct PushService {
    pub address: SocketAddr,
    said: Arc<Mutex<Said>>,
}

#[derive(Default)]
struct Said {
    posted: Vec<Posted>,
    /// What it answers instead of 201: mailbox, status, `Retry-After`.
    answers: Vec<(String, u16, Option<&'static str>)>,
}

impl PushService {
    pub async fn open() -> Outcome<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let service = Self { address: listener.local_addr()?, said: Arc::default() };
        let router = Router::new().route("/push/{mailbox}", post(take)).with_state(service.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(service)
    }

    pub fn endpoint(&self, mailbox: &str) -> String {
        format!("http://{}/push/{mailbox}", self.address)
    }

    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// From now on that mailbox is answered so; the last one said holds.
    pub fn answers(&self, mailbox: &str, status: u16, retry_after: Option<&'static str>) {
        self.said().answers.insert(0, (mailbox.into(), status, retry_after));
    }

    pub fn posted(&self) -> Vec<Posted> {
        self.said().posted.clone()
    }

    /// How many pushes a mailbox has been sent.
    pub fn count(&self, mailbox: &str) -> usize {
        self.posted().iter().filter(|posted| posted.mailbox == mailbox).count()
    }

    fn said(&self) -> std::sync::MutexGuard<'_, Said> {
        self.said.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn take(
    State(service): State<PushService>,
    Path(mailbox): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> impl IntoResponse {
    let mut said = service.said();
    said.posted.push(Posted { mailbox: mailbox.clone(), headers, body: body.to_vec() });
    let answer = said.answers.iter().find(|(to, ..)| *to == mailbox).map(|(_, status, after)| (*status, *after));
    let (status, after) = answer.unwrap_or((201, None));
    (StatusCode::from_u16(status).unwrap_or_default(), AppendHeaders(after.map(|after| ("retry-after", after))))
}

/// The keys that a browser keeps for a subscription.
pub struct Browser {
    private: SecretKey,
    pub auth: Vec<u8>,
}

struct Length(usize);

impl hkdf::KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

impl Browser {
    pub fn new() -> Outcome<Self> {
        let private = SecretKey::from_slice(&rand::random::<[u8; 32]>())?;
        Ok(Self { private, auth: rand::random::<[u8; 16]>().to_vec() })
    }

    pub fn of(private: &str, auth: &str) -> Outcome<Self> {
        Ok(Self { private: SecretKey::from_slice(&BASE64.decode(private)?)?, auth: BASE64.decode(auth)? })
    }

    pub fn public(&self) -> Vec<u8> {
        self.private.public_key().to_encoded_point(false).as_bytes().to_vec()
    }

    /// What the page sends of a subscription.
    pub fn subscription(&self, endpoint: &str) -> Value {
        let keys = json!({ "p256dh": BASE64.encode(self.public()), "auth": BASE64.encode(&self.auth) });
        json!({ "endpoint": endpoint, "expirationTime": null, "keys": keys })
    }

    /// What the push says.
    pub fn opens(&self, body: &[u8]) -> Outcome<Vec<u8>> {
        let (salt, rest) = body.split_at_checked(16).ok_or("a salt")?;
        let (size, rest) = rest.split_at_checked(4).ok_or("the size of a record")?;
        let (length, rest) = rest.split_first().ok_or("the length of a key")?;
        let (sender, record) = rest.split_at_checked(usize::from(*length)).ok_or("a key")?;
        if record.len() > usize::try_from(u32::from_be_bytes(size.try_into()?))? {
            return Err("one record, no longer than it says".into());
        }
        let their_key = PublicKey::from_sec1_bytes(sender)?;
        let shared = ecdh::diffie_hellman(self.private.to_nonzero_scalar(), their_key.as_affine());
        let info = [b"WebPush: info\0".as_slice(), &self.public(), sender].concat();
        let secret = derive(&self.auth, shared.raw_secret_bytes(), &info, 32)?;
        let key = derive(salt, &secret, b"Content-Encoding: aes128gcm\0", 16)?;
        let nonce = derive(salt, &secret, b"Content-Encoding: nonce\0", 12)?;
        let key = aead::LessSafeKey::new(aead::UnboundKey::new(&aead::AES_128_GCM, &key).map_err(|_| "a key")?);
        let nonce = aead::Nonce::try_assume_unique_for_key(&nonce).map_err(|_| "a nonce")?;
        let mut record = record.to_vec();
        let plain = key.open_in_place(nonce, aead::Aad::empty(), &mut record).map_err(|_| "sealed for another")?;
        let end = plain.iter().rposition(|byte| *byte != 0).ok_or("a delimiter")?;
        if plain[end] == 2 { Ok(plain[..end].to_vec()) } else { Err("this is not the last record".into()) }
    }

    /// The same, as JSON.
    pub fn reads(&self, posted: &Posted) -> Outcome<Value> {
        Ok(serde_json::from_slice(&self.opens(&posted.body)?)?)
    }
}

fn derive(salt: &[u8], secret: &[u8], info: &[u8], length: usize) -> Outcome<Vec<u8>> {
    let mut key = vec![0; length];
    let extracted = hkdf::Salt::new(hkdf::HKDF_SHA256, salt).extract(secret);
    extracted.expand(&[info], Length(length)).and_then(|okm| okm.fill(&mut key)).map_err(|_| "no key")?;
    Ok(key)
}

impl Posted {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The claims of the `Authorization`, once its signature is found to be that of the key it names.
    pub fn claims(&self, public_key: &str) -> Outcome<Value> {
        let (token, key) = self
            .header("authorization")
            .strip_prefix("vapid t=")
            .and_then(|rest| rest.split_once(", k="))
            .ok_or("VAPID")?;
        if key != public_key {
            return Err("signed with another key than browsers subscribe with".into());
        }
        let (signed, signature) = token.rsplit_once('.').ok_or("a signature")?;
        let key = signature::UnparsedPublicKey::new(&signature::ECDSA_P256_SHA256_FIXED, BASE64.decode(key)?);
        key.verify(signed.as_bytes(), &BASE64.decode(signature)?).map_err(|_| "the signature is wrong")?;
        let (head, claims) = signed.split_once('.').ok_or("claims")?;
        let head: Value = serde_json::from_slice(&BASE64.decode(head)?)?;
        if (&head["typ"], &head["alg"]) != (&json!("JWT"), &json!("ES256")) {
            return Err("a JSON web token signed by ES256".into());
        }
        Ok(serde_json::from_slice(&BASE64.decode(claims)?)?)
    }
}
