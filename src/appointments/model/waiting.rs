//! The waitlist: who waits for what, and the freed times that they are offered.

use super::appointment::{PetName, check_reason};
use super::kinds::Place;
use crate::accounts::User;
use crate::error::Result;
use crate::ids::{AppointmentId, AppointmentTypeId, PetId, UserId, WaitEntryId, WaitOfferId};
use crate::time::Moment;
use serde::{Deserialize, Serialize};

/// Somebody's place on the waitlist.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Waiting {
    pub id: WaitEntryId,
    pub client: User,
    pub type_id: AppointmentTypeId,
    pub type_name: String,
    pub place: Place,
    /// With whom; without one it is any who offers the type.
    pub practitioner: Option<User>,
    /// Whom it is about, in veterinary practices.
    pub pet: Option<PetName>,
    pub reason: String,
    pub joined_at: Moment,
    /// Since when they wait no longer.
    pub left_at: Option<Moment>,
    /// What they waited for, once they have it.
    pub appointment: Option<AppointmentId>,
    /// A time that is theirs to take now.
    pub offer: Option<WaitOffer>,
}

/// A freed time that one person on the waitlist may take, until it is the next one's turn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct WaitOffer {
    pub id: WaitOfferId,
    pub practitioner: User,
    pub starts_at: Moment,
    pub ends_at: Moment,
    pub expires_at: Moment,
}

/// What somebody wants to wait for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct WaitRequest {
    pub type_id: AppointmentTypeId,
    /// `None`: any who offers the type.
    #[serde(default)]
    pub practitioner: Option<UserId>,
    /// Whom it is about: one of the client's.
    #[serde(default)]
    pub pet: Option<PetId>,
    pub reason: String,
    /// For whom the practice asks; clients ask for themselves.
    #[serde(default)]
    pub client: Option<UserId>,
}

impl WaitRequest {
    pub fn checked(self) -> Result<Self> {
        Ok(Self { reason: check_reason(&self.reason)?, ..self })
    }
}

impl Waiting {
    /// `Consultation with Dr. Imani Mbeki`, ` for Nelli` where it is about a pet; `anybody` is what any of them is
    /// called, as in "any doctor".
    pub fn line(&self, anybody: &str) -> String {
        let with = self.practitioner.as_ref().map_or(anybody, |practitioner| &practitioner.name);
        let about = self.pet.as_ref().map_or(String::new(), |pet| format!(" for {}", pet.name));
        format!("{} with {with}{about}", self.type_name)
    }

    /// The offer, as long as it holds.
    pub fn offer_at(&self, now: Moment) -> Option<&WaitOffer> {
        self.offer.as_ref().filter(|offer| now < offer.expires_at)
    }
}
