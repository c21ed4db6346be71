//! What a page shows once, after a form that was sent without JavaScript: a cookie of a minute carries it over the
//! redirect, and the page that shows it takes it away. The server keeps nothing of it.

use axum::http::request::Parts;
use axum::http::{HeaderValue, header};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use leptos_router::location::Url;

const COOKIE: &str = "attend-once";
const SECONDS: u32 = 60;
/// Browsers take no cookie of more than 4096.
const BYTES: usize = 3000;

/// Gives the page at `path` the text; it holds no character that a cookie cannot.
pub fn leave(path: &str, text: &str, tls: bool) {
    let secure = if tls { "; Secure" } else { "" };
    set(&format!("{COOKIE}={text}; Path={path}; Max-Age={SECONDS}; HttpOnly; SameSite=Strict{secure}"));
}

/// What was left for this page.
pub fn take(path: &str) -> Option<String> {
    let parts = use_context::<Parts>()?;
    let cookies = parts.headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let (_, text) = pairs.find(|(name, _)| *name == COOKIE)?;
    set(&format!("{COOKIE}=; Path={path}; Max-Age=0; HttpOnly; SameSite=Strict"));
    Some(text.to_owned())
}

/// Gives the page at `path` what was typed into its form, which `typed_before` reads.
pub fn leave_typed(path: &str, typed: &[String], tls: bool) {
    let text = typed.iter().map(|text| Url::escape(text)).collect::<Vec<_>>().join("&");
    if text.len() <= BYTES {
        leave(path, &text, tls);
    }
}

fn set(cookie: &str) {
    if let (Some(options), Ok(cookie)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(cookie)) {
        options.append_header(header::SET_COOKIE, cookie);
    }
}
