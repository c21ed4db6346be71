//! Typed ids: a room's id cannot be passed where a person's is wanted. Each is a `UUIDv7`, so later ids sort later.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "ssr", derive(sqlx::Type, utoipa::ToSchema), sqlx(transparent))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            #[allow(clippy::new_without_default)]
            pub fn new() -> Self {
                Self(Uuid::now_v7())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )*};
}

ids! {
    PracticeId
    UserId
    /// A sign-in: what a session cookie and a bearer token name.
    SignInId
    /// A token that a person made for their own programs.
    TokenId
    /// A link by which people join a practice.
    InvitationId
    RoomId
    MessageId
    /// Made by the sender before the first try; a repeat with the same one is the same message.
    ClientId
    FileId
    AppointmentId
    AppointmentTypeId
    /// Appointments that were booked together, a week apart.
    SeriesId
    /// Somebody's place on a waitlist.
    WaitEntryId
    /// A freed time that somebody on a waitlist is offered.
    WaitOfferId
    PetId
    CourseId
    EmergencyId
    NotificationId
    AnnouncementId
    /// A browser that is pushed to.
    DeviceId
}

/// The plain UUIDs of some ids, as Postgres takes them in an array.
#[cfg(feature = "ssr")]
pub fn uuids<'a, T: Copy + Into<Uuid> + 'a>(ids: impl IntoIterator<Item = &'a T>) -> Vec<Uuid> {
    ids.into_iter().map(|id| (*id).into()).collect()
}

/// An id in a path or a query; what is none belongs to nothing.
#[cfg(feature = "ssr")]
pub fn read_id<T: std::str::FromStr>(text: &str) -> crate::error::Result<T> {
    text.parse().map_err(|_| crate::error::AppError::NotFound)
}

#[cfg(feature = "ssr")]
macro_rules! into_uuid {
    ($($name:ident)*) => {$(
        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    )*};
}

#[cfg(feature = "ssr")]
into_uuid! { UserId AppointmentId FileId RoomId MessageId ClientId SignInId AppointmentTypeId PetId NotificationId EmergencyId AnnouncementId }

/// What lets somebody in: one of their sign-ins, or a token they made. Ending it closes its sockets.
#[cfg(feature = "ssr")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pass {
    SignIn(SignInId),
    Token(TokenId),
}
