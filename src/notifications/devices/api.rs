//! What the pages ask about the devices that are pushed to.

use crate::error::Result;
use crate::ids::DeviceId;
use crate::notifications::model::{Device, NewDevice};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

/// The newest first.
#[server(prefix = "/fn", endpoint = "devices", input = Json)]
pub async fn show_devices() -> Result<Vec<Device>> {
    let door = crate::server::door::Door::open()?;
    door.answer(async { super::keeping::list_devices(&door.state, &door.who()?).await }).await
}

/// What a browser subscribes with.
#[server(prefix = "/fn", endpoint = "push-key", input = Json)]
pub async fn push_key() -> Result<String> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        door.who()?;
        Ok(door.state.push.public_key().to_owned())
    })
    .await
}

/// The browser that asks is pushed to from now on.
#[server(prefix = "/fn", endpoint = "add-device", input = Json)]
pub async fn add_device(device: NewDevice) -> Result<Device> {
    use super::keeping;
    let door = crate::server::door::Door::open()?;
    door.answer(async { keeping::add_device(&door.state, &door.who()?, device, door.headers()).await }).await
}

/// One that is gone is removed: another device, or this one's own renewal, may have been faster.
#[server(prefix = "/fn", endpoint = "remove-device", input = Json)]
pub async fn remove_device(device: DeviceId) -> Result<()> {
    use super::keeping;
    use crate::error::AppError;
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        match keeping::remove_device(&door.state, door.who()?.me.id(), device).await {
            Err(AppError::NotFound) => Ok(()),
            done => done,
        }
    })
    .await
}
