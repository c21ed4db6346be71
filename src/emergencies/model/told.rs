//! Somebody who was told of an emergency, and how it reached them.

use crate::accounts::User;
use crate::notifications::{Delivery, Telling};
use crate::time::Moment;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Told {
    pub user: User,
    /// The last time.
    pub told_at: Moment,
    /// When they said that they had seen it, the first time.
    pub seen_at: Option<Moment>,
    /// Of the last telling: the page, and the ways out of the house that they want.
    pub ways: Vec<Delivery>,
    /// What became of the tellings before it, the latest first.
    pub earlier: Vec<Telling>,
}
