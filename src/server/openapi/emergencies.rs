//! Emergencies, and who is on call.

use super::endpoint::{Section, delete, get, post, put};
use crate::emergencies::rest::{NewEmergency, Resolution};
use crate::emergencies::{Emergency, OnCall, Step, Told};
use serde_json::json;

const EMERGENCY: &str = "Which emergency.";

pub fn section() -> Section {
    Section {
        name: "Emergencies",
        about: "A client's alert to every practitioner of a clinic or veterinary practice; other practices have none. \
                A client sees their own, practitioners and admins all of their practice.",
        endpoints: vec![
            get("/api/v1/emergencies", "listEmergencies", "List emergencies")
                .says("The newest first.")
                .asks("status", "`open` or `resolved`; without it, both.")
                .pages("cursor")
                .lists::<Emergency>("A page of emergencies.")
                .refuses(&[404]),
            post("/api/v1/emergencies", "raiseEmergency", "Send an emergency alert")
                .says(
                    "By a client. Every practitioner of the practice is told at once, and is in the room in which it is \
                     talked about. Nobody takes it in time: those on call are told again, then everybody and the admins, \
                     until somebody has taken it. While one is not over, what its client sends is added to it.",
                )
                .takes::<NewEmergency>(json!({
                    "text": "My chest hurts", "clientId": "0190a000-0000-7000-8000-000000000001",
                }))
                .answers::<Emergency>(201, "Raised.")
                .answers::<Emergency>(200, "It was raised already, or this is added to it.")
                .refuses(&[404]),
            get("/api/v1/emergencies/{emergency}", "showEmergency", "Read an emergency")
                .at("emergency", EMERGENCY)
                .answers::<Emergency>(200, "The emergency as it is now."),
            get("/api/v1/emergencies/{emergency}/steps", "listEmergencySteps", "List what happened to it")
                .says("For practitioners and admins, the earliest first.")
                .at("emergency", EMERGENCY)
                .pages("cursor")
                .lists::<Step>("A page of steps.")
                .refuses(&[403]),
            get("/api/v1/emergencies/{emergency}/people", "listEmergencyPeople", "List who was told of it")
                .says("For admins, by name: when each was told and saw it, and how it reached them.")
                .at("emergency", EMERGENCY)
                .pages("cursor")
                .lists::<Told>("A page of people.")
                .refuses(&[403]),
            post("/api/v1/emergencies/{emergency}/seen", "seeEmergency", "Say that one has seen it")
                .says("By whoever was told; it rings on their devices no more, until they are told again.")
                .at("emergency", EMERGENCY)
                .answers_nothing("Seen; once more changes nothing."),
            post("/api/v1/emergencies/{emergency}/dismiss", "dismissEmergency", "Say that one has read how it ended")
                .says("By its client, once it is resolved; their pages show it no more.")
                .at("emergency", EMERGENCY)
                .answers_nothing("Dismissed; once more changes nothing.")
                .refuses(&[409]),
            post("/api/v1/emergencies/{emergency}/take", "takeEmergency", "Take it")
                .says(
                    "By a practitioner, or by an admin where no practitioner is there. Exactly one may; whoever takes it \
                     is in its room from then on.",
                )
                .at("emergency", EMERGENCY)
                .answers::<Emergency>(200, "Taken.")
                .refuses(&[409]),
            post("/api/v1/emergencies/{emergency}/give-back", "giveEmergencyBack", "Give it back")
                .says(
                    "By whoever took it, or by an admin. Nobody has it any more, and everybody else who could come is told \
                     again.",
                )
                .at("emergency", EMERGENCY)
                .answers::<Emergency>(200, "Given back.")
                .refuses(&[409]),
            post("/api/v1/emergencies/{emergency}/resolve", "resolveEmergency", "Resolve it")
                .says("By whoever took it, or by an admin. A room that was opened for it ends.")
                .at("emergency", EMERGENCY)
                .takes::<Resolution>(json!({ "outcome": "Called an ambulance; she is in hospital." }))
                .answers::<Emergency>(200, "Resolved.")
                .refuses(&[409]),
            get("/api/v1/on-call", "listOnCall", "List who is on call")
                .says("All practitioners by name; `since` is null for those who are not on call. Not for clients.")
                .pages("cursor")
                .lists::<OnCall>("A page of practitioners.")
                .refuses(&[403, 404]),
            put("/api/v1/on-call/{person}", "goOnCall", "Put somebody on call")
                .says("Practitioners say it of themselves, admins of everybody.")
                .at("person", "Which practitioner.")
                .answers_nothing("On call; once more changes nothing."),
            delete("/api/v1/on-call/{person}", "leaveCall", "Take somebody off call")
                .at("person", "Which practitioner.")
                .answers_nothing("Not on call; once more changes nothing."),
        ],
    }
}
