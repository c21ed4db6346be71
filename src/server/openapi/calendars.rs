//! Calendar files and the feed.

use super::endpoint::{Section, delete, get, post};
use crate::appointments::calendar::rest::NewFeed;

pub fn section() -> Section {
    Section {
        name: "Calendars",
        about: "Appointments for calendar programs (RFC 5545). The files say with whom and when, never why.",
        endpoints: vec![
            get("/api/v1/appointments/{id}/calendar.ics", "showCalendarFile", "One appointment as a calendar file")
                .says("Its `UID` stays whatever changes, and its `SEQUENCE` grows with each change.")
                .at("id", "The appointment.")
                .answers_as(200, "text/calendar", "The file."),
            post("/api/v1/calendar-feed", "makeCalendarFeed", "Make a feed to subscribe to")
                .says(
                    "The address works without signing in and holds one's appointments of the last three months and \
                     all ahead. A feed made before is revoked. Needs a sign-in, not a token.",
                )
                .answers::<NewFeed>(201, "The feed's address, told this once."),
            delete("/api/v1/calendar-feed", "revokeCalendarFeed", "Revoke the feed")
                .answers_nothing("There is no feed any more."),
        ],
    }
}
