//! When practitioners can be booked, and for what.

use super::endpoint::{Endpoint, Section, delete, get, patch, post, put};
use crate::appointments::rest::HolidayName;
use crate::appointments::{AppointmentType, Availability, Holiday, Offer, PracticeRules, TypeChange, TypeDraft};
use crate::time::Moment;
use serde_json::json;

const PRACTITIONER: &str = "Which practitioner.";
const NEXT: &str = "The page after this cursor, as `next` of a page told it.";
const DAY: &str = "A date, as `2026-12-24`.";

pub fn section() -> Section {
    let mut endpoints = hours();
    endpoints.extend(types());
    endpoints.extend(practice());
    Section {
        name: "Availability",
        about: "When practitioners can be booked, and for what. Hours are those of the practice's wall clock.",
        endpoints,
    }
}

fn hours() -> Vec<Endpoint> {
    vec![
        get("/api/v1/practitioners", "listPractitioners", "List practitioners")
            .says("By name, each with the types of appointments that can be booked with them.")
            .asks("after", NEXT)
            .limited()
            .lists::<Offer>("A page of practitioners."),
        get("/api/v1/availability/times", "listFreeTimes", "List free times")
            .says("At which an appointment of that type may begin, the earliest first.")
            .asks_id("type", "Which type of appointment.")
            .required()
            .asks_id("practitioner", "With whom; without it, with any who offers the type.")
            .asks("from", "The first time that is of interest; now, if nothing is said.")
            .asks("until", "Only times before this one.")
            .asks("after", NEXT)
            .limited()
            .refuses(&[404])
            .lists::<Moment>("A page of times."),
        get("/api/v1/availability/{practitioner}", "showAvailability", "Read a practitioner's hours and rules")
            .says("By themselves, or an admin.")
            .at("practitioner", PRACTITIONER)
            .answers::<Availability>(200, "Hours, dates, notice and what is not offered.")
            .refuses(&[403]),
        put("/api/v1/availability/{practitioner}", "setAvailability", "Replace a practitioner's hours and rules")
            .says("By themselves, or an admin. What is booked already stays.")
            .at("practitioner", PRACTITIONER)
            .takes::<Availability>(json!({
                "weekly": [{ "weekday": 1, "opens": "09:00", "closes": "12:30" }],
                "special": [{ "day": "2026-12-24", "note": "Short day", "hours": [{ "opens": "09:00", "closes": "11:00" }] }],
                "noticeMinutes": 60, "daysAhead": 28, "withheld": [],
            }))
            .answers::<Availability>(200, "As it is now."),
    ]
}

fn types() -> Vec<Endpoint> {
    vec![
        get("/api/v1/appointment-types", "listTypes", "List types of appointments")
            .says("The practice's, and its practitioners' own; the shortest first. Archived ones are left out.")
            .asks("after", NEXT)
            .limited()
            .lists::<AppointmentType>("A page of types."),
        post("/api/v1/appointment-types", "addType", "Add a type of appointments")
            .says("What a practitioner adds is their own, what an admin adds is the practice's.")
            .takes::<TypeDraft>(json!({ "name": "Check-up", "minutes": 30, "place": "in_person", "price": "80 €" }))
            .answers::<AppointmentType>(201, "The type."),
        patch("/api/v1/appointment-types/{id}", "changeType", "Change a type of appointments")
            .says("Practitioners change their own, admins all. What is booked already keeps its length.")
            .at("id", "Which type.")
            .takes::<TypeChange>(json!({ "after": 10 }))
            .answers::<AppointmentType>(200, "The type as it is now."),
        delete("/api/v1/appointment-types/{id}", "archiveType", "Archive a type of appointments")
            .says("It can no longer be booked; its appointments stay what they are.")
            .at("id", "Which type.")
            .answers_nothing("Archived; once more changes nothing."),
    ]
}

fn practice() -> Vec<Endpoint> {
    vec![
        get("/api/v1/holidays", "listHolidays", "List the practice's holidays")
            .says("From today on, in order.")
            .asks("after", NEXT)
            .limited()
            .lists::<Holiday>("A page of holidays."),
        get("/api/v1/holidays/{day}", "showHoliday", "Read a holiday")
            .at_text("day", DAY)
            .answers::<Holiday>(200, "The holiday."),
        put("/api/v1/holidays/{day}", "setHoliday", "Close the practice on a day")
            .says("By an admin. Practitioners may have hours of their own on it; what is booked already stays.")
            .at_text("day", DAY)
            .takes::<HolidayName>(json!({ "name": "Christmas Eve" }))
            .answers::<Holiday>(201, "The practice is closed on it.")
            .answers::<Holiday>(200, "It was closed already, and is called so now."),
        delete("/api/v1/holidays/{day}", "removeHoliday", "Open the practice on a day")
            .says("By an admin.")
            .at_text("day", DAY)
            .answers_nothing("It is no holiday; once more changes nothing."),
        get("/api/v1/appointment-rules", "showAppointmentRules", "Read the practice's deadlines")
            .answers::<PracticeRules>(200, "Until when clients may change appointments, and how long rooms stay open."),
        put("/api/v1/appointment-rules", "setAppointmentRules", "Set the practice's deadlines")
            .says("By an admin.")
            .takes::<PracticeRules>(json!({ "cancellationHours": 24, "graceHours": 48, "waitlistMinutes": 30 }))
            .answers::<PracticeRules>(200, "As they are now."),
    ]
}
