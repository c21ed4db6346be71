//! Appointments: asking for them, deciding on them, moving them.

use super::endpoint::{Endpoint, Section, delete, get, post, put};
use crate::appointments::rest::{NewTime, Note, WantedTime};
use crate::appointments::{Appointment, BookingRequest, Change, Hold};
use crate::files::Attachment;
use serde_json::{Value, json};

const APPOINTMENT: &str = "Which appointment.";
const SERIES: &str = "Which series, as its appointments name it.";
const AS_IT_IS: &str = "The appointment as it is now.";

pub fn section() -> Section {
    let mut endpoints = vec![
        get("/api/v1/appointments", "listAppointments", "List appointments")
            .says("One's own, the earliest first; for admins all of their practice.")
            .asks("status", "`requested`, `confirmed`, `declined`, `cancelled`, `completed` or `no_show`.")
            .asks_id("series", "Only those of this weekly series.")
            .asks("from", "Only those that end after this time.")
            .asks("until", "Only those that begin before this time.")
            .asks("after", "The page after this cursor, as `next` of a page told it.")
            .limited()
            .lists::<Appointment>("A page of appointments."),
        post("/api/v1/appointments", "bookAppointment", "Ask for an appointment")
            .says(
                "Clients book for themselves; the practice books for a `client`. What the practice books, and what \
                 needs no confirmation, is confirmed at once. With `weeks` a series is booked, and its first \
                 appointment answers: `series` finds the others. A client has one appointment at a time, whomever it is \
                 with: what would overlap another that was asked for or confirmed is `invalid` for `startsAt`, too.",
            )
            .takes::<BookingRequest>(json!({
                "practitioner": "0190a000-0000-7000-8000-000000000001",
                "typeId": "0190a000-0000-7000-8000-000000000002",
                "startsAt": "2026-11-20T13:30:00Z", "reason": "A cough that stays",
            }))
            .answers::<Appointment>(201, "Asked for, or booked. A time that is not free is `invalid` for `startsAt`."),
        get("/api/v1/appointments/{appointment}", "showAppointment", "Read an appointment")
            .at("appointment", APPOINTMENT)
            .answers::<Appointment>(200, "The appointment."),
        get("/api/v1/appointments/{appointment}/changes", "listChanges", "Read an appointment's history")
            .says("Who did what to it and when, the earliest first.")
            .at("appointment", APPOINTMENT)
            .asks("after", "The page after this cursor, as `next` of a page told it.")
            .limited()
            .lists::<Change>("A page of changes."),
        get("/api/v1/appointments/{appointment}/files", "listAppointmentFiles", "List what was given with the request")
            .says("Photos and documents, as they were given.")
            .at("appointment", APPOINTMENT)
            .pages("cursor")
            .lists::<Attachment>("A page of files."),
    ];
    endpoints.extend(deeds());
    endpoints.extend(of_series());
    endpoints.extend(times());
    Section {
        name: "Appointments",
        about: "Who meets whom, and when. The appointments of others do not exist; admins see all of their practice.",
        endpoints,
    }
}

fn deeds() -> [Endpoint; 5] {
    let deed = |path, id: &str, summary: &str| {
        post(path, id, summary)
            .at("appointment", APPOINTMENT)
            .takes::<Note>(note("Get well soon"))
            .answers::<Appointment>(200, AS_IT_IS)
            .refuses(&[409])
    };
    [
        deed("/api/v1/appointments/{appointment}/confirm", "confirmAppointment", "Confirm what was asked for").says(
            "By its practitioner or an admin. It opens the appointment's conversation. The body may be left out.",
        ),
        deed("/api/v1/appointments/{appointment}/decline", "declineAppointment", "Decline what was asked for")
            .says("By its practitioner or an admin. The body may be left out."),
        deed("/api/v1/appointments/{appointment}/cancel", "cancelAppointment", "Cancel an appointment").says(
            "By either side; by its client until `changeableUntil`, where it is confirmed. The body may be left out.",
        ),
        deed("/api/v1/appointments/{appointment}/complete", "completeAppointment", "Note that it took place")
            .says("By its practitioner or an admin, once it has begun. The body may be left out."),
        deed("/api/v1/appointments/{appointment}/no-show", "missAppointment", "Note that nobody came")
            .says("By its practitioner or an admin, once it has begun. The body may be left out."),
    ]
}

fn of_series() -> [Endpoint; 2] {
    [
        post("/api/v1/appointment-series/{series}/confirm", "confirmSeries", "Confirm all of a weekly series")
            .says("What is asked for and lies ahead, each as it is confirmed singly. By its practitioner or an admin.")
            .at("series", SERIES)
            .lists::<Appointment>("The appointments that it confirmed.")
            .refuses(&[409]),
        post("/api/v1/appointment-series/{series}/cancel", "cancelSeries", "Cancel all of a weekly series")
            .says(
                "What lies ahead, each as it is cancelled singly; the practice declines what was only asked for. By \
                 either side. What a client may no longer cancel stays. The body may be left out.",
            )
            .at("series", SERIES)
            .takes::<Note>(note("I am travelling"))
            .lists::<Appointment>("The appointments that it cancelled or declined.")
            .refuses(&[409]),
    ]
}

fn times() -> [Endpoint; 6] {
    let time = json!({ "startsAt": "2026-11-20T13:30:00Z", "note": "I am away before" });
    [
        post("/api/v1/appointments/{appointment}/reschedule", "moveAppointment", "Give an appointment another time")
            .says(
                "What a client moves has to be confirmed again, where its type asks for that. A time that is not free, or \
                 at which the client has another appointment, is `invalid` for `startsAt`.",
            )
            .at("appointment", APPOINTMENT)
            .takes::<NewTime>(time.clone())
            .answers::<Appointment>(200, AS_IT_IS)
            .refuses(&[409]),
        post("/api/v1/appointments/{appointment}/proposal", "proposeTime", "Propose another time for a request")
            .says("By its practitioner or an admin; its client agrees to it or not.")
            .at("appointment", APPOINTMENT)
            .takes::<NewTime>(time)
            .answers::<Appointment>(200, AS_IT_IS)
            .refuses(&[409]),
        delete("/api/v1/appointments/{appointment}/proposal", "dismissProposal", "Say no to a proposed time")
            .at("appointment", APPOINTMENT)
            .answers_nothing("Nothing is proposed any more; the request stays as it was."),
        post("/api/v1/appointments/{appointment}/proposal/accept", "acceptProposal", "Agree to a proposed time")
            .says("By whom it was proposed to. It is moved there and confirmed.")
            .at("appointment", APPOINTMENT)
            .answers::<Appointment>(200, AS_IT_IS)
            .refuses(&[409, 422]),
        put("/api/v1/holds", "holdTime", "Keep a time for a few minutes")
            .says(
                "A person keeps one time at once: what they kept before is free again. Booking needs no hold. A client who \
                 has another appointment then is refused as in booking.",
            )
            .takes::<WantedTime>(json!({
                "typeId": "0190a000-0000-7000-8000-000000000002", "startsAt": "2026-11-20T13:30:00Z",
            }))
            .answers::<Hold>(201, "It is kept until `heldUntil`."),
        delete("/api/v1/holds", "releaseTime", "Let the kept time go").answers_nothing("Nothing is kept."),
    ]
}

fn note(text: &str) -> Value {
    json!({ "note": text })
}
