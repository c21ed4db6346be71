//! What Leptos answers otherwise than everybody else here, set right: pages that lead elsewhere, and forms and server
//! functions that it could not read.

use crate::error::AppError;
use crate::server::problem::Sentence;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use leptos::server_fn::error::{SERVER_FN_ERROR_HEADER, ServerFnUrlError};

/// By this a program that has called a server function is told to go elsewhere.
const LEADS_ELSEWHERE: &str = "serverfnredirect";
/// No error is longer.
const ERROR_BYTES: usize = 64 * 1024;

pub async fn mend(mut request: Request, next: Next) -> Response {
    let is_function = request.uri().path().starts_with("/fn/");
    if is_function {
        forget_refusals(request.headers_mut());
    }
    let response = next.run(request).await;
    let headers = response.headers();
    if is_function && headers.contains_key(SERVER_FN_ERROR_HEADER) {
        with_status_of_error(response).await
    } else if !is_function && headers.contains_key(LEADS_ELSEWHERE) {
        led_elsewhere(response)
    } else {
        response
    }
}

/// A form that is refused twice shall have the last refusal alone in the address that it is led back to.
fn forget_refusals(headers: &mut HeaderMap) {
    let page = headers.get(header::REFERER).and_then(|page| page.to_str().ok()).filter(|page| page.contains("__err="));
    let Some(mut page) = page.map(str::to_owned) else { return };
    ServerFnUrlError::<AppError>::strip_error_info(&mut page);
    if let Ok(page) = HeaderValue::from_str(&page) {
        headers.insert(header::REFERER, page);
    }
}

/// What could not be read is answered with 500, as every error of a function that has set no status of its own.
async fn with_status_of_error(response: Response) -> Response {
    if response.status() != StatusCode::INTERNAL_SERVER_ERROR {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let body = match to_bytes(body, ERROR_BYTES).await {
        Ok(body) => body,
        Err(cause) => return AppError::broken(cause).into_response(),
    };
    if let Ok(error) = serde_json::from_slice::<AppError>(&body)
        && let Ok(status) = StatusCode::from_u16(error.code().1)
    {
        parts.status = status;
        parts.extensions.insert(Sentence(error.to_string()));
    }
    Response::from_parts(parts, Body::from(body))
}

/// Whoever does not say that they take HTML is sent on all the same.
fn led_elsewhere(response: Response) -> Response {
    let (mut parts, _) = response.into_parts();
    parts.status = StatusCode::FOUND;
    parts.headers.remove(LEADS_ELSEWHERE);
    parts.headers.remove(header::CONTENT_TYPE);
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::empty())
}

#[cfg(test)]
mod tests {
    use crate::server::testing::{Cast, Story};
    use reqwest::{Method, StatusCode};

    const FORM: &str = "application/x-www-form-urlencoded";

    #[tokio::test]
    async fn pages_lead_elsewhere_whatever_is_accepted() -> Story {
        let cast = Cast::assemble().await?;
        let noor = cast.patient().await?;
        let signed_out = "/sign-in?next=/patient/chat";
        for (request, to) in [
            (cast.ask(Method::GET, "/patient/chat"), signed_out),
            (cast.ask(Method::HEAD, "/patient/chat"), signed_out),
            (cast.ask(Method::GET, "/patient/chat").header("accept", "*/*"), signed_out),
            (noor.ask(Method::GET, "/doctor"), "/patient"),
            (noor.ask(Method::GET, "/"), "/patient"),
        ] {
            let answer = request.send().await?;
            assert_eq!((answer.status(), &answer.headers()["location"]), (StatusCode::FOUND, &to.parse()?), "{to}");
            assert!(!answer.headers().contains_key("serverfnredirect"), "{to}");
            assert_eq!(answer.text().await?, "", "{to}");
        }
        Ok(())
    }

    #[tokio::test]
    async fn what_cannot_be_read_is_the_senders_fault() -> Story {
        let cast = Cast::assemble().await?;
        for (path, body) in [("/fn/sign-in", "email=x"), ("/fn/update-profile", "%%%"), ("/fn/show-reset", "{")] {
            let kind = if body == "{" { "application/json" } else { FORM };
            let answer = cast.ask(Method::POST, path).header("content-type", kind).body(body).send().await?;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{path}");
            assert!(answer.text().await?.contains("could not be understood"), "{path}");
        }
        Ok(())
    }

    #[tokio::test]
    async fn a_function_that_is_none_is_not_found() -> Story {
        let cast = Cast::assemble().await?;
        let answer = cast.ask(Method::POST, "/fn/nope").header("content-type", FORM).body("a=b").send().await?;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND);
        assert_eq!(answer.headers()["content-type"], "application/problem+json");
        Ok(())
    }

    #[tokio::test]
    async fn a_form_that_is_refused_again_has_one_refusal_in_its_address() -> Story {
        let cast = Cast::assemble().await?;
        let mut page = cast.url("/sign-in?next=/patient");
        for _ in 0..2 {
            let form = cast.ask(Method::POST, "/fn/sign-in").header("accept", "text/html").header("referer", &page);
            let answer = form.form(&[("email", "nobody@clinic.demo"), ("password", "x")]).send().await?;
            page = answer.headers()["location"].to_str()?.to_owned();
            assert_eq!(page.matches("__err=").count(), 1, "{page}");
            assert_eq!(page.matches("__path=").count(), 1, "{page}");
            assert!(page.contains("next="), "{page}");
        }
        Ok(())
    }
}
