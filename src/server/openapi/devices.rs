//! Web push.

use super::endpoint::{Section, delete, get, post};
use crate::notifications::devices::rest::{PushKey, ReadPushes};
use crate::notifications::{Device, NewDevice};
use serde_json::json;

pub fn section() -> Section {
    let p256dh = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    let keys = json!({ "p256dh": p256dh, "auth": "BTBZMqHH6r4Tts7J_aSIgg" });
    Section {
        name: "Push",
        about: "Notifications on devices (RFC 8030): the browsers that are pushed to. By default a push says that there \
                is something, and not what.",
        endpoints: vec![
            get("/api/v1/push/key", "showPushKey", "Read the key that browsers subscribe with")
                .says("The same for all, and for good (RFC 8292).")
                .answers::<PushKey>(200, "The key."),
            get("/api/v1/push/subscriptions", "listDevices", "List one's devices")
                .says("Those that are pushed to, the newest first.")
                .pages("device")
                .lists::<Device>("A page of devices."),
            post("/api/v1/push/subscriptions", "addDevice", "Push to this device")
                .says(
                    "The body is what the browser's `PushSubscription.toJSON()` writes. It lives as long as the sign-in \
                     that it was sent with; a sign-in has one. Needs a sign-in, not a token.",
                )
                .takes::<NewDevice>(json!({ "endpoint": "https://push.example.org/send/abc", "keys": keys }))
                .answers::<Device>(201, "The device; the same once more changes nothing.")
                .refuses(&[404, 409]),
            delete("/api/v1/push/subscriptions/{device}", "removeDevice", "Push no more to a device")
                .at("device", "Which device.")
                .answers_nothing("It is removed."),
            post("/api/v1/push/opened/{notification}", "openPush", "Follow a push")
                .says("The notification that it brought is read, and counts as opened from a push.")
                .at("notification", "Which notification: `id` of the push.")
                .answers_nothing("It is opened; once more changes nothing."),
            get("/api/v1/push/read", "listReadPushes", "Ask what a device need not show any more")
                .says("Of the notifications that it shows: those that were read or removed, by whatever way.")
                .asks("ids", "The `id` of each push that it shows, separated by commas; at most 200.")
                .answers::<ReadPushes>(200, "Those to take away. What is not one's own is not among them."),
        ],
    }
}
