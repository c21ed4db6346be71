//! Who may do what to a room.

use super::room::{Invites, Room, RoomKind};
use crate::ids::UserId;
use crate::words::Role;

impl Room {
    /// Whether this member may add people to the group, remove others and rename it.
    pub fn may_invite(&self, me: UserId) -> bool {
        self.is_group() && !self.is_ended() && (self.opened_by == Some(me) || self.invites == Invites::Members)
    }

    /// Whether this member says who may add people.
    pub fn may_decide(&self, me: UserId) -> bool {
        self.is_group() && !self.is_ended() && self.opened_by == Some(me)
    }

    /// Whoever opened a group is not put out of it.
    pub fn may_remove(&self, me: UserId, other: UserId) -> bool {
        self.may_invite(me) && other != me && self.opened_by != Some(other)
    }

    /// A practitioner in it may, and whoever opened it themselves. What an appointment opened is nobody's own; it ends
    /// with that too, and ending it earlier leaves the appointment as it is.
    pub fn may_end(&self, me: UserId, role: Role) -> bool {
        let may_be_own = !matches!(self.kind, RoomKind::Appointment | RoomKind::Community);
        !self.is_ended() && (role == Role::Practitioner || (may_be_own && self.opened_by == Some(me)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::RoomStatus;
    use crate::ids::RoomId;
    use crate::time::Moment;

    fn room(kind: RoomKind, opened_by: Option<UserId>) -> Room {
        Room {
            id: RoomId::new(),
            kind,
            title: None,
            status: RoomStatus::Active,
            version: 1,
            last_number: 0,
            unread: None,
            muted: None,
            members: Vec::new(),
            member_count: 3,
            opened_by,
            invites: Invites::Opener,
            context: None,
            last_message: None,
            created_at: Moment::from_unix_millis(0),
            ended_at: None,
        }
    }

    #[test]
    fn a_group_is_its_openers_until_they_let_others() {
        let (opener, member, other) = (UserId::new(), UserId::new(), UserId::new());
        let mut group = room(RoomKind::Group, Some(opener));
        assert!(group.may_invite(opener) && group.may_remove(opener, member) && group.may_decide(opener));
        assert!(!group.may_invite(member) && !group.may_remove(member, other));
        group.invites = Invites::Members;
        assert!(group.may_invite(member) && group.may_remove(member, other) && !group.may_decide(member));
        assert!(!group.may_remove(member, opener) && !group.may_remove(member, member));
        group.status = RoomStatus::Ended;
        assert!(!group.may_invite(opener) && !group.may_decide(opener));
    }

    #[test]
    fn rooms_are_ended_by_their_opener_or_a_practitioner() {
        let (opener, other) = (UserId::new(), UserId::new());
        for kind in [RoomKind::Direct, RoomKind::Group, RoomKind::Course] {
            let mut room = room(kind, Some(opener));
            assert!(room.may_end(opener, Role::Client) && room.may_end(other, Role::Practitioner));
            assert!(!room.may_end(other, Role::Client) && !room.may_end(other, Role::Admin));
            room.status = RoomStatus::Ended;
            assert!(!room.may_end(opener, Role::Practitioner));
        }
        for kind in [RoomKind::Appointment, RoomKind::Community] {
            let room = room(kind, Some(opener));
            assert!(!room.may_end(opener, Role::Client) && room.may_end(other, Role::Practitioner));
        }
    }

    #[test]
    fn only_groups_have_people_added() {
        let opener = UserId::new();
        for kind in [RoomKind::Direct, RoomKind::Appointment, RoomKind::Course, RoomKind::Community] {
            assert!(!room(kind, Some(opener)).may_invite(opener));
        }
    }
}
