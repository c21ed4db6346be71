//! Many who want the same at once.

use super::{books, decides, offer};
use crate::appointments::store::{Slot, hold_slot, reschedule};
use crate::appointments::{Deed, Hold, Status};
use crate::error::{AppError, Result};
use crate::server::testing::{Actor, Cast, Story};
use crate::time::Moment;
use futures_util::future::join_all;

async fn holds(cast: &Cast, client: &Actor<'_>, slot: Slot) -> Result<Hold> {
    let mut tx = cast.state.begin().await?;
    let hold = hold_slot(&mut tx, &client.me, slot).await?;
    tx.commit().await?;
    Ok(hold)
}

async fn moves(cast: &Cast, actor: &Actor<'_>, id: crate::ids::AppointmentId, to: Moment) -> Result<()> {
    let mut tx = cast.state.begin().await?;
    reschedule(&mut tx, &actor.me, id, to, "").await?;
    tx.commit().await
}

/// No two of a practitioner's times may overlap, whatever was tried.
async fn overlaps(cast: &Cast) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar(
        "select count(*) from appointments a join appointments b
           on a.practitioner_id = b.practitioner_id and a.id < b.id and a.occupies && b.occupies
         where a.declined_at is null and a.cancelled_at is null and b.declined_at is null and b.cancelled_at is null",
    )
    .fetch_one(&cast.state.pool)
    .await
}

#[tokio::test]
async fn a_held_time_is_for_nobody_else() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let tomas = cast.signs_in("patient2@clinic.demo").await?;
    let (type_id, times) = offer(&cast, &imani).await?;
    let [first, second, ..] = times[..] else { return Err("no free times".into()) };
    let slot = |starts_at| Slot { practitioner: Some(imani.me.id), type_id, starts_at };
    holds(&cast, &noor, slot(first)).await?;
    assert!(!offer(&cast, &imani).await?.1.contains(&first));
    assert!(matches!(books(&cast, &tomas, &imani, first).await, Err(AppError::Invalid { .. })));
    holds(&cast, &noor, slot(second)).await?;
    assert!(offer(&cast, &imani).await?.1.contains(&first), "one holds one time");
    assert_eq!(books(&cast, &noor, &imani, second).await?.status, Status::Requested);
    assert_eq!(books(&cast, &tomas, &imani, first).await?.status, Status::Requested);
    Ok(())
}

#[tokio::test]
async fn a_hold_that_has_run_out_is_in_nobodys_way() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let tomas = cast.signs_in("patient2@clinic.demo").await?;
    let (type_id, times) = offer(&cast, &imani).await?;
    let starts_at = *times.first().ok_or("no free time")?;
    let hold = holds(&cast, &noor, Slot { practitioner: Some(imani.me.id), type_id, starts_at }).await?;
    sqlx::query("update appointments set held_until = now() - interval '1 second' where id = $1")
        .bind(hold.id.0)
        .execute(&cast.state.pool)
        .await?;
    assert!(offer(&cast, &imani).await?.1.contains(&starts_at));
    assert_eq!(books(&cast, &tomas, &imani, starts_at).await?.status, Status::Requested);
    Ok(())
}

#[tokio::test]
async fn holds_bookings_and_moves_that_race_never_overlap() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let tomas = cast.signs_in("patient2@clinic.demo").await?;
    for _ in 0..8 {
        let (type_id, times) = offer(&cast, &imani).await?;
        let [wanted, other, ..] = times[..] else { return Err("no free times".into()) };
        let booked = books(&cast, &tomas, &imani, other).await?;
        let booked = decides(&cast, &imani, &booked, Deed::Confirm).await?;
        let slot = Slot { practitioner: Some(imani.me.id), type_id, starts_at: wanted };
        let bookings = join_all((0..10).map(|_| books(&cast, &noor, &imani, wanted)));
        let held = join_all((0..10).map(|_| holds(&cast, &tomas, slot)));
        let moved = join_all((0..10).map(|_| moves(&cast, &imani, booked.id, wanted)));
        let (bookings, _, moved) = tokio::join!(bookings, held, moved);
        let won = bookings.iter().filter(|answer| answer.is_ok()).count();
        assert!(won <= 1 && (won == 0 || moved.iter().all(Result::is_err)));
        assert_eq!(overlaps(&cast).await?, 0);
    }
    Ok(())
}

#[tokio::test]
async fn two_hundred_rounds_of_a_hundred_have_one_winner_each() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (type_id, times) = offer(&cast, &imani).await?;
    let rounds = 200_usize.min(times.len());
    assert!(rounds >= 100, "the demo's hours have free times for four weeks");
    for starts_at in times.into_iter().take(rounds) {
        let slot = Slot { practitioner: Some(imani.me.id), type_id, starts_at };
        let answers = join_all((0..100).map(|_| super::books_slot(&cast, &noor, slot))).await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    }
    assert_eq!(overlaps(&cast).await?, 0);
    Ok(())
}
