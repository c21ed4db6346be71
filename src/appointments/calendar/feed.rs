//! `/calendar/{secret}.ics`: a person's appointments for a calendar program, which cannot sign in. The secret is the
//! key, so it stands in no log.

use super::{file, site};
use crate::accounts::signing_in::{digest, secret};
use crate::accounts::{Me, store as accounts};
use crate::appointments::store;
use crate::error::{AppError, Result};
use crate::server::db::Tx;
use crate::server::state::AppState;
use crate::time::Moment;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use time::macros::format_description;

pub(super) const CALENDAR: &str = "text/calendar; charset=utf-8";

/// Makes a feed and answers with its address, which is told this once.
pub async fn new_feed(tx: &mut Tx, me: &Me, site: &str) -> Result<String> {
    let secret = secret();
    store::make_feed(tx, me.id, &digest(&secret)).await?;
    Ok(format!("{site}{}", crate::app::paths::calendar_feed(&secret)))
}

/// Whether unknown, revoked or no feed at all is told alike. Programs ask again and again, so what they have already
/// is not sent again.
pub async fn show_feed(
    State(state): State<AppState>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response> {
    let secret = name.strip_suffix(".ics").ok_or(AppError::NotFound)?;
    let mut conn = state.read().await?;
    let user = store::reader_of_feed(&mut conn, &digest(secret)).await?.ok_or(AppError::NotFound)?;
    state.limits.take_command(user)?;
    let me = accounts::me(&mut conn, user).await?;
    let entries = store::entries_of(&mut conn, user).await?;
    let text = file::write(&entries, &me, &site(&state.settings, &headers));
    let tag = tag_of(&text);
    let changed = entries.iter().map(|entry| entry.changed_at).max().map(http_date).unwrap_or_default();
    let caching = [(header::CACHE_CONTROL, "private, no-cache".to_owned()), (header::ETAG, tag.clone())];
    if is_known(&headers, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, caching).into_response());
    }
    let kind = [(header::CONTENT_TYPE, CALENDAR), (header::CONTENT_DISPOSITION, "inline; filename=\"attend.ics\"")];
    let mut answer = (caching, kind, text).into_response();
    if let Ok(changed) = changed.parse() {
        answer.headers_mut().insert(header::LAST_MODIFIED, changed);
    }
    Ok(answer)
}

/// Says whether the program has this very text.
fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let known = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let mut tags = known.flat_map(|tags| tags.split(',')).map(|one| one.trim().trim_start_matches("W/"));
    tags.any(|known| known == "*" || known == tag)
}

fn tag_of(text: &str) -> String {
    format!("\"{}\"", BASE64_URL_SAFE_NO_PAD.encode(digest(text)))
}

/// `Fri, 20 Nov 2026 13:30:00 GMT`
fn http_date(at: Moment) -> String {
    let form =
        format_description!("[weekday repr:short], [day] [month repr:short] [year] [hour]:[minute]:[second] GMT");
    at.0.format(form).unwrap_or_default()
}
