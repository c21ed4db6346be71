//! What the pages ask about the devices that are pushed to.

use crate::error::Result;
use crate::ids::DeviceId;
use crate::notifications::model::{Device, NewDevice};
#[cfg(feature = "ssr")]
use crate::notifications::store;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

/// What the page about devices shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceSheet {
    /// The newest first.
    pub devices: Vec<Device>,
    /// Whether they show what there is, and not only that there is something.
    pub details: bool,
}

#[server(prefix = "/fn", endpoint = "devices", input = Json)]
pub async fn show_devices() -> Result<DeviceSheet> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let visitor = door.who()?;
        let devices = super::keeping::list_devices(&door.state, &visitor).await?;
        let details = store::push_details(&mut *door.state.read().await?, visitor.me.id()).await?;
        Ok(DeviceSheet { devices, details })
    })
    .await
}

/// For all of one's devices.
#[server(prefix = "/fn", endpoint = "push-details", input = Json)]
pub async fn choose_push_details(details: bool) -> Result<()> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let mut tx = door.state.begin().await?;
        store::choose_push_details(&mut tx, door.who()?.me.id(), details).await?;
        tx.commit().await
    })
    .await
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

#[server(prefix = "/fn", endpoint = "remove-device", input = Json)]
pub async fn remove_device(device: DeviceId) -> Result<()> {
    use super::keeping;
    let door = crate::server::door::Door::open()?;
    door.answer(async { keeping::remove_device(&door.state, door.who()?.me.id(), device).await }).await
}
