//! Appointments and their states.

use super::kinds::Place;
use super::state::{Deed, Status};
use crate::accounts::{Me, User};
use crate::chat::AppointmentContext;
use crate::error::{AppError, Result};
use crate::ids::{AppointmentId, AppointmentTypeId, PetId, RoomId, SeriesId, UserId};
use crate::time::Moment;
use crate::words::Role;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Appointment {
    pub id: AppointmentId,
    pub client: User,
    pub practitioner: User,
    pub type_id: AppointmentTypeId,
    pub type_name: String,
    pub place: Place,
    pub price: String,
    pub starts_at: Moment,
    pub ends_at: Moment,
    /// When it is expected to begin, where the practitioner is late.
    pub expected_at: Option<Moment>,
    pub reason: String,
    pub status: Status,
    /// Why it was declined or cancelled.
    pub closing_note: String,
    /// Another time that one of the two suggests.
    pub proposal: Option<Proposal>,
    /// Whom it is about, in veterinary practices.
    pub pet: Option<PetName>,
    /// The weekly series it belongs to.
    pub series: Option<SeriesId>,
    /// How many appointments that series has.
    pub series_size: Option<i64>,
    /// Until when its client may move or cancel it.
    pub changeable_until: Moment,
    /// The conversation, once it is confirmed.
    pub room: Option<RoomId>,
    pub requested_at: Moment,
}

/// A pet as an appointment names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct PetName {
    pub id: PetId,
    pub name: String,
}

/// A time that is kept for somebody, who has yet to ask for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Hold {
    pub id: AppointmentId,
    pub practitioner: UserId,
    pub starts_at: Moment,
    pub held_until: Moment,
}

/// Another time for an appointment, to which the one who did not propose it has to agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Proposal {
    pub starts_at: Moment,
    pub by: UserId,
}

impl Appointment {
    /// The other of the two people.
    pub fn other(&self, me: UserId) -> &User {
        if self.client.id == me { &self.practitioner } else { &self.client }
    }

    /// Whether this person is one of the two.
    pub fn is_with(&self, me: UserId) -> bool {
        [self.client.id, self.practitioner.id].contains(&me)
    }

    /// Its conversation, for the two who are in it: admins decide on appointments and read none of their rooms.
    pub fn room_of(&self, me: UserId) -> Option<RoomId> {
        self.room.filter(|_| self.is_with(me))
    }

    /// Whether this person may do that now. Clients may cancel, until the practice's deadline where it is confirmed;
    /// all else is the practitioner's or an admin's, and how it went can be said once it has begun.
    pub fn may(&self, deed: Deed, me: &Me, now: Moment) -> bool {
        let is_due = !matches!(deed, Deed::Complete | Deed::Miss) || self.starts_at <= now;
        let is_theirs = if self.is_led_by(me) {
            deed != Deed::Cancel || self.status == Status::Confirmed
        } else {
            deed == Deed::Cancel && self.is_changeable_by_client(me.id, now)
        };
        is_theirs && is_due && deed.from_status().contains(&self.status)
    }

    /// Whether this person may give it another time at once.
    pub fn may_move(&self, me: &Me, now: Moment) -> bool {
        let is_theirs = if self.is_led_by(me) {
            self.status == Status::Confirmed
        } else {
            self.is_changeable_by_client(me.id, now)
        };
        is_theirs && self.status.is_open()
    }

    /// Whether this person may suggest another time for what a client has asked for.
    pub fn may_propose(&self, me: &Me) -> bool {
        self.is_led_by(me) && self.status == Status::Requested
    }

    /// Whether it is this person who has to agree to the proposed time.
    pub fn may_answer_proposal(&self, me: &Me) -> bool {
        let Some(proposal) = self.proposal.filter(|_| self.status == Status::Requested) else { return false };
        proposal.by != me.id && (self.client.id == me.id || proposal.by == self.client.id && self.is_led_by(me))
    }

    /// On the practice's side of it.
    pub fn is_led_by(&self, me: &Me) -> bool {
        self.practitioner.id == me.id || me.role == Role::Admin
    }

    fn is_changeable_by_client(&self, me: UserId, now: Moment) -> bool {
        self.client.id == me && (self.status == Status::Requested || now < self.changeable_until)
    }

    /// What its room says of it.
    pub fn context(&self) -> AppointmentContext {
        AppointmentContext {
            id: self.id,
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            status: self.status.code().into(),
            type_name: self.type_name.clone(),
            pet: self.pet.as_ref().map(|pet| pet.name.clone()),
        }
    }
}

/// 1 to 500 characters after trimming.
pub fn check_reason(text: &str) -> Result<String> {
    let reason = text.trim();
    let is_printable = !reason.chars().any(|c| c.is_control() && c != '\n' && c != '\t');
    match reason.chars().count() {
        0 => Err(AppError::invalid("reason", "Please say in a few words what it is about.")),
        1..=500 if is_printable => Ok(reason.into()),
        _ => Err(AppError::invalid("reason", "A reason has at most 500 characters, all of them printable.")),
    }
}

/// Why somebody declines, cancels or moves: at most 500 characters after trimming, none needed.
pub fn check_note(text: &str) -> Result<String> {
    let note = text.trim();
    if note.chars().count() > 500 || note.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
        return Err(AppError::invalid("note", "A note has at most 500 characters, all of them printable."));
    }
    Ok(note.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::Practice;
    use crate::ids::PracticeId;
    use crate::words::PracticeKind;

    fn person(user: &User, role: Role) -> Me {
        let practice = Practice {
            id: PracticeId::new(),
            name: "Lindenhof".into(),
            kind: PracticeKind::Clinic,
            time_zone: "UTC".into(),
            address: None,
            phone: None,
            note: None,
            edit_minutes: None,
            delete_minutes: None,
            emergency_number: None,
            emergency_words: None,
            emergency_minutes: None,
        };
        let (id, name, avatar) = (user.id, user.name.clone(), None);
        Me {
            id,
            name,
            avatar,
            email: String::new(),
            role,
            practice,
            time_zone: "UTC".into(),
            last_seen_hidden: false,
            closed_to_groups: false,
        }
    }

    fn appointment(status: Status) -> Appointment {
        let user = |name: &str| User { id: UserId::new(), name: name.into(), avatar: None };
        let starts_at = Moment::from_unix_millis(1_800_000_000_000);
        Appointment {
            id: AppointmentId::new(),
            client: user("Noor"),
            practitioner: user("Imani"),
            type_id: AppointmentTypeId::new(),
            type_name: "Consultation".into(),
            place: Place::Video,
            price: String::new(),
            starts_at,
            ends_at: starts_at.plus_minutes(30),
            expected_at: None,
            reason: "Cough".into(),
            status,
            closing_note: String::new(),
            proposal: None,
            pet: None,
            series: None,
            series_size: None,
            changeable_until: starts_at.plus_minutes(-5),
            room: None,
            requested_at: starts_at,
        }
    }

    #[test]
    fn each_state_allows_its_deeds_to_its_people() {
        let deeds = |status, is_practitioner: bool, minutes: i64| {
            let appointment = appointment(status);
            let me = if is_practitioner {
                person(&appointment.practitioner, Role::Practitioner)
            } else {
                person(&appointment.client, Role::Client)
            };
            let now = appointment.starts_at.plus_minutes(minutes);
            Deed::ALL.into_iter().filter(|deed| appointment.may(*deed, &me, now)).collect::<Vec<_>>()
        };
        assert_eq!(deeds(Status::Requested, true, -9), [Deed::Confirm, Deed::Decline]);
        assert_eq!(deeds(Status::Requested, false, -9), [Deed::Cancel]);
        assert_eq!(deeds(Status::Confirmed, true, -9), [Deed::Cancel]);
        assert_eq!(deeds(Status::Confirmed, true, 9), [Deed::Cancel, Deed::Complete, Deed::Miss]);
        assert_eq!(deeds(Status::Confirmed, false, -9), [Deed::Cancel]);
        assert_eq!(deeds(Status::Confirmed, false, -4), [], "the deadline has passed");
        for over in [Status::Declined, Status::Cancelled, Status::Completed, Status::NoShow] {
            assert!(deeds(over, true, 9).is_empty() && deeds(over, false, 9).is_empty());
        }
        let stranger = User { id: UserId::new(), name: "Jonas".into(), avatar: None };
        let (stranger, then) = (person(&stranger, Role::Practitioner), Moment::from_unix_millis(0));
        assert!(!appointment(Status::Confirmed).may(Deed::Cancel, &stranger, then));
    }

    #[test]
    fn its_room_is_for_the_two() {
        let appointment = Appointment { room: Some(RoomId::new()), ..appointment(Status::Confirmed) };
        for one in [appointment.client.id, appointment.practitioner.id] {
            assert_eq!(appointment.room_of(one), appointment.room);
        }
        assert_eq!(appointment.room_of(UserId::new()), None);
    }

    #[test]
    fn a_proposed_time_is_for_the_other_to_agree_to() {
        let mut appointment = appointment(Status::Requested);
        let doctor = person(&appointment.practitioner, Role::Practitioner);
        let patient = person(&appointment.client, Role::Client);
        assert!(appointment.may_propose(&doctor) && !appointment.may_propose(&patient));
        appointment.proposal = Some(Proposal { starts_at: appointment.starts_at, by: doctor.id });
        assert!(appointment.may_answer_proposal(&patient) && !appointment.may_answer_proposal(&doctor));
        appointment.status = Status::Cancelled;
        assert!(!appointment.may_answer_proposal(&patient));
    }

    #[test]
    fn a_reason_is_given() {
        assert_eq!(check_reason(" Cough "), Ok("Cough".into()));
        assert!(
            check_reason("  ").is_err() && check_reason(&"x".repeat(501)).is_err() && check_reason("a\u{0}").is_err()
        );
    }
}
