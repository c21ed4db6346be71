//! `/api/v1/announcements`.

use super::deeds::{self, practice_of_admin};
use super::model::{Announcement, Audience, Cohort, NewAnnouncement, Recipient, Shown};
use super::store::{self, RecipientSearch};
use crate::accounts::Me;
use crate::accounts::model::check_query;
use crate::error::Result;
use crate::ids::{UserId, read_id};
use crate::server::body::Body;
use crate::server::listing::{Listing, PageQuery, limit, not_a_cursor, read_after};
use crate::server::session::Visitor;
use crate::server::state::AppState;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::routing::{get, post, put};
use axum::{Json, Router};
use serde::Deserialize;
use utoipa::ToSchema;

/// People that a preview has, unless asked for fewer or more, and at most.
const PREVIEW: i64 = 50;
const PREVIEW_AT_MOST: i64 = 100;

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/announcements", get(list).post(send))
        .route("/announcements/preview", post(preview))
        .route("/announcements/{announcement}", get(show))
        .route("/announcements/{announcement}/recipients", get(list_recipients))
        .route("/announcements/{announcement}/stop", post(stop))
        .route("/announcements/{announcement}/opened", put(open))
        .route("/announcements/{announcement}/acknowledgement", put(acknowledge))
}

async fn list(
    State(state): State<AppState>,
    visitor: Visitor,
    Query(page): Query<PageQuery>,
) -> Result<Json<Listing<Announcement>>> {
    let limit = page.limit()?;
    let before = page.cursor()?.one_way();
    let before = before.map(|(field, cursor)| cursor.parse().map_err(|_| not_a_cursor(field))).transpose()?;
    let found = store::announcements_for(&mut *state.read().await?, &visitor.me, before, limit + 1).await?;
    Ok(Json(Listing::cut(found, limit, |announcement| announcement.id.to_string())))
}

/// 201 where it is new, 200 for a repeat with the same id.
async fn send(
    State(state): State<AppState>,
    visitor: Visitor,
    Body(new): Body<NewAnnouncement>,
) -> Result<(StatusCode, Json<Announcement>)> {
    let (announcement, is_new) = deeds::send(&state, &visitor.me, new).await?;
    Ok((if is_new { StatusCode::CREATED } else { StatusCode::OK }, Json(announcement)))
}

/// Whom one would reach.
#[derive(Deserialize, ToSchema)]
pub struct AudienceQuestion {
    cohort: Cohort,
    /// A part of the names that are listed.
    #[serde(default)]
    q: String,
    /// The `next` of the part before.
    #[serde(default)]
    after: Option<UserId>,
    #[serde(default)]
    limit: Option<i64>,
}

async fn preview(
    State(state): State<AppState>,
    visitor: Visitor,
    Body(asked): Body<AudienceQuestion>,
) -> Result<Json<Audience>> {
    practice_of_admin(&visitor.me)?;
    let text = check_query(&asked.q)?;
    let limit = asked.limit.unwrap_or(PREVIEW).clamp(1, PREVIEW_AT_MOST);
    Ok(Json(audience(&state, &visitor.me, asked.cohort, (&text, asked.after, limit)).await?))
}

/// How many there are, and a part of those whose name has a text in it: the text, after whom, and how many.
pub async fn audience(
    state: &AppState,
    me: &Me,
    cohort: Cohort,
    (text, after, limit): (&str, Option<UserId>, i64),
) -> Result<Audience> {
    let (mut conn, whose) = (state.read().await?, (me.practice.id, me.id()));
    let count = store::count_audience(&mut conn, whose, cohort).await?;
    let found = store::find_audience(&mut conn, whose, cohort, (text, after, limit + 1)).await?;
    let page = Listing::cut(found, limit, |person| person.user.id.to_string());
    Ok(Audience { count, items: page.items, next: page.next })
}

async fn show(State(state): State<AppState>, visitor: Visitor, Path(id): Path<String>) -> Result<Json<Announcement>> {
    Ok(Json(store::announcement_for(&mut *state.read().await?, &visitor.me, read_id(&id)?).await?))
}

#[derive(Deserialize)]
struct Asked {
    show: Option<String>,
    q: Option<String>,
    before: Option<String>,
    after: Option<String>,
    limit: Option<String>,
}

async fn list_recipients(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Json<Listing<Recipient>>> {
    let practice = practice_of_admin(&visitor.me)?;
    let limit = limit(asked.limit.as_deref())?;
    let search = RecipientSearch {
        shown: asked.show.as_deref().map(Shown::read).transpose()?.unwrap_or_default(),
        text: check_query(&asked.q.unwrap_or_default())?,
        after: read_after(asked.before.as_deref(), asked.after.as_deref())?,
        limit: limit + 1,
    };
    let found = store::find_recipients(&mut *state.read().await?, practice, read_id(&id)?, &search).await?;
    Ok(Json(Listing::cut(found, limit, |recipient| recipient.user.id.to_string())))
}

async fn stop(State(state): State<AppState>, visitor: Visitor, Path(id): Path<String>) -> Result<Json<Announcement>> {
    practice_of_admin(&visitor.me)?;
    Ok(Json(deeds::stop(&state, &visitor.me, read_id(&id)?).await?))
}

async fn open(State(state): State<AppState>, visitor: Visitor, Path(id): Path<String>) -> Result<StatusCode> {
    deeds::mark_opened(&state, &visitor.me, read_id(&id)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn acknowledge(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Json<Announcement>> {
    Ok(Json(deeds::acknowledge(&state, &visitor.me, read_id(&id)?).await?))
}
