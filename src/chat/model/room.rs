//! Where people talk, and how far each of them is.

use super::message::Message;
use super::title::title_for;
use crate::accounts::User;
#[cfg(feature = "ssr")]
use crate::error::AppError;
use crate::ids::{AppointmentId, CourseId, RoomId, UserId};
use crate::time::Moment;
use crate::words::Role;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::Type, utoipa::ToSchema), sqlx(type_name = "text", rename_all = "lowercase"))]
#[serde(rename_all = "lowercase")]
pub enum RoomKind {
    Direct,
    Group,
    Appointment,
    Course,
    Community,
}

impl RoomKind {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Group => "group",
            Self::Appointment => "appointment",
            Self::Course => "course",
            Self::Community => "community",
        }
    }
}

/// Who may add and remove the members of a group, and rename it.
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "lowercase"))]
#[serde(rename_all = "lowercase")]
pub enum Invites {
    /// The one who opened it.
    #[default]
    Opener,
    /// All its members.
    Members,
}

impl Invites {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Opener => "opener",
            Self::Members => "members",
        }
    }
}

/// Members that a room names at most. One with more is a crowd, in which positions are told to few (docs/protocol.md).
pub const MEMBERS_TOLD: i64 = 50;

/// An ended room can be read, not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub enum RoomStatus {
    Active,
    Ended,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Room {
    pub id: RoomId,
    pub kind: RoomKind,
    /// Where there is none, the room is called by its other members.
    pub title: Option<String>,
    pub status: RoomStatus,
    pub version: i64,
    /// The number of its latest message, 0 before the first.
    pub last_number: i64,
    /// One's own; missing in what all members are told alike.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unread: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub muted: Option<bool>,
    /// At most `MEMBERS_TOLD` of them.
    pub members: Vec<Member>,
    pub member_count: i64,
    /// Who opened it, or the member whom a group has passed to since.
    #[serde(default)]
    pub opened_by: Option<UserId>,
    #[serde(default)]
    pub invites: Invites,
    pub context: Option<Context>,
    pub last_message: Option<Box<Message>>,
    pub created_at: Moment,
    pub ended_at: Option<Moment>,
}

/// How far a member is: the numbers of the last message delivered and read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Member {
    pub user: User,
    pub delivered: i64,
    pub read: i64,
}

/// A member as the room's details list them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Participant {
    pub user: User,
    pub role: Role,
    pub delivered: i64,
    pub read: i64,
}

/// How far a member is, as what changed since a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    pub user: UserId,
    pub delivered: i64,
    pub read: i64,
    pub version: i64,
}

/// What the room is for, as the domain that opened it tells it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub enum Context {
    Appointment(AppointmentContext),
    Course(CourseContext),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct AppointmentContext {
    pub id: AppointmentId,
    pub starts_at: Moment,
    pub ends_at: Moment,
    pub status: String,
    #[serde(rename = "type")]
    pub type_name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pet: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct CourseContext {
    pub id: CourseId,
    pub title: String,
}

/// Why nothing is written in a room that has ended.
#[cfg(feature = "ssr")]
pub fn has_ended() -> AppError {
    AppError::forbidden("This conversation has ended; it can be read, not written.")
}

impl Room {
    /// The number after one's read position, where something there is unread.
    pub fn first_unread(&self, me: UserId) -> Option<i64> {
        let read = self.members.iter().find(|member| member.user.id == me).map_or(0, |member| member.read);
        (self.unread.unwrap_or(0) > 0).then_some(read + 1)
    }

    pub fn is_ended(&self) -> bool {
        self.status == RoomStatus::Ended
    }

    pub fn others(&self, me: UserId) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(move |member| member.user.id != me)
    }

    /// Whether it has more members than it names.
    pub fn is_crowd(&self) -> bool {
        self.member_count > MEMBERS_TOLD
    }

    pub fn is_group(&self) -> bool {
        self.kind == RoomKind::Group
    }

    /// Whether it was opened by an appointment, which it ends with.
    pub fn is_of_appointment(&self) -> bool {
        self.kind == RoomKind::Appointment
    }

    /// The course it is about, where it is about one.
    pub fn course(&self) -> Option<&CourseContext> {
        match &self.context {
            Some(Context::Course(course)) => Some(course),
            _ => None,
        }
    }

    /// Whether it is open to more than two, however few are in it: a group, or what all of a course share.
    pub fn is_for_many(&self) -> bool {
        self.is_group() || (self.kind == RoomKind::Course && self.title.is_some())
    }

    pub fn is_muted(&self) -> bool {
        self.muted.unwrap_or(false)
    }

    /// The other person, in a room of two; a group stays one, however few are left.
    pub fn other(&self, me: UserId) -> Option<&User> {
        if self.is_for_many() {
            return None;
        }
        let mut others = self.others(me);
        others.next().map(|member| &member.user).filter(|_| others.next().is_none())
    }

    /// Who can be mentioned here.
    pub fn names(&self) -> Vec<String> {
        self.members.iter().map(|member| member.user.name.clone()).collect()
    }

    /// What the room is called by one of its members.
    pub fn name_for(&self, me: UserId) -> String {
        let Some(title) = &self.title else {
            let names: Vec<&str> = self.others(me).map(|member| member.user.name.as_str()).collect();
            return names.join(", ");
        };
        self.member(me).map_or(title.as_str(), |member| title_for(title, &member.user.name)).to_owned()
    }

    /// As a list shows it: what is called by its title needs no names of its members.
    #[must_use]
    pub fn shortened_for(mut self, me: UserId) -> Self {
        if self.title.is_some() {
            self.members.retain(|member| member.user.id == me);
        }
        self
    }

    pub fn member(&self, user: UserId) -> Option<&Member> {
        self.members.iter().find(|member| member.user.id == user)
    }

    pub fn member_mut(&mut self, user: UserId) -> Option<&mut Member> {
        self.members.iter_mut().find(|member| member.user.id == user)
    }

    /// Positions only move forward; reading implies delivered.
    pub fn move_positions(&mut self, user: UserId, delivered: i64, read: i64) {
        if let Some(member) = self.member_mut(user) {
            member.read = member.read.max(read);
            member.delivered = member.delivered.max(delivered).max(member.read);
        }
    }

    /// Takes over what another telling of the room says of it, but for what is each person's own.
    pub fn update(&mut self, mut told: Self) {
        if told.version <= self.version {
            return;
        }
        // Of a large group not all members are told: oneself may be among the others.
        if told.member_count > i64::try_from(told.members.len()).unwrap_or(i64::MAX) {
            let known = std::mem::take(&mut self.members).into_iter();
            let untold: Vec<Member> = known.filter(|member| told.member(member.user.id).is_none()).collect();
            told.members.extend(untold);
        }
        *self = Self { unread: told.unread.or(self.unread), muted: told.muted.or(self.muted), ..told };
    }
}
