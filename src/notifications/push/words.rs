//! What a push says. It is shown on locked screens, so it says that there is something and not what, unless its reader
//! wants to know more.

use super::super::store::DuePush;
use super::topic;
use crate::notifications::model::{Kind, Sort, shortened};
use serde_json::json;

/// Characters that a device shows of a text, and more.
const LENGTH: usize = 300;

/// What `service-worker.js` reads.
pub fn payload(due: &DuePush, is_urgent: bool) -> Vec<u8> {
    let (title, body) = if due.details {
        (due.title.as_str(), due.body.as_str())
    } else {
        (discreet(due.kind), "Open Attend to see it.")
    };
    json!({
        "id": due.id,
        "title": shortened(title, LENGTH),
        "body": shortened(body, LENGTH),
        "tag": topic(due),
        "link": due.path(),
        "urgent": is_urgent,
        "unread": due.unread,
    })
    .to_string()
    .into_bytes()
}

fn discreet(kind: Kind) -> &'static str {
    match kind.sort() {
        Sort::Messages | Sort::Groups => "You have a new message",
        Sort::Mentions => "Somebody answered or mentioned you",
        Sort::Reactions => "Somebody reacted to a message of yours",
        Sort::Appointments => "There is news about an appointment",
        Sort::Reminders => "You have an appointment soon",
        Sort::Offers => "There is something new about the waitlist",
        Sort::Courses => "There is news about a course",
        Sort::Announcements => "There is an announcement",
        Sort::Emergencies => "Emergency",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::push::BYTES;

    #[test]
    fn what_is_long_is_cut_between_characters_and_fits_into_a_push() {
        assert_eq!(shortened("Hello", LENGTH), "Hello");
        let long = shortened(&"👩‍⚕️".repeat(LENGTH), LENGTH);
        assert_eq!(long.chars().count(), LENGTH + 1);
        assert!(2 * long.len() < BYTES - 500, "title and body, and what is around them");
    }
}
