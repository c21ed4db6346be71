//! Reading frames in the browser. A derived reader of tagged enums keeps a copy of the code that reads each noun;
//! this one looks at the type first and reads each noun in the one way that everything else does.

use super::{Answer, Event, Incoming};
use crate::time::Moment;
use crate::ui::read_json;
use crate::{accounts, announcements, appointments, chat, clients, courses, emergencies, notifications, pets};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

/// The fields of all frames. What differs in shape from frame to frame is read later.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Frame<'a> {
    #[serde(rename = "type")]
    kind: String,
    #[serde(borrow, default)]
    room: Option<&'a RawValue>,
    #[serde(borrow, default)]
    user: Option<&'a RawValue>,
    #[serde(borrow, default)]
    message: Option<&'a RawValue>,
    #[serde(borrow, default)]
    changes: Option<&'a RawValue>,
    #[serde(borrow, default)]
    receipts: Option<&'a RawValue>,
    #[serde(borrow, default)]
    online: Option<&'a RawValue>,
    #[serde(borrow, default)]
    epoch: Option<&'a RawValue>,
    #[serde(borrow, default)]
    told_at: Option<&'a RawValue>,
    #[serde(borrow, default)]
    last_seen: Option<&'a RawValue>,
    #[serde(borrow, default)]
    appointment: Option<&'a RawValue>,
    #[serde(borrow, default)]
    entry: Option<&'a RawValue>,
    #[serde(borrow, default)]
    pet: Option<&'a RawValue>,
    course: Option<&'a RawValue>,
    client: Option<&'a RawValue>,
    #[serde(borrow, default)]
    emergency: Option<&'a RawValue>,
    notification: Option<&'a RawValue>,
    preferences: Option<&'a RawValue>,
    announcement: Option<&'a RawValue>,
    #[serde(default)]
    unread: i64,
    #[serde(default)]
    id: Option<String>,
    #[serde(default)]
    version: i64,
    #[serde(default)]
    number: i64,
    #[serde(default)]
    complete: bool,
    #[serde(default)]
    muted: bool,
    #[serde(default)]
    heartbeat_seconds: u64,
}

impl Incoming {
    /// `None` for a frame that this page does not know, as from a newer server.
    pub fn read(text: &str) -> Option<Self> {
        let frame: Frame = serde_json::from_slice(text.as_bytes()).ok()?;
        match frame.answer(text) {
            Some(answer) => Some(Self::Answer(answer)),
            None => frame.event().map(Self::Event),
        }
    }
}

impl Frame<'_> {
    fn answer(&self, text: &str) -> Option<Answer> {
        Some(match self.kind.as_str() {
            "authenticated" => Answer::Authenticated {
                user: noun(self.user)?,
                epoch: noun(self.epoch)?,
                heartbeat_seconds: self.heartbeat_seconds,
                // Older servers do not say.
                told_at: noun(self.told_at).unwrap_or_else(Moment::now),
            },
            "presence" => Answer::Presence { online: noun(self.online)? },
            "pong" => Answer::Pong,
            "ack" => Answer::Ack { id: self.id.clone()?, message: noun(self.message)? },
            "chat:joined" => Answer::Joined {
                room: noun(self.room)?,
                version: self.version,
                changes: noun(self.changes)?,
                receipts: noun(self.receipts)?,
                complete: self.complete,
            },
            "error" => Answer::Error(read_json(text).ok()?),
            _ => return None,
        })
    }

    fn event(&self) -> Option<Event> {
        let version = self.version;
        let number = self.number;
        let chat = match self.kind.as_str() {
            "message:received" => {
                chat::Event::MessageReceived { room: noun(self.room)?, version, message: noun(self.message)? }
            }
            "message:changed" => {
                chat::Event::MessageChanged { room: noun(self.room)?, version, message: noun(self.message)? }
            }
            "message:read:confirmed" => {
                chat::Event::ReadMoved { room: noun(self.room)?, user: noun(self.user)?, number, version }
            }
            "message:delivered:confirmed" => {
                chat::Event::DeliveredMoved { room: noun(self.room)?, user: noun(self.user)?, number, version }
            }
            "chat:changed" => chat::Event::RoomChanged { room: noun(self.room)? },
            "chat:left" => chat::Event::Left { room: noun(self.room)? },
            "chat:removed" => chat::Event::Removed { room: noun(self.room)? },
            "chat:muted" => chat::Event::Muted { room: noun(self.room)?, muted: self.muted },
            "typing:started" => chat::Event::TypingStarted { room: noun(self.room)?, user: noun(self.user)? },
            "typing:stopped" => chat::Event::TypingStopped { room: noun(self.room)?, user: noun(self.user)? },
            _ => return self.event_about_people(),
        };
        Some(Event::Chat(chat))
    }

    fn event_about_people(&self) -> Option<Event> {
        Some(match self.kind.as_str() {
            "user:online" => Event::Accounts(accounts::Event::CameOnline { user: noun(self.user)? }),
            "user:offline" => Event::Accounts(accounts::Event::WentOffline {
                user: noun(self.user)?,
                last_seen: noun(self.last_seen),
            }),
            "audit:grew" => Event::Accounts(accounts::Event::AuditGrew),
            "account:changed" => Event::Accounts(accounts::Event::AccountChanged { user: noun(self.user)? }),
            "appointment:changed" => {
                Event::Appointments(appointments::Event::Changed { appointment: noun(self.appointment)? })
            }
            "waitlist:changed" => {
                Event::Appointments(appointments::Event::WaitlistChanged { entry: noun(self.entry)? })
            }
            "pets:changed" => Event::Pets(pets::Event::Changed { pet: noun(self.pet)? }),
            "course:changed" => Event::Courses(courses::Event::Changed { course: noun(self.course)? }),
            "course:left" => Event::Courses(courses::Event::Left { course: noun(self.course)? }),
            "notification" => Event::Notifications(notifications::Event::Notified {
                notification: noun(self.notification),
                unread: self.unread,
            }),
            "notification-settings:changed" => {
                Event::Notifications(notifications::Event::SettingsChanged { preferences: noun(self.preferences)? })
            }
            "announcement:changed" => {
                Event::Announcements(announcements::Event::Changed { announcement: noun(self.announcement)? })
            }
            "client:changed" => Event::Clients(clients::Event::Changed { client: noun(self.client)? }),
            "emergency:alert" => Event::Emergencies(emergencies::Event::Alert { emergency: noun(self.emergency)? }),
            "emergency:changed" => Event::Emergencies(emergencies::Event::Changed { emergency: noun(self.emergency)? }),
            "on-call:changed" => Event::Emergencies(emergencies::Event::OnCallChanged),
            "appointment-settings:changed" => {
                Event::Appointments(appointments::Event::SettingsChanged { user: noun(self.user) })
            }
            _ => return None,
        })
    }
}

fn noun<T: DeserializeOwned>(raw: Option<&RawValue>) -> Option<T> {
    read_json(raw?.get()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{CourseId, RoomId, UserId};
    use crate::time::Moment;
    use serde::Serialize;

    fn reads(written: &(impl Serialize + PartialEq)) -> Option<Incoming> {
        Incoming::read(&serde_json::to_string(written).unwrap_or_default())
    }

    fn pet(owner: UserId) -> pets::Pet {
        pets::Pet {
            id: crate::ids::PetId::new(),
            owner: accounts::User { id: owner, name: "Mika".into(), avatar: None },
            name: "Nelli".into(),
            species: pets::Species::GuineaPig,
            breed: None,
            sex: pets::Sex::Female,
            neutered: pets::Neutered::Unknown,
            birth_date: "2022-05-31".parse().ok(),
            notes: String::new(),
            photo: None,
            created_at: Moment::from_unix_millis(1_800_000_000_123),
            removed_at: None,
        }
    }

    fn preferences() -> notifications::Preferences {
        let choices = notifications::Preferences::complete(&[]);
        notifications::Preferences { choices, quiet: None, push_details: true, sound: false }
    }

    #[test]
    fn what_the_server_writes_is_read_back() {
        let (room, user) = (RoomId::new(), UserId::new());
        let last_seen = Moment::from_unix_millis(1_800_000_000_123);
        for event in [
            Event::Chat(chat::Event::ReadMoved { room, user, number: 4, version: 9 }),
            Event::Chat(chat::Event::DeliveredMoved { room, user, number: 4, version: 9 }),
            Event::Chat(chat::Event::TypingStarted { room, user }),
            Event::Chat(chat::Event::Left { room }),
            Event::Chat(chat::Event::Removed { room }),
            Event::Chat(chat::Event::Muted { room, muted: true }),
            Event::Chat(chat::Event::TypingStopped { room, user }),
            Event::Accounts(accounts::Event::CameOnline { user }),
            Event::Accounts(accounts::Event::AuditGrew),
            Event::Accounts(accounts::Event::WentOffline { user, last_seen: Some(last_seen) }),
            Event::Accounts(accounts::Event::WentOffline { user, last_seen: None }),
            Event::Pets(pets::Event::Changed { pet: Box::new(pet(user)) }),
            Event::Courses(courses::Event::Left { course: CourseId::new() }),
            Event::Clients(clients::Event::Changed { client: user }),
            Event::Emergencies(emergencies::Event::OnCallChanged),
            Event::Notifications(notifications::Event::Notified { notification: None, unread: 3 }),
            Event::Notifications(notifications::Event::SettingsChanged { preferences: Box::new(preferences()) }),
            Event::Announcements(announcements::Event::Changed { announcement: crate::ids::AnnouncementId::new() }),
            Event::Appointments(appointments::Event::SettingsChanged { user: Some(user) }),
            Event::Appointments(appointments::Event::SettingsChanged { user: None }),
        ] {
            assert_eq!(reads(&event), Some(Incoming::Event(event)));
        }
        let refusal = Answer::refusal(Some("1".into()), None, &crate::error::AppError::SlowDown { seconds: 3 });
        for answer in [Answer::Pong, Answer::Presence { online: vec![user] }, refusal] {
            assert_eq!(reads(&answer), Some(Incoming::Answer(answer)));
        }
        let joined = Answer::Joined { room, version: 3, changes: vec![], receipts: vec![], complete: true };
        assert_eq!(reads(&joined), Some(Incoming::Answer(joined)));
    }

    #[test]
    fn frames_of_a_newer_server_are_passed_over() {
        assert_eq!(Incoming::read(r#"{"type":"call:ringing","room":7}"#), None);
        assert_eq!(Incoming::read("not a frame"), None);
    }
}
