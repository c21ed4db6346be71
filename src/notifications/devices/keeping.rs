//! Adding and removing devices: the same steps for the page and for HTTP.

use crate::error::{AppError, Result};
use crate::ids::{DeviceId, UserId};
use crate::notifications::model::{Device, NewDevice, device_name};
use crate::notifications::store::{self, NewSubscription};
use crate::server::push::Subscription;
use crate::server::session::Visitor;
use crate::server::state::AppState;
use axum::http::{HeaderMap, header};
use base64::Engine;
use base64::alphabet::URL_SAFE;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// Browsers leave the padding out; programs may not.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Pushes to the browser that asks from now on, until its person signs out there.
pub async fn add_device(state: &AppState, visitor: &Visitor, new: NewDevice, headers: &HeaderMap) -> Result<Device> {
    let (user, sign_in) = (visitor.me.id(), visitor.sign_in()?);
    let subscription = Subscription {
        endpoint: new.endpoint,
        p256dh: bytes("keys.p256dh", &new.keys.p256dh)?,
        auth: bytes("keys.auth", &new.keys.auth)?,
    };
    state.push.check(&subscription)?;
    let user_agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let device = device_name(user_agent);
    let mut tx = state.begin().await?;
    if let Some(replaced) = new.replaces
        && !store::has_subscription(&mut tx, user, &replaced).await?
    {
        return Err(AppError::NotFound);
    }
    let new = NewSubscription { user, sign_in, subscription: &subscription, device: &device };
    let device = store::add_subscription(&mut tx, &new).await?;
    tx.commit().await?;
    Ok(device)
}

pub async fn remove_device(state: &AppState, user: UserId, device: DeviceId) -> Result<()> {
    let mut tx = state.begin().await?;
    store::remove_device(&mut tx, user, device).await?;
    tx.commit().await
}

/// A visitor's devices; that of a program is none of them.
pub async fn list_devices(state: &AppState, visitor: &Visitor) -> Result<Vec<Device>> {
    store::devices_of(&mut *state.read().await?, visitor.me.id(), visitor.sign_in().ok()).await
}

fn bytes(field: &str, text: &str) -> Result<Vec<u8>> {
    BASE64.decode(text).map_err(|_| AppError::invalid(field, "This has to be base64url."))
}
