//! Notifications.

use super::endpoint::{Section, delete, get, post};
use crate::notifications::Notification;

const WHICH: &str = "Which notification.";

pub fn section() -> Section {
    Section {
        name: "Notifications",
        about: "What the bell of one's pages has. One about a conversation is read once the conversation is read up to \
                its message, and stands for all unread messages there. New ones come over the live socket.",
        endpoints: vec![
            get("/api/v1/notifications", "listNotifications", "List notifications")
                .says("Newest first, without those that were removed.")
                .asks("unread", "`true`: those that are not read yet.")
                .asks(
                    "sort",
                    "One sort of them: `messages`, `groups`, `mentions`, `reactions`, `appointments`, `reminders`, \
                     `offers`, `courses`, `announcements` or `emergencies`.",
                )
                .pages("cursor")
                .lists::<Notification>("A page of notifications."),
            post("/api/v1/notifications/read", "readAllNotifications", "Mark all as read")
                .answers_nothing("All are read."),
            post("/api/v1/notifications/{id}/read", "readNotification", "Mark one as read")
                .at("id", WHICH)
                .answers_nothing("It is read."),
            delete("/api/v1/notifications/{id}", "removeNotification", "Remove one")
                .says("On every device; what it is about stays.")
                .at("id", WHICH)
                .answers_nothing("It is gone."),
        ],
    }
}
