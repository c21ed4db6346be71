//! The headers that a file is given out with: its type and no other, in the page only where that is safe, under its
//! name, and kept by this person's browser alone.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

/// A browser may keep a file, and asks each time before it shows it: a file does not change, but it can be removed, and
/// people leave rooms.
const CACHING: &str = "private, no-cache";
/// Nothing in a file runs, whatever it is: no script, no form, no window. Its origin is left to it, since a browser
/// that plays a video in a tab of its own asks for the parts from there.
const SANDBOX: &str = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; \
                       sandbox allow-same-origin; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// The viewers of browsers for PDF are pages of their own, which a sandbox would keep from opening.
const PDF: &str = "default-src 'none'; object-src 'self'; plugin-types application/pdf; style-src 'unsafe-inline'; \
                   base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

pub fn headers_of(mime: &str, name: &str, etag: &str) -> HeaderMap {
    let kind = if mime.starts_with("text/") { format!("{mime}; charset=utf-8") } else { mime.to_owned() };
    let policy = if mime == "application/pdf" { PDF } else { SANDBOX };
    let pairs = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_DISPOSITION, disposition(mime, name)),
        (header::CONTENT_SECURITY_POLICY, policy.to_owned()),
        (header::CACHE_CONTROL, CACHING.to_owned()),
        // Another person's sign-in on the same device is another cookie, and does not see what this one has kept.
        (header::VARY, "cookie, authorization".to_owned()),
        (header::ETAG, etag.to_owned()),
        (header::ACCEPT_RANGES, "bytes".to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin".to_owned()),
    ];
    pairs.into_iter().filter_map(|(name, value)| Some((name, HeaderValue::from_str(&value).ok()?))).collect()
}

/// Whether a header of the request names this version of the file.
pub fn names(headers: &HeaderMap, header: HeaderName, etag: &str) -> bool {
    let told = headers.get_all(header).iter().filter_map(|value| value.to_str().ok());
    told.flat_map(|list| list.split(','))
        .any(|one| matches!(one.trim(), "*") || one.trim().trim_start_matches("W/") == etag)
}

/// `inline` for what a browser shows by itself; all else is downloaded. The name in both forms, for old and new.
fn disposition(mime: &str, name: &str) -> String {
    let family = mime.split('/').next().unwrap_or_default();
    let is_shown = matches!(family, "image" | "video" | "audio") || matches!(mime, "application/pdf" | "text/plain");
    let plain: String = name.chars().map(|c| if is_plain(c) { c } else { '_' }).collect();
    let way = if is_shown { "inline" } else { "attachment" };
    format!("{way}; filename=\"{plain}\"; filename*=UTF-8''{}", escape(name))
}

fn is_plain(c: char) -> bool {
    c.is_ascii() && !c.is_ascii_control() && !matches!(c, '"' | '\\' | '%' | ';')
}

/// Percent-encoded as RFC 8187 has it.
fn escape(name: &str) -> String {
    let keeps = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte);
    name.bytes().map(|byte| if keeps(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_browser_shows_safely_is_shown() {
        for mime in ["image/png", "video/mp4", "audio/ogg", "application/pdf", "text/plain"] {
            assert!(disposition(mime, "a").starts_with("inline"), "{mime}");
        }
        for mime in ["text/csv", "text/html", "application/zip", "application/octet-stream"] {
            assert!(disposition(mime, "a").starts_with("attachment"), "{mime}");
        }
    }

    #[test]
    fn a_name_is_said_in_both_forms() {
        assert_eq!(
            disposition("text/csv", "Zähler \"1\".csv"),
            "attachment; filename=\"Z_hler _1_.csv\"; filename*=UTF-8''Z%C3%A4hler%20%221%22.csv"
        );
    }

    #[test]
    fn a_known_version_is_recognised() {
        let headers = |value| HeaderMap::from_iter([(header::IF_NONE_MATCH, HeaderValue::from_static(value))]);
        for value in ["\"a\"", "W/\"a\"", "\"b\", \"a\"", "*"] {
            assert!(names(&headers(value), header::IF_NONE_MATCH, "\"a\""), "{value}");
        }
        assert!(!names(&headers("\"b\""), header::IF_NONE_MATCH, "\"a\""));
    }
}
