//! Who we are to push services (VAPID, RFC 8292): a pair of keys, made at the first start. Browsers tie their
//! subscriptions to the public one, so all servers on one database share it, for good.

use crate::error::{AppError, Result};
use crate::time::Moment;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use p256::elliptic_curve::rand_core::OsRng;
use serde_json::json;
use sqlx::{PgPool, query, query_scalar};

/// How long a signature holds; RFC 8292 allows a day at most.
const MINUTES: i64 = 12 * 60;

pub struct Keys {
    private: SigningKey,
    public: String,
}

impl Keys {
    /// Those of this database, made now if there are none. Of servers that start together the first one's hold.
    pub async fn open(pool: &PgPool) -> Result<Self> {
        let fresh = SigningKey::random(&mut OsRng).to_bytes();
        query!("insert into push_keys (private_key) values ($1) on conflict do nothing", &fresh[..])
            .execute(pool)
            .await?;
        let kept = query_scalar!("select private_key from push_keys").fetch_one(pool).await?;
        let private = SigningKey::from_slice(&kept).map_err(AppError::broken)?;
        let public = BASE64_URL_SAFE_NO_PAD.encode(private.verifying_key().to_encoded_point(false).as_bytes());
        Ok(Self { private, public })
    }

    /// What a browser subscribes with: the uncompressed point in base64url.
    pub fn public(&self) -> &str {
        &self.public
    }

    /// The `Authorization` for pushes to that origin.
    pub fn authorization(&self, audience: &str, contact: &str) -> String {
        let expires = Moment::now().plus_minutes(MINUTES).unix_seconds();
        let head = json!({ "typ": "JWT", "alg": "ES256" }).to_string();
        let claims = json!({ "aud": audience, "exp": expires, "sub": contact }).to_string();
        let signed = [head, claims].map(|part| BASE64_URL_SAFE_NO_PAD.encode(part)).join(".");
        let signature: Signature = self.private.sign(signed.as_bytes());
        let signature = BASE64_URL_SAFE_NO_PAD.encode(signature.to_bytes());
        format!("vapid t={signed}.{signature}, k={}", self.public)
    }
}
