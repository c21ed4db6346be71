//! With what the API refuses: one described answer for each status.

use crate::server::problem::Problem;
use utoipa::ToSchema;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{ContentBuilder, HttpMethod, Ref, RefOr, Response, ResponseBuilder};

use super::endpoint::Endpoint;

/// Status, name and meaning of each.
pub const PROBLEMS: [(u16, &str, &str); 11] = [
    (400, "BrokenBody", "`invalid`: the body is no JSON, or the query cannot be read."),
    (401, "SignedOut", "`signed_out`: nobody is signed in, or the token holds no more."),
    (403, "Forbidden", "`forbidden`: one sees it but may not do this, the token may only read, or another site asks."),
    (404, "NotFound", "`not_found`: it does not exist, or not for this person. The two are told alike."),
    (409, "Conflict", "`conflict`: somebody was faster, or the thing is past that state."),
    (413, "TooLarge", "`invalid`: there is more of it than is taken."),
    (415, "WrongType", "`invalid`: the body says that it is something else than is taken here."),
    (416, "OutOfRange", "`invalid`: the part that was asked for lies outside of the file."),
    (422, "Invalid", "`invalid`: a field does not hold; `field` names it."),
    (429, "SlowDown", "`slow_down`: too much at once."),
    (500, "Broken", "`broken`: the server's fault; `reference` is in its log."),
];

/// The statuses with which an endpoint refuses, those that follow from what it is included.
pub fn refusals(endpoint: &Endpoint) -> Vec<u16> {
    let mut all = endpoint.refusals.clone();
    if !endpoint.is_public {
        all.push(401);
    }
    if endpoint.method != HttpMethod::Get {
        all.extend([403, 429]);
    }
    if endpoint.path.contains('{') {
        all.push(404);
    }
    all.push(500);
    all
}

/// A reference to the answer of that status.
pub fn reference(status: u16) -> Option<RefOr<Response>> {
    let (_, name, _) = PROBLEMS.iter().find(|(known, ..)| *known == status)?;
    Some(Ref::from_response_name(*name).into())
}

pub fn responses() -> impl Iterator<Item = (&'static str, Response)> {
    PROBLEMS.iter().map(|(status, name, about)| (*name, described(*status, about)))
}

fn described(status: u16, about: &str) -> Response {
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name(Problem::name()))).build();
    let response = ResponseBuilder::new().description(about).content("application/problem+json", content);
    if status != 429 {
        return response.build();
    }
    let seconds = ObjectBuilder::new().schema_type(Type::Integer);
    let wait = HeaderBuilder::new().schema(seconds).description(Some("Seconds after which it makes sense again."));
    response.header("Retry-After", wait.build()).build()
}
