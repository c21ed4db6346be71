//! Pages and answers go over the wire compressed. What lies in the site is compressed when it is built, and people's
//! files are what they are.

use axum::http::Response;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use tower_http::CompressionLevel;
use tower_http::compression::{CompressionLayer, Predicate};

/// Less gains nothing: it fits into one packet.
const BYTES: u64 = 1_400;
/// A page of 250 KB is an eighth of that, within 2 ms.
const LEVEL: i32 = 4;
const TYPES: [&str; 3] = ["text/html", "application/json", "application/problem+json"];

pub fn layer() -> CompressionLayer<Words> {
    CompressionLayer::new().quality(CompressionLevel::Precise(LEVEL)).compress_when(Words)
}

#[derive(Clone, Copy)]
pub struct Words;

impl Predicate for Words {
    fn should_compress<B: axum::body::HttpBody>(&self, response: &Response<B>) -> bool {
        let kind = response.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let is_large = response.body().size_hint().exact().is_none_or(|bytes| bytes >= BYTES);
        is_large && TYPES.iter().any(|of| kind.starts_with(of)) && !response.headers().contains_key(CONTENT_DISPOSITION)
    }
}
