//! A browser that is pushed to, and what its owner knows it by.

use crate::ids::DeviceId;
use crate::time::Moment;
use serde::{Deserialize, Serialize};

/// A device of one's own that notifications are pushed to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Device {
    pub id: DeviceId,
    /// As `Chrome on Android`.
    pub name: String,
    /// Whether it is the one that asks.
    pub is_here: bool,
    pub created_at: Moment,
    /// When it was last sent something.
    pub last_used_at: Option<Moment>,
}

/// A browser's subscription as `PushSubscription.toJSON()` writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct NewDevice {
    /// Where its push service takes messages for it: a public https address.
    pub endpoint: String,
    pub keys: DeviceKeys,
    /// The endpoint it takes the place of; where that is none of one's own, nothing is added.
    #[serde(default)]
    pub replaces: Option<String>,
}

/// What messages are sealed with (RFC 8291), in base64url.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct DeviceKeys {
    pub p256dh: String,
    pub auth: String,
}

/// In this order: many browsers name others as well.
#[cfg(feature = "ssr")]
const BROWSERS: [(&str, &str); 7] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];
#[cfg(feature = "ssr")]
const SYSTEMS: [(&str, &str); 7] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
];

/// What a browser calls itself, in a person's words: `Chrome on Android`.
#[cfg(feature = "ssr")]
pub fn device_name(user_agent: &str) -> String {
    let known =
        |list: &[(&str, &'static str)]| list.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| *name);
    match (known(&BROWSERS), known(&SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(name), None) | (None, Some(name)) => name.into(),
        (None, None) => "A browser".into(),
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn devices_are_called_as_people_call_them() {
        let chrome = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0";
        for (user_agent, name) in [
            (format!("Mozilla/5.0 (Linux; Android 10; K) {chrome} Mobile Safari/537.36"), "Chrome on Android"),
            (
                format!("Mozilla/5.0 (Windows NT 10.0; Win64; x64) {chrome} Safari/537.36 Edg/140.0.0.0"),
                "Edge on Windows",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                 Version/18.5 Mobile/15E148 Safari/604.1"
                    .into(),
                "Safari on iPhone",
            ),
            ("Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0".into(), "Firefox on Linux"),
            ("curl/8.5".into(), "A browser"),
        ] {
            assert_eq!(device_name(&user_agent), name);
        }
    }
}
