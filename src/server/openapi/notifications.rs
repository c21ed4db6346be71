//! Notifications.

use super::endpoint::{Section, delete, get, patch, post};
use crate::notifications::{Delivery, Notification, PreferenceChanges, Preferences};
use serde_json::json;

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
            get("/api/v1/notifications/{id}/deliveries", "listDeliveries", "How one reached its reader")
                .says("One item for each way it took: the page, push and mail.")
                .at("id", WHICH)
                .lists::<Delivery>("Its ways; all on one page."),
            get("/api/v1/notifications/preferences", "showPreferences", "Read what one wants to be told")
                .answers::<Preferences>(200, "What takes which way, quiet hours, and how pages and pushes behave."),
            patch("/api/v1/notifications/preferences", "changePreferences", "Change what one wants to be told")
                .says(
                    "What is not named stays. A choice whose mode is null goes back to what is usual; `quiet` null ends \
                     quiet hours. Emergencies cannot be switched off, and only mails about messages can be a `digest`.",
                )
                .takes::<PreferenceChanges>(json!({
                    "choices": [{ "sort": "reactions", "channel": "push", "mode": "on" }],
                    "quiet": { "from": "22:00", "until": "07:00" }
                }))
                .answers::<Preferences>(200, "What holds now."),
        ],
    }
}
