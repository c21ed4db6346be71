//! How a notification reached its reader, way by way.

use super::Channel;
use crate::time::Moment;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::Type, utoipa::ToSchema), sqlx(type_name = "text", rename_all = "lowercase"))]
#[serde(rename_all = "lowercase")]
pub enum DeliveryState {
    /// On its way, or tried again.
    Queued,
    /// Taken over by whoever brings it to the person.
    Sent,
    /// On a page that somebody looked at, or read with the thing itself.
    Shown,
    /// Followed to the thing.
    Opened,
    /// Given up.
    Failed,
    /// No longer needed, as when it was read before, or called off.
    Dropped,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Delivery {
    pub channel: Channel,
    pub state: DeliveryState,
    /// Tries that were made; the page needs none.
    pub attempts: i32,
    /// When it came to this state.
    pub at: Option<Moment>,
    pub next_try_at: Option<Moment>,
    /// Why it failed, was dropped, or is tried again.
    pub reason: Option<String>,
}

/// One of several times that somebody was told the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Telling {
    pub at: Moment,
    /// The page first, then the ways out of the house that they wanted.
    pub ways: Vec<Delivery>,
}
