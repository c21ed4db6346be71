//! The id of a request, which is in the log and in the answer. A client may send its own where that is a plain one.

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

const LENGTH: usize = 64;

/// Takes out ids that could be anything else in a log or on a page; the request gets one of ours instead.
pub async fn forget_odd(mut request: Request, next: Next) -> Response {
    if !request.headers().get_all(REQUEST_ID).iter().all(is_plain) {
        request.headers_mut().remove(REQUEST_ID);
    }
    next.run(request).await
}

fn is_plain(id: &HeaderValue) -> bool {
    let id = id.as_bytes();
    let holds = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    (1..=LENGTH).contains(&id.len()) && id.iter().all(holds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::testing::{Cast, Story};
    use reqwest::Method;

    #[test]
    fn an_id_is_short_and_of_letters_and_digits() {
        let is_plain = |id: &str| HeaderValue::from_str(id).is_ok_and(|id| is_plain(&id));
        for plain in ["a", "0190a000-0000-7000-8000-000000000001", "Trace_7", &"x".repeat(64)] {
            assert!(is_plain(plain), "{plain}");
        }
        for odd in ["", "a b", "<script>", "a\"b", "a;b", "é", &"x".repeat(65)] {
            assert!(!is_plain(odd), "{odd}");
        }
    }

    #[tokio::test]
    async fn only_a_plain_id_comes_back() -> Story {
        let cast = Cast::assemble().await?;
        let long = "x".repeat(3_000);
        for (sent, is_kept) in [("trace-7", true), ("<script>alert(1)</script>", false), (&long, false)] {
            let answer = cast.ask(Method::GET, "/health").header("x-request-id", sent).send().await?;
            let told = answer.headers()["x-request-id"].to_str()?;
            assert_eq!(told == sent, is_kept, "{told}");
            assert!((1..=64).contains(&told.len()), "{told}");
        }
        Ok(())
    }
}
