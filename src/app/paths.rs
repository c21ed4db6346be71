//! Every address of the site, as a function. A path that is not here does not exist.

use crate::accounts::Me;
use crate::ids::{AnnouncementId, AppointmentId, CourseId, EmergencyId, PetId, RoomId, UserId};

pub const SIGN_IN: &str = "/sign-in";
pub const SIGN_UP: &str = "/sign-up";
pub const FORGOTTEN: &str = "/forgot-password";
/// What whoever has asked for a link reads, be there an account or not.
pub const LETTER_SENT: &str = "/forgot-password/sent";
pub const SIGN_OUT: &str = "/sign-out";
pub const SIGN_OUT_EVERYWHERE: &str = "/sign-out/everywhere";
pub const PROFILE: &str = "/settings/profile";
pub const TOKENS: &str = "/settings/tokens";
/// What the practice asks of oneself as its client.
pub const CARD: &str = "/settings/card";
pub const CALENDAR_FEED: &str = "/settings/calendar";
pub const NOTIFICATIONS: &str = "/notifications";
pub const NOTIFICATION_SETTINGS: &str = "/settings/notifications";
pub const TYPES: &str = "/admin/types";
pub const HOLIDAYS: &str = "/admin/holidays";
pub const PRACTITIONERS_HOURS: &str = "/admin/availability";
pub const API_DOCS: &str = "/api/v1/docs";
pub const LIVE: &str = "/live";
pub const ADMIN_PEOPLE: &str = "/admin/people";
pub const ADMIN_INVITATIONS: &str = "/admin/invitations";
pub const ADMIN_PRACTICE: &str = "/admin/practice";
pub const ADMIN_ANNOUNCEMENTS: &str = "/admin/announcements";
pub const NEW_ANNOUNCEMENT: &str = "/admin/announcements/new";
pub const ADMIN_MAIL: &str = "/admin/mail";
pub const ADMIN_AUDIT: &str = "/admin/audit";
pub const ADMIN_EMERGENCIES: &str = "/admin/emergencies";
/// All that *Admin* leads to, by name, in this order.
static ADMIN_SECTIONS: [(&str, &str); 10] = [
    ("People", ADMIN_PEOPLE),
    ("Invitations", ADMIN_INVITATIONS),
    ("Practice", ADMIN_PRACTICE),
    ("Types", TYPES),
    ("Holidays", HOLIDAYS),
    ("Hours", PRACTITIONERS_HOURS),
    ("Announcements", ADMIN_ANNOUNCEMENTS),
    ("E-mail", ADMIN_MAIL),
    ("Audit", ADMIN_AUDIT),
    ("Emergencies", ADMIN_EMERGENCIES),
];

/// Those of them that there are in this person's practice.
pub fn admin_sections(me: &Me) -> &'static [(&'static str, &'static str)] {
    let [others @ .., _emergencies] = &ADMIN_SECTIONS;
    if me.practice.kind.has_emergencies() { &ADMIN_SECTIONS } else { others }
}

/// The sign-in page, which leads back to `next`.
pub fn sign_in_then(next: &str) -> String {
    if next == "/" { SIGN_IN.into() } else { format!("{SIGN_IN}?next={}", escape(next)) }
}

pub fn home(me: &Me) -> String {
    format!("/{}", me.slug())
}

pub fn chat(me: &Me) -> String {
    format!("/{}/chat", me.slug())
}

pub fn room(me: &Me, room: RoomId) -> String {
    format!("/{}/chat/{room}", me.slug())
}

/// A room, open at a message.
pub fn message(me: &Me, room: RoomId, number: i64) -> String {
    format!("/{}/chat/{room}?message={number}", me.slug())
}

pub fn appointments(me: &Me) -> String {
    format!("/{}/appointments", me.slug())
}

pub fn appointment(me: &Me, id: AppointmentId) -> String {
    format!("/{}/appointments/{id}", me.slug())
}

pub fn book(me: &Me) -> String {
    format!("/{}/book", me.slug())
}

pub fn pets(me: &Me) -> String {
    format!("/{}/pets", me.slug())
}

pub fn pet(me: &Me, id: PetId) -> String {
    format!("/{}/pets/{id}", me.slug())
}

/// What one was told by the practice; for its admins what they told others.
pub fn announcements(me: &Me) -> String {
    format!("/{}/announcements", me.slug())
}

pub fn announcement(me: &Me, id: AnnouncementId) -> String {
    format!("/{}/announcements/{id}", me.slug())
}

/// A person as their practice's admins see them.
pub fn admin_person(user: UserId) -> String {
    format!("{ADMIN_PEOPLE}/{user}")
}

/// Where an invitation leads.
pub fn join(secret: &str) -> String {
    format!("/join/{}", escape(secret))
}

/// Where a link for a new password leads.
pub fn reset(secret: &str) -> String {
    format!("/reset/{}", escape(secret))
}

/// Where a letter leads whoever wants no more of these.
pub fn unsubscribe(token: &str) -> String {
    format!("/unsubscribe/{token}")
}

/// The path as it may stand in a log: what follows these is a secret.
pub fn without_secret(path: &str) -> &str {
    ["/join/", "/reset/", "/calendar/", "/unsubscribe/"]
        .into_iter()
        .find(|start| path.starts_with(start))
        .unwrap_or(path)
}

pub fn courses(me: &Me) -> String {
    format!("/{}/courses", me.slug())
}

pub fn course(me: &Me, id: CourseId) -> String {
    format!("/{}/courses/{id}", me.slug())
}

pub fn emergencies(me: &Me) -> String {
    format!("/{}/emergencies", me.slug())
}

/// One emergency, with all that happened to it.
pub fn emergency(me: &Me, id: EmergencyId) -> String {
    format!("/{}/emergencies/{id}", me.slug())
}

/// Booking for a client of the practice.
pub fn book_for(me: &Me, client: UserId) -> String {
    format!("/{}/book?client={client}", me.slug())
}

/// Booking with a practitioner who is chosen already.
pub fn book_with(me: &Me, practitioner: UserId) -> String {
    format!("/{}/book?practitioner={practitioner}", me.slug())
}

pub fn clients(me: &Me) -> String {
    format!("/{}/clients", me.slug())
}

pub fn client(me: &Me, client: UserId) -> String {
    format!("/{}/clients/{client}", me.slug())
}

/// The practice's calendar, for its admins.
pub fn calendar(me: &Me) -> String {
    format!("/{}/calendar", me.slug())
}

/// A day's appointments on paper.
pub fn day_sheet(me: &Me) -> String {
    format!("/{}/day-sheet", me.slug())
}

/// One appointment as a calendar file.
pub fn calendar_file(id: AppointmentId) -> String {
    format!("/api/v1/appointments/{id}/calendar.ics")
}

/// What a calendar program subscribes to.
pub fn calendar_feed(secret: &str) -> String {
    format!("/calendar/{secret}.ics")
}

/// One's own hours; an admin's way to everybody's.
pub fn availability(me: &Me) -> String {
    format!("/{}/availability", me.slug())
}

/// A practitioner's hours, for admins.
pub fn availability_of(practitioner: UserId) -> String {
    format!("{PRACTITIONERS_HOURS}/{practitioner}")
}

/// Whether a path leads to this site and nowhere else.
pub fn is_own(path: &str) -> bool {
    path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\n', '\r', '\t'])
}

/// Percent-encodes what has a meaning in an address, or in the path of a cookie.
fn escape(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'/' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
            _ if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_own_paths_are_led_back_to() {
        assert!(is_own("/patient/chat?x=1#y"));
        for foreign in ["https://evil.example", "//evil.example", "/\\evil.example", "evil", "", "/a\nb"] {
            assert!(!is_own(foreign), "{foreign}");
        }
    }

    #[test]
    fn no_log_has_the_secret_of_a_link() {
        assert_eq!(without_secret(&join("s3cret")), "/join/");
        assert_eq!(without_secret(&reset("s3cret")), "/reset/");
        assert_eq!(without_secret(&unsubscribe("s3cret")), "/unsubscribe/");
        assert_eq!(without_secret("/patient/chat"), "/patient/chat");
    }

    #[test]
    fn a_secret_that_is_none_stays_within_the_path() {
        assert_eq!(join("a-b_c"), "/join/a-b_c");
        assert_eq!(join("x; Domain=evil.example"), "/join/x%3B%20Domain%3Devil.example");
    }

    #[test]
    fn no_log_has_the_secret_of_a_feed() {
        assert_eq!(without_secret(&calendar_feed("s3cret")), "/calendar/");
        assert_eq!(without_secret("/doctor/calendar/x"), "/doctor/calendar/x");
    }

    #[test]
    fn the_way_back_is_escaped() {
        assert_eq!(sign_in_then("/patient/chat?a=b&c"), "/sign-in?next=/patient/chat%3Fa%3Db%26c");
        assert_eq!(sign_in_then("/"), "/sign-in");
    }
}
