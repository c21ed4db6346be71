//! Taking, booking and the clock, all at once.

use super::super::newcomer;
use super::{agrees, books, decides, far_times, offered, sees, takes, time_passes, waits};
use crate::appointments::{Deed, clockwork};
use crate::server::testing::{Cast, Story};
use crate::time::Moment;
use futures_util::future::join_all;
use reqwest::StatusCode;

/// Open appointments that begin then, and pairs that overlap anywhere.
async fn counts(cast: &Cast, at: Moment) -> Result<(i64, i64), sqlx::Error> {
    sqlx::query_as(
        "select (select count(*) from appointments where starts_at = $1 and status in ('requested', 'confirmed')),
                (select count(*) from appointments a join appointments b
                   on a.practitioner_id = b.practitioner_id and a.id < b.id and a.occupies && b.occupies
                 where a.declined_at is null and a.cancelled_at is null
                   and b.declined_at is null and b.cancelled_at is null)",
    )
    .bind(at)
    .fetch_one(&cast.state.pool)
    .await
}

#[tokio::test]
async fn an_offer_is_taken_or_runs_out_and_never_both() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let tomas = cast.signs_in("patient2@clinic.demo").await?;
    let (type_id, times) = far_times(&cast, &imani).await?;
    // The offer holds; it has run out, and its hold as well, as after a night without a server; it is just running out.
    let ways = [
        ("interval '1 hour'", "interval '1 hour'"),
        ("interval '-1 hour'", "interval '-1 minute'"),
        ("interval '40 milliseconds'", "interval '1 minute'"),
    ];
    for (round, at) in times.into_iter().take(9).enumerate() {
        let agreed = agrees(&cast, &noor, &imani, at).await?;
        waits(&cast, &tomas, Some(imani.me.id), type_id).await?;
        decides(&cast, &noor, &agreed, Deed::Cancel).await?;
        let offer = offered(&tomas).await?.ok_or_else(|| format!("no offer in round {round}"))?;
        let (expires, held) = ways[round % ways.len()];
        sqlx::query(&format!(
            "update appointments set held_until = clock_timestamp() + {held} where held_until is not null"
        ))
        .execute(&cast.state.pool)
        .await?;
        sqlx::query(&format!(
            "update waitlist_offers set expires_at = clock_timestamp() + {expires} where taken_at is null and passed_at is null"
        ))
        .execute(&cast.state.pool)
        .await?;
        let bookings = join_all((0..20).map(|_| books(&cast, &noor, &imani, at)));
        let ticks = join_all((0..4).map(|_| clockwork::pass_offers_on(&cast.state)));
        let (bookings, ticks, taken) = tokio::join!(bookings, ticks, takes(&tomas, &offer));
        assert!(ticks.iter().all(Result::is_ok));
        let taken = i64::from(taken?.0 == StatusCode::CREATED);
        let booked = bookings.iter().filter(|answer| answer.is_ok()).count();
        let (open, overlaps) = counts(&cast, at).await?;
        assert_eq!((open, overlaps), (taken + i64::try_from(booked)?, 0), "round {round}");
        match round % ways.len() {
            0 => assert_eq!((taken, booked), (1, 0), "who is offered it gets it"),
            1 => assert_eq!((taken, booked), (0, 1), "one of those who book gets it"),
            _ => assert!(open <= 1),
        }
        // Where it ran out just after the clock was looked at, the next look passes it on.
        let over =
            "update waitlist_offers set expires_at = clock_timestamp() where taken_at is null and passed_at is null";
        sqlx::query(over).execute(&cast.state.pool).await?;
        clockwork::pass_offers_on(&cast.state).await?;
    }
    Ok(())
}

#[tokio::test]
async fn servers_that_pass_offers_on_at_once_do_it_once() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (tomas, lena) = (cast.signs_in("patient2@clinic.demo").await?, newcomer(&cast, "Lena").await?);
    let (type_id, times) = far_times(&cast, &imani).await?;
    let [one, other, ..] = times[..] else { return Err("no free times".into()) };
    let agreed = [agrees(&cast, &noor, &imani, one).await?, agrees(&cast, &noor, &imani, other).await?];
    waits(&cast, &tomas, Some(imani.me.id), type_id).await?;
    waits(&cast, &lena, None, type_id).await?;
    for appointment in &agreed {
        decides(&cast, &noor, appointment, Deed::Cancel).await?;
    }
    let before = [offered(&tomas).await?, offered(&lena).await?];
    assert!(before.iter().all(Option::is_some), "two times for two people");
    time_passes(&cast).await?;
    let ticks = join_all((0..8).map(|_| clockwork::pass_offers_on(&cast.state))).await;
    assert!(ticks.iter().all(Result::is_ok));
    let (offers, open, holds): (i64, i64, i64) = sqlx::query_as(
        "select (select count(*) from waitlist_offers), (select count(*) from waitlist_offers where passed_at is null),
                (select count(*) from appointments where held_until is not null)",
    )
    .fetch_one(&cast.state.pool)
    .await?;
    assert!(open == holds && offers == 2 + open, "each ran out once, and is offered once more at most");
    time_passes(&cast).await?;
    join_all((0..8).map(|_| clockwork::pass_offers_on(&cast.state))).await;
    assert_eq!((offered(&tomas).await?, offered(&lena).await?), (None, None), "nobody is asked twice");
    assert_eq!((sees(&tomas).await?.len(), sees(&lena).await?.len()), (1, 1));
    let free = far_times(&cast, &imani).await?.1;
    assert!(free.contains(&one) && free.contains(&other));
    Ok(())
}
