//! What was agreed holds: types that change, requests that nobody answers, proposals that are turned down.

use super::{books, decides, far_times, offer};
use crate::appointments::clockwork::decline_what_nobody_answered;
use crate::appointments::store::{self, accept_proposal, dismiss_proposal, propose_time};
use crate::appointments::{Appointment, Deed, FreeQuery, Status, What};
use crate::error::{AppError, Result};
use crate::notifications::{Filter, store::list_notifications};
use crate::server::testing::{Actor, Cast, Story};
use reqwest::{Method, StatusCode};
use serde_json::json;

pub(super) async fn history(cast: &Cast, appointment: &Appointment) -> Result<Vec<What>> {
    let changes = store::changes_of(&mut *cast.state.read().await?, appointment.id).await?;
    Ok(changes.into_iter().map(|change| change.what).collect())
}

async fn now(cast: &Cast, actor: &Actor<'_>, appointment: &Appointment) -> Result<Appointment> {
    store::appointment_for(&mut *cast.state.read().await?, actor.me.id, appointment.id).await
}

#[tokio::test]
async fn a_type_that_changes_leaves_what_was_agreed() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let first = *offer(&cast, &imani).await?.1.first().ok_or("no free time")?;
    let agreed = books(&cast, &noor, &imani, first).await?;
    sqlx::query("update appointment_types set name = 'Other', price = '500 €', place = 'video' where id = $1")
        .bind(agreed.type_id.0)
        .execute(&cast.state.pool)
        .await?;
    assert_eq!(now(&cast, &noor, &agreed).await?, agreed);
    Ok(())
}

#[tokio::test]
async fn what_nobody_answers_in_time_is_declined() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (_, times) = far_times(&cast, &imani).await?;
    let [first, second, ..] = times[..] else { return Err("no free times".into()) };
    let (late, waiting) = (books(&cast, &noor, &imani, first).await?, books(&cast, &noor, &imani, second).await?);
    sqlx::query(
        "update appointments set starts_at = now(), ends_at = now() + interval '5 minutes',
             occupies = tstzrange(now(), now() + interval '5 minutes') where id = $1",
    )
    .bind(late.id.0)
    .execute(&cast.state.pool)
    .await?;
    let (one, other) =
        tokio::join!(decline_what_nobody_answered(&cast.state), decline_what_nobody_answered(&cast.state));
    one.and(other)?;
    let declined = now(&cast, &noor, &late).await?;
    assert_eq!((declined.status, declined.room), (Status::Declined, None));
    assert_eq!(now(&cast, &noor, &waiting).await?.status, Status::Requested);
    assert_eq!(history(&cast, &late).await?, [What::Requested, What::Declined], "once");
    let bell = list_notifications(&mut *cast.state.read().await?, noor.me.id, Filter::default(), None, 9).await?;
    assert_eq!(&*bell[0].title, "A request was not answered in time");
    let refused = decides(&cast, &imani, &late, Deed::Confirm).await;
    assert!(matches!(refused, Err(AppError::Conflict { .. })));
    Ok(())
}

#[tokio::test]
async fn an_answer_to_a_proposal_is_part_of_the_history() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (_, times) = far_times(&cast, &imani).await?;
    let [first, second, ..] = times[..] else { return Err("no free times".into()) };
    let request = books(&cast, &noor, &imani, first).await?;
    let mut tx = cast.state.begin().await?;
    let same = propose_time(&mut tx, &imani.me, request.id, first, "").await;
    assert!(matches!(same, Err(AppError::Invalid { ref field, .. }) if field == "startsAt"), "{same:?}");
    propose_time(&mut tx, &imani.me, request.id, second, "").await?;
    dismiss_proposal(&mut tx, &noor.me, request.id).await?;
    propose_time(&mut tx, &imani.me, request.id, second, "").await?;
    accept_proposal(&mut tx, &noor.me, request.id).await?;
    tx.commit().await?;
    let [requested, proposed, kept, moved, confirmed] =
        [What::Requested, What::Proposed, What::Kept, What::Rescheduled, What::Confirmed];
    assert_eq!(history(&cast, &request).await?, [requested, proposed, kept, proposed, moved, confirmed]);
    Ok(())
}

#[tokio::test]
async fn the_practice_is_not_bound_by_what_clients_have_to_keep() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let week = "insert into booking_rules (practitioner_id, notice_minutes, days_ahead) values ($1, 10080, 28)
                on conflict (practitioner_id) do update set notice_minutes = excluded.notice_minutes";
    sqlx::query(week).bind(imani.me.id.0).execute(&cast.state.pool).await?;
    let (type_id, _) = offer(&cast, &imani).await?;
    let query = FreeQuery { practitioner: Some(imani.me.id), type_id, moving: None };
    let mut conn = cast.state.read().await?;
    let of_client = store::find_free_times(&mut conn, &noor.me, query, None).await?;
    let of_practice = store::find_free_times(&mut conn, &imani.me, query, None).await?;
    assert!(of_practice.first() < of_client.first() && of_practice.len() > of_client.len());
    Ok(())
}

#[tokio::test]
async fn nobody_meets_at_the_end_of_time() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (type_id, _) = offer(&cast, &imani).await?;
    let end = "9999-12-31T23:59:59Z";
    let wanted = json!({ "practitioner": imani.me.id, "typeId": type_id, "startsAt": end, "reason": "Later" });
    let answer = noor.ask(Method::POST, "/api/v1/appointments").json(&wanted).send().await?;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    for bound in ["from", "until", "after"] {
        let path = format!("/api/v1/availability/times?practitioner={}&type={type_id}&{bound}={end}", imani.me.id);
        let status = noor.ask(Method::GET, &path).send().await?.status();
        assert!(status.is_success() || status.is_client_error(), "{bound}: {status}");
    }
    Ok(())
}
