//! The appointment-chat contract, beside `/api/v1`.

use super::endpoint::{Section, get, post};
use crate::appointments::appointment_chat::wire::{ChatMessageSent, ChatMessages, ChatTest, NewChatMessage};
use serde_json::json;

const MESSAGES: &str = "/api/appointment-chat/messages";
const WHICH: &str = "Which appointment.";

pub fn section() -> Section {
    Section {
        name: "Appointment chat",
        about: "The chat of an appointment for front ends that know no rooms. Only the appointment's two people have \
                it. What is sent here is a message like all others.",
        endpoints: vec![
            get(MESSAGES, "listAppointmentMessages", "Read an appointment's messages")
                .says(
                    "All of them, the oldest first; none before the appointment is confirmed. What the room itself says \
                     and what was deleted is left out. Date and time are those of the practice's wall clock.",
                )
                .asks_id("appointmentId", WHICH)
                .required()
                .answers::<ChatMessages>(200, "The messages, and the appointment.")
                .refuses(&[404, 422]),
            post(MESSAGES, "sendAppointmentMessage", "Send a message about an appointment")
                .says(
                    "Of an assessment, the first line of `content` is the title and the rest the findings; of a \
                     prescription, each line up to an empty one is a medicine and the rest are notes. Refused with 409 \
                     before the appointment is confirmed, and with 403 once its conversation has ended.",
                )
                .takes::<NewChatMessage>(json!({
                    "appointmentId": "0190a000-0000-7000-8000-000000000003", "content": "Good morning!",
                    "messageType": "text", "attachments": [],
                }))
                .answers::<ChatMessageSent>(201, "Sent: it is written, and the other is told.")
                .answers::<ChatMessageSent>(200, "The message that this `clientId` has sent already.")
                .refuses(&[404, 409]),
            get("/api/appointment-chat/test", "testAppointmentChat", "Is there such a chat?")
                .asks_id("appointmentId", WHICH)
                .required()
                .answers::<ChatTest>(200, "Whether there is, and who asks.")
                .refuses(&[422]),
        ],
    }
}
